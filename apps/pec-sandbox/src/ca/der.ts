/** A small DER writer (X.690): just what certificates and CMS signatures need. Values in, bytes out. */

/** One tag-length-value with the definite, shortest length. */
export function tlv(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), length(body.length), body]);
}

function length(n: number): Buffer {
  if (n < 0x80) return Buffer.from([n]);
  const bytes: number[] = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tlv(0x30, ...items);

/** DER wants the members of a SET OF in byte order: a signature over attributes depends on it. */
export function setOf(...items: readonly Uint8Array[]): Buffer {
  return tlv(0x31, ...sorted(items));
}

export const sorted = (items: readonly Uint8Array[]): Uint8Array[] =>
  [...items].sort((a, b) => Buffer.compare(a, b));

/** Unsigned big-endian bytes as INTEGER: minimal, with a leading zero where the top bit is set. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = typeof value === 'number' ? Buffer.from(evenHex(value), 'hex') : Buffer.from(value);
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1);
  const lead = (bytes[0] ?? 0) & 0x80 ? [Buffer.from([0])] : [];
  return tlv(0x02, ...lead, bytes);
}

function evenHex(value: number): string {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

/** @example oid('1.2.840.113549.1.1.11').toString('hex') //=> '06092a864886f70d01010b' */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const bytes = [arc % 128];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest % 128) | 0x80);
  }
  return bytes;
}

export const nullValue = (): Buffer => tlv(0x05);
export const boolean = (value: boolean): Buffer => tlv(0x01, Buffer.from([value ? 0xff : 0]));
export const octetString = (bytes: Uint8Array): Buffer => tlv(0x04, bytes);
export const utf8String = (text: string): Buffer => tlv(0x0c, Buffer.from(text, 'utf8'));
export const printableString = (text: string): Buffer => tlv(0x13, Buffer.from(text, 'latin1'));

/** Named bits of a BIT STRING (key usage): the trailing zero bits are left out, as DER asks. */
export function bits(...set: readonly number[]): Buffer {
  const top = Math.max(...set);
  const bytes = new Uint8Array((top >> 3) + 1);
  for (const bit of set) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
  return tlv(0x03, Buffer.from([7 - (top & 7)]), bytes);
}

export const bitString = (bytes: Uint8Array): Buffer => tlv(0x03, Buffer.from([0]), bytes);

/** `[n]` constructed, or primitive with `implicit`. */
export const explicit = (n: number, ...items: readonly Uint8Array[]): Buffer =>
  tlv(0xa0 | n, ...items);
export const implicit = (n: number, bytes: Uint8Array): Buffer => tlv(0x80 | n, bytes);

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 §4.1.2.5). */
export function time(epochMs: number): Buffer {
  const text = new Date(epochMs).toISOString().replace(/[-:T]/g, '').slice(0, 14) + 'Z';
  const short = text < '2050';
  return tlv(short ? 0x17 : 0x18, Buffer.from(short ? text.slice(2) : text, 'latin1'));
}
