import { LIMITS } from '../limits.js';
import { decodeCharset } from './charset.js';
import { decodeWords } from './words.js';

/** A structured header such as Content-Type: `value; name=value; …`. RFC 2045 §5.1, RFC 2231. */
export interface Structured {
  /** Lower case, such as `multipart/signed`. */
  readonly value: string;
  /** Names in lower case as written (`filename*0*` stays so); the first of duplicates. */
  readonly raw: ReadonlyMap<string, string>;
  /** Names given more than once: which one counts is anybody's guess. */
  readonly repeated: readonly string[];
}

const TOKEN_END = new Set(';= \t\r\n"(');

/** @example parseStructured('Text/Plain; charset="utf-8"').raw.get('charset') //=> 'utf-8' */
export function parseStructured(header: string): Structured {
  const raw = new Map<string, string>();
  const repeated: string[] = [];
  let [value, at] = token(header, skip(header, 0), true);
  for (let count = 0; at < header.length && count < LIMITS.parameters; count += 1) {
    at = skip(header, at);
    if (header[at] !== ';') {
      at += 1;
      continue;
    }
    let name: string;
    [name, at] = token(header, skip(header, at + 1), false);
    at = skip(header, at);
    if (name === '' || header[at] !== '=') continue;
    let content: string;
    [content, at] = token(header, skip(header, at + 1), true);
    const key = name.toLowerCase();
    if (raw.has(key)) repeated.push(key);
    else raw.set(key, content);
  }
  value = value.toLowerCase();
  return { value, raw, repeated };
}

/** White space and comments, nested as RFC 5322 §3.2.2 allows. */
function skip(text: string, from: number): number {
  let at = from;
  let depth = 0;
  for (; at < text.length; at += 1) {
    const char = text[at];
    if (depth > 0 && char === '\\') at += 1;
    else if (char === '(') depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
    else if (depth === 0 && char !== ' ' && char !== '\t') break;
  }
  return at;
}

/**
 * A token or a quoted string. A loose value runs to the next `;`, or to a comment that a space sets
 * apart: programs write `name=nota (1).pdf` and `name=a b.txt` without quotes.
 */
function token(text: string, from: number, loose: boolean): [string, number] {
  if (text[from] === '"') return quoted(text, from);
  let at = from;
  while (at < text.length && !(loose ? endsLoose(text, at) : TOKEN_END.has(text[at] as string))) {
    at += 1;
  }
  return [text.slice(from, at).replace(/[ \t]+$/, ''), at];
}

function endsLoose(text: string, at: number): boolean {
  if (text[at] === ';') return true;
  if (text[at] !== '(' || (text[at - 1] !== ' ' && text[at - 1] !== '\t')) return false;
  return /^\([^()]*\)[ \t]*(?:;|$)/.test(text.slice(at, at + 200));
}

function quoted(text: string, from: number): [string, number] {
  let found = '';
  let at = from + 1;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    found += text[at];
  }
  return [found, at + 1];
}

/**
 * A parameter meant for people, with RFC 2231 continuations and character sets, and RFC 2047 words as
 * mail programs wrongly but often write them.
 */
export function parameterText(header: Structured | null, name: string): string | null {
  if (header === null) return null;
  const extended = header.raw.get(`${name}*`);
  if (extended !== undefined) return decodeExtended([cut(extended, 0)], [true]);
  const pieces: string[] = [];
  const encoded: boolean[] = [];
  let size = 0;
  for (let index = 0; index < LIMITS.parameters && size < LIMITS.nameChars; index += 1) {
    const plain = header.raw.get(`${name}*${index}`);
    const piece = plain ?? header.raw.get(`${name}*${index}*`);
    if (piece === undefined) break;
    pieces.push(cut(piece, size));
    size += piece.length;
    encoded.push(plain === undefined);
  }
  if (pieces.length > 0) return decodeExtended(pieces, encoded);
  const simple = header.raw.get(name);
  return simple === undefined ? null : decodeWords(cut(simple, 0));
}

/** What of a value is still read when so many characters of it were. */
const cut = (text: string, read: number): string => text.slice(0, LIMITS.nameChars - read);

function decodeExtended(pieces: readonly string[], encoded: readonly boolean[]): string {
  const [first = '', ...rest] = pieces;
  const mark = encoded[0] ? /^([^']*)'[^']*'/.exec(first) : null;
  const charset = mark?.[1] ?? 'utf-8';
  const all = [mark === null ? first : first.slice(mark[0].length), ...rest];
  const bytes = all.map((piece, index) =>
    Buffer.from(encoded[index] ? percent(piece) : piece, 'latin1'),
  );
  return decodeCharset(Buffer.concat(bytes), charset);
}

function percent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
