import { LIMITS } from './limits.js';
import { Faults } from './mime/fault.js';
import { valueOf, valuesOf } from './mime/headers.js';
import type { Range, Split } from './mime/multipart.js';
import { splitMultipart } from './mime/multipart.js';
import type { Part } from './mime/part.js';
import { decodedBody, readPart } from './mime/part.js';
import { decodeBase64 } from './mime/transfer.js';

/** The signed half of a message, cut out of the raw bytes. Everything legal is read from `bytes` and nowhere else. */
export interface SignedCut {
  /** What the signature covers, line ends made CRLF where the whole part had only LF (RFC 8551 §3.1.1). */
  readonly bytes: Buffer;
  /** The same as it stood in the message. */
  readonly asStored: Buffer;
  /** Direct children of signed > mixed; nothing deeper is ever looked at to classify. */
  readonly children: readonly Part[];
  /** The decoded `smime.p7s`; null when there is none. */
  readonly signature: Buffer | null;
}

export interface Cut {
  readonly top: Part;
  readonly signed: SignedCut | null;
  /** What different readers would read differently: nothing in such a message is believed. */
  readonly ambiguities: Faults;
  /** Certified data that are there and cannot be accepted: a DOCTYPE, broken XML, fields given twice. */
  readonly refusals: Faults;
  readonly warnings: Faults;
}

const SIGNATURE_TYPES = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature']);
const OPAQUE_TYPES = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
const PLAIN_ENCODINGS = new Set(['', '7bit', '8bit', 'binary']);
const STANDARD_PREAMBLE = 'This is an S/MIME signed message';

/** Cuts a message at the one depth that counts: multipart/signed > multipart/mixed > children. RFC 1847, RFC 6109 §2.1. */
export function cutMessage(raw: Buffer): Cut {
  const warnings = new Faults();
  const ambiguities = new Faults();
  const top = readPart(raw, { start: 0, end: raw.length }, warnings);
  if (top.ambiguous)
    ambiguities.add('headers-ambiguous', 'Intestazioni MIME ripetute o eccessive.');
  if (OPAQUE_TYPES.has(top.type.value)) {
    ambiguities.add(
      'opaque-signature',
      'Contenuto firmato in forma opaca, non ammessa per la PEC.',
    );
  }
  const signedPart = top.type.value === 'multipart/signed' ? top : insideList(top, warnings);
  const signed = signedPart === null ? null : cutSigned(signedPart, warnings, ambiguities);
  return { top, signed, warnings, ambiguities, refusals: new Faults() };
}

/**
 * A mailing list puts the certified message, whole, as the first part of a multipart/mixed and its
 * footers behind. Only with the list's own mark, and when the rest is plain text, is it unwrapped;
 * it can give nothing that sending the inner message on would not.
 */
function insideList(top: Part, warnings: Faults): Part | null {
  if (top.type.value !== 'multipart/mixed' || valueOf(top.headers, 'list-id') === null) return null;
  const boundary = top.type.raw.get('boundary') ?? '';
  if (boundary === '') return null;
  const split = splitMultipart(top.bytes, top.body.start, top.body.end, boundary);
  if (split.parts.length > 5 || split.prefix) return null;
  const [first, ...rest] = split.parts.map((range) => readPart(top.bytes, range, warnings));
  if (first?.type.value !== 'multipart/signed' || first.ambiguous) return null;
  if (!rest.every((part) => part.type.value === 'text/plain')) return null;
  warnings.add('mailing-list', 'Messaggio passato per una lista: è letta la sola parte firmata.');
  return first;
}

function cutSigned(part: Part, warnings: Faults, ambiguities: Faults): SignedCut | null {
  const split = splitStrictly(part, 'multipart/signed', warnings, ambiguities);
  if (split === null) return null;
  const [first, second] = split.parts;
  if (first === undefined) return null;
  if (split.parts.length > 2) {
    ambiguities.add('extra-parts', 'Dopo la firma ci sono altre parti, che la firma non copre.');
  }
  const asStored = part.bytes.subarray(first.start, first.end);
  const bytes = canonical(asStored, warnings);
  return {
    bytes,
    asStored,
    children: childrenOf(bytes, warnings, ambiguities),
    signature:
      second === undefined ? null : readSignature(part.bytes, second, warnings, ambiguities),
  };
}

