import { encode } from '../asn1/der.js';

/** Just enough DER writing to make certificates and signatures, right ones and wrong ones. */
export const seq = (...parts: Buffer[]): Buffer => encode(0x30, Buffer.concat(parts));
export const set = (...parts: Buffer[]): Buffer =>
  encode(0x31, Buffer.concat([...parts].sort(Buffer.compare)));
export const octets = (body: Buffer): Buffer => encode(0x04, body);
export const bits = (body: Buffer, unused = 0): Buffer =>
  encode(0x03, Buffer.concat([Buffer.from([unused]), body]));
export const utf8 = (text: string): Buffer => encode(0x0c, Buffer.from(text, 'utf8'));
export const printable = (text: string): Buffer => encode(0x13, Buffer.from(text, 'latin1'));
export const bool = (value: boolean): Buffer => encode(0x01, Buffer.from([value ? 0xff : 0]));
export const nul = (): Buffer => encode(0x05, Buffer.alloc(0));
/** Explicit or constructed implicit context tag. */
export const context = (tag: number, ...parts: Buffer[]): Buffer =>
  encode(0xa0 | tag, Buffer.concat(parts));
export const contextPrimitive = (tag: number, body: Buffer): Buffer => encode(0x80 | tag, body);

export function int(value: number | Buffer): Buffer {
  if (Buffer.isBuffer(value)) {
    return encode(0x02, (value[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), value]) : value);
  }
  const hex = value.toString(16);
  return int(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
}

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left % 128) | 0x80);
    }
    bytes.push(...groups);
  }
  return encode(0x06, Buffer.from(bytes));
}

/** UTCTime until 2049, GeneralizedTime after. */
export function time(instant: string): Buffer {
  const digits = `${instant.slice(0, 19).replace(/[-T:]/g, '')}Z`;
  return instant < '2050'
    ? encode(0x17, Buffer.from(digits.slice(2)))
    : encode(0x18, Buffer.from(digits));
}

/** A constructed value with indefinite length: BER as some providers' signers write it. */
export function indefinite(der: Buffer): Buffer {
  const { start, end } = bodyOf(der, 0);
  const id = der[0] as number;
  return Buffer.concat([Buffer.from([id, 0x80]), der.subarray(start, end), Buffer.from([0, 0])]);
}

/** An OCTET STRING in pieces. */
export function octetsInPieces(body: Buffer, chunk = 100): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += chunk)
    pieces.push(octets(body.subarray(at, at + chunk)));
  return Buffer.concat([Buffer.from([0x24, 0x80]), ...pieces, Buffer.from([0, 0])]);
}

function bodyOf(der: Buffer, at: number): { start: number; end: number } {
  const first = der[at + 1] as number;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  const start = at + 2 + count;
  return { start, end: start + der.readUIntBE(at + 2, count) };
}
