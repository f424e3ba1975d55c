import { createHash } from 'node:crypto';

/** Writing MIME: everything that leaves here is 7-bit with CRLF line ends. */

export const CRLF = '\r\n';

/** Characters that letters use and ISO-8859-1 lacks; the rest becomes "?", as providers do. */
const LATIN1_TWINS: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '€': 'EUR',
};

export function toLatin1(text: string): Buffer {
  const plain = [...text]
    .map((c) => LATIN1_TWINS[c] ?? ((c.codePointAt(0) ?? 0) > 0xff ? '?' : c))
    .join('');
  return Buffer.from(plain, 'latin1');
}

/** Quoted-printable (RFC 2045 §6.7), lines up to 76 characters, line ends normalised to CRLF. */
export function quotedPrintable(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').split(/\r?\n/).map(quotedLine).join(CRLF);
}

function quotedLine(line: string): string {
  const out: string[] = [];
  let width = 0;
  for (let i = 0; i < line.length; i++) {
    const token = quotedByte(line.charCodeAt(i), i === line.length - 1);
    if (width + token.length > 75) {
      out.push('=', CRLF);
      width = 0;
    }
    out.push(token);
    width += token.length;
  }
  return out.join('');
}

function quotedByte(code: number, last: boolean): string {
  const blank = code === 0x20 || code === 0x09;
  if (blank ? !last : code > 0x20 && code < 0x7f && code !== 0x3d) return String.fromCharCode(code);
  return `=${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

export function base64Lines(bytes: Uint8Array): string {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join(CRLF);
}

/**
 * A header value: ASCII as it is, else encoded words of UTF-8 (RFC 2047), folded. CR, LF and NUL have no
 * place in a value and are made blanks.
 */
export function headerText(value: string): string {
  const clean = value.replace(/[\r\n\0]+/g, ' ').trim();
  if (/^[\x20-\x7e\t]*$/.test(clean)) return foldAscii(clean);
  const words: string[] = [];
  let chunk = '';
  for (const character of clean) {
    if (Buffer.byteLength(chunk + character) > 42) {
      words.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  words.push(chunk);
  return words
    .map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
    .join(`${CRLF} `);
}

/** Folds at blanks so that no line passes 78 characters where a blank allows it. */
function foldAscii(value: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(/(?<=\S)(?=\s)/)) {
    if (line !== '' && line.length + word.length > 66) {
      lines.push(line);
      line = '';
    }
    line += word;
  }
  lines.push(line);
  return lines.join(CRLF);
}

export interface Header {
  readonly name: string;
  readonly value: string;
}

export const headerBlock = (headers: readonly Header[]): string =>
  headers.map(({ name, value }) => `${name}: ${value}${CRLF}`).join('');

/** A boundary that follows from what it delimits: the same message is the same bytes. */
export const boundaryFor = (seed: string): string =>
  `----=_Part_${createHash('sha256').update(seed).digest('hex').slice(0, 24)}`;

/** A multipart body; parts are complete entities (headers, blank line, content) without a last line end. */
export function multipart(boundary: string, parts: readonly Uint8Array[]): Buffer {
  const pieces = parts.flatMap((part, index) => [
    Buffer.from(`${index === 0 ? '' : CRLF}--${boundary}${CRLF}`, 'latin1'),
    part,
  ]);
  return Buffer.concat([...pieces, Buffer.from(`${CRLF}--${boundary}--`, 'latin1')]);
}

export const entity = (headers: readonly Header[], body: string | Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(headerBlock(headers) + CRLF, 'latin1'),
    typeof body === 'string' ? Buffer.from(body, 'latin1') : body,
  ]);
