import {
  decodeBytes,
  decodeHeader,
  decodeQuoted,
  headerValue,
  parameter,
  splitHeader,
} from './read.js';

const MAX_DEPTH = 8;

/** A leaf of a message: its type, file name and content, decoded. */
export interface Leaf {
  readonly type: string;
  readonly charset: string;
  readonly name: string | null;
  readonly content: Buffer;
}

/** The leaves of a message, in order; nested messages count as one leaf. */
export function leaves(raw: Uint8Array, depth = 0): Leaf[] {
  const { headers, bodyAt } = splitHeader(raw);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).subarray(bodyAt);
  const contentType = headerValue(headers, 'Content-Type') ?? 'text/plain';
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  const boundary = parameter(contentType, 'boundary');
  if (type.startsWith('multipart/') && boundary !== null && depth < MAX_DEPTH) {
    return parts(bytes, boundary).flatMap((part) => leaves(part, depth + 1));
  }
  const disposition = headerValue(headers, 'Content-Disposition') ?? '';
  const name = parameter(disposition, 'filename') ?? parameter(contentType, 'name');
  return [
    {
      type,
      charset: parameter(contentType, 'charset') ?? 'utf-8',
      name: name === null ? null : decodeHeader(name),
      content: decoded(bytes, headerValue(headers, 'Content-Transfer-Encoding') ?? '7bit'),
    },
  ];
}

/** The bytes between the delimiter lines of a multipart body. */
export function parts(body: Buffer, boundary: string): Buffer[] {
  const found: Buffer[] = [];
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  let start = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    if (start >= 0) found.push(body.subarray(start, trimLineEnd(body, at)));
    const eol = body.indexOf(0x0a, at);
    const closing = body.subarray(at + delimiter.length, at + delimiter.length + 2).equals(DASHES);
    if (closing || eol < 0) return found;
    start = eol + 1;
  }
  if (start >= 0) found.push(body.subarray(start));
  return found;
}

const DASHES = Buffer.from('--');

/** The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
function trimLineEnd(body: Buffer, at: number): number {
  return body[at - 2] === 0x0d ? at - 2 : at - 1;
}

function decoded(bytes: Buffer, encoding: string): Buffer {
  const kind = encoding.trim().toLowerCase();
  if (kind === 'base64') return Buffer.from(bytes.toString('latin1'), 'base64');
  if (kind === 'quoted-printable') return decodeQuoted(bytes.toString('latin1'));
  return bytes;
}

/** The words a person reads in a message: its text parts, tags taken off. */
export function readableText(raw: Uint8Array): string {
  return leaves(raw)
    .filter((leaf) => leaf.type.startsWith('text/') && leaf.name === null)
    .map((leaf) => {
      const text = decodeBytes(leaf.content, leaf.charset);
      return leaf.type === 'text/html' ? text.replace(/<[^>]*>/g, ' ') : text;
    })
    .join('\n');
}