function childrenOf(bytes: Buffer, warnings: Faults, ambiguities: Faults): readonly Part[] {
  const mixed = readPart(bytes, { start: 0, end: bytes.length }, warnings);
  if (mixed.ambiguous)
    ambiguities.add('headers-ambiguous', 'Intestazioni MIME ripetute o eccessive.');
  if (mixed.type.value !== 'multipart/mixed') {
    warnings.add('not-mixed', 'La parte firmata non è un multipart/mixed come nei messaggi PEC.');
    return [];
  }
  const split = splitStrictly(mixed, 'multipart/mixed', warnings, ambiguities);
  return (split?.parts ?? []).map((range) => readPart(bytes, range, warnings));
}

function readSignature(
  bytes: Buffer,
  range: Range,
  warnings: Faults,
  ambiguities: Faults,
): Buffer | null {
  const part = readPart(bytes, range, warnings);
  if (!SIGNATURE_TYPES.has(part.type.value) || part.ambiguous) {
    ambiguities.add('signature-part', 'La seconda parte non è una firma PKCS#7 univoca.');
    return null;
  }
  if (part.body.end - part.body.start > LIMITS.signatureBytes) {
    ambiguities.add('signature-size', 'La firma supera la dimensione ammessa.');
    return null;
  }
  const body = decodedBody(part);
  // Some gateways drop the transfer encoding's header and leave the base64.
  return part.encoding !== 'base64' && body[0] === 0x4d ? decodeBase64(body) : body;
}

/** A boundary that any reader would take alike, or an ambiguity. */
function splitStrictly(
  part: Part,
  where: string,
  warnings: Faults,
  ambiguities: Faults,
): Split | null {
  const boundary = part.type.raw.get('boundary') ?? '';
  const continued = [...part.type.raw.keys()].some((name) => name.startsWith('boundary*'));
  if (boundary === '' || boundary.length > LIMITS.boundaryChars || continued) {
    ambiguities.add('boundary', `Il delimitatore di ${where} manca o non è ammesso.`);
    return null;
  }
  if (!PLAIN_ENCODINGS.has(part.encoding)) {
    ambiguities.add('multipart-encoding', `Il ${where} porta una codifica che non può avere.`);
  }
  const split = splitMultipart(part.bytes, part.body.start, part.body.end, boundary);
  if (split.prefix) ambiguities.add('boundary-prefix', `Righe simili al delimitatore di ${where}.`);
  if (split.overflow) ambiguities.add('too-many-parts', `Troppe parti in ${where}.`);
  if (!split.closed)
    warnings.add('unclosed', `Il ${where} non è chiuso: il messaggio può essere tronco.`);
  if (split.preamble && !hasStandardPreamble(part)) {
    warnings.add('preamble', `Testo prima della prima parte di ${where}: ignorato.`);
  }
  return split;
}

function hasStandardPreamble(part: Part): boolean {
  const opening = part.bytes.toString('latin1', part.body.start, part.body.start + 60).trimStart();
  return opening.startsWith(STANDARD_PREAMBLE);
}

/** CRLF line ends for a part that has none: stores and exports that keep only LF are common. */
function canonical(bytes: Buffer, warnings: Faults): Buffer {
  if (bytes.indexOf('\r\n') >= 0 || bytes.indexOf('\n') < 0) return bytes;
  warnings.add('lf-only', 'Le righe finiscono con il solo LF: letto e verificato con CRLF.');
  return withCrlf(bytes);
}

function withCrlf(bytes: Buffer): Buffer {
  const { length } = bytes;
  let count = 0;
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0x0a) count += 1;
  const out = Buffer.allocUnsafe(length + count);
  let size = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0x0a) {
      out[size] = 0x0d;
      size += 1;
    }
    out[size] = byte;
    size += 1;
  }
  return out;
}

/** Values of a top-level header that classify or identify. */
export function topValues(cut: Cut, name: string): readonly string[] {
  return valuesOf(cut.top.headers, name);
}
