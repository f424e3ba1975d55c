import { LIMITS } from '../limits.js';
import { decodeCharset, decodeLoose } from './charset.js';

const WORD = /=\?([^?*\s]{1,60})(?:\*[^?\s]{0,60})?\?([bq])\?([^?]{0,2000})\?=/gi;

/**
 * A header value for people: RFC 2047 words, and raw 8-bit text as some providers send it. Words of
 * one character set that follow each other are joined before decoding, because senders cut them in
 * the middle of a character.
 *
 * @example decodeWords('=?UTF-8?Q?Citt=C3=A0?=') //=> 'Città'
 */
export function decodeWords(latin1: string): string {
  if (!latin1.includes('=?')) return oneLine(plain(latin1));
  const text = latin1.replace(/\?=[ \t\r\n]+=\?/g, '?==?');
  let result = '';
  let last = 0;
  let pending: { charset: string; bytes: Buffer[] } | null = null;
  const flush = (): void => {
    if (pending !== null) result += decodeCharset(Buffer.concat(pending.bytes), pending.charset);
    pending = null;
  };
  let words = 0;
  for (const match of text.matchAll(WORD)) {
    words += 1;
    if (words > LIMITS.encodedWords) break;
    const [whole, charset = '', encoding = '', content = ''] = match;
    const between = text.slice(last, match.index);
    if (between !== '' || pending?.charset !== charset.toLowerCase()) flush();
    result += plain(between);
    pending ??= { charset: charset.toLowerCase(), bytes: [] };
    pending.bytes.push(decodeWord(encoding, content));
    last = match.index + whole.length;
  }
  flush();
  return oneLine(result + plain(text.slice(last)));
}

/** Words can smuggle line breaks in: a header value never has one. */
function oneLine(text: string): string {
  return /[\r\n\0]/.test(text) ? text.replace(/[\r\n\0]+/g, ' ') : text;
}

function decodeWord(encoding: string, content: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(content, 'base64');
  const text = content
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

function plain(latin1: string): string {
  return /^[\x00-\x7f]*$/.test(latin1) ? latin1 : decodeLoose(Buffer.from(latin1, 'latin1'));
}
