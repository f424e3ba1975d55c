import { decodeCharset } from '../mime/charset.js';
import type { Part } from '../mime/part.js';
import { parameterText } from '../mime/parameters.js';
import { unflow } from './flowed.js';
import { htmlToText } from './html-text.js';

/** The text of a text/plain or text/html body's bytes, at most `limit` characters, LF line ends, no control characters. */
export function textOf(part: Part, bytes: Buffer, limit: number): string {
  const text = decodeCharset(bytes.subarray(0, limit * 4), parameterText(part.type, 'charset'));
  if (part.type.value === 'text/html') return clean(htmlToText(text)).slice(0, limit);
  const flowed = part.type.raw.get('format')?.toLowerCase() === 'flowed';
  const delSp = part.type.raw.get('delsp')?.toLowerCase() === 'yes';
  const plain = text.slice(0, limit);
  return clean(flowed ? unflow(plain, delSp) : plain);
}

function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g, '');
}
