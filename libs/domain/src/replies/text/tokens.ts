import { fold } from './clean.js';
import { joinDays } from './days.js';
import { numeral } from './numerals.js';

/** A day as somebody wrote it: it may not exist. */
export interface WrittenDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A word, number, date or sign of a text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'day' | 'code' | 'sign';
  /** Folded text of a word, the sign itself. */
  readonly is: string;
  /** As written. */
  readonly raw: string;
  readonly from: number;
  readonly to: number;
  /** A number's value, in digits or in words. */
  readonly value?: number;
  readonly day?: WrittenDay;
}

const MAIL = String.raw`[\w.+'-]{1,64}@[\w.-]{1,255}`;
const URL = String.raw`(?:https?:\/\/|www\.)\S{1,2000}`;
const DAY = String.raw`\d{1,2} ?[./-] ?\d{1,2} ?[./-] ?(?:\d{4}|\d{2})(?![\d])`;
const ISO = String.raw`\d{4}-\d{2}-\d{2}(?!\d)`;
/** Numbers joined by slashes, hyphens or letters: protocols, laws, codes, telephones. */
const CODE = String.raw`\d{1,20}(?:[/_-][\p{L}\d]{1,20}){1,6}|\p{L}{1,10}_\p{L}?\d{1,20}|\d{1,20}[\p{L}_][\p{L}\d_]{0,30}`;
const NUMBER = String.raw`\d{1,3}(?:\.\d{3}){1,4}(?!\d)(?:,\d{1,6})?|\d{1,20}(?:,\d{1,6})?`;
const INITIALS = String.raw`(?:\p{L}\.){2,12}\p{L}?(?!\p{L})`;
const WORD = String.raw`\p{L}[\p{L}\p{M}]*`;
const SIGN = String.raw`[^\s\p{L}\p{M}\d]`;

const SOURCE = new RegExp(
  `(?<mail>${MAIL})|(?<url>${URL})|(?<iso>${ISO})|(?<day>${DAY})|(?<code>${CODE})|(?<number>${NUMBER})|(?<initials>${INITIALS})|(?<word>${WORD})|(?<sign>${SIGN})`,
  'gu',
);

/** Abbreviations whose full stop ends nothing. */
const SHORT = new Set(
  'n nn nr num no int prot pr art artt dott dr ing arch geom rag avv sig sigg spett spettle ecc c p s d l r u reg leg pag par cfr tel cell fax rif sez ufficio on all st sen gent egr c.a ca lett co v via c.so p.zza cap ss dir resp sem dic giu giugn dicem'.split(
    ' ',
  ),
);

/** Whether the full stop after this word may be an abbreviation's. */
export const isAbbreviation = (word: string): boolean => SHORT.has(word);

/**
 * Cuts a cleaned text into words, numbers, days and signs. One pass, linear.
 *
 * @example tokens('n. 0 alloggi al 31.12.2021').map((token) => token.kind) //=> ['word', 'sign', 'number', 'word', 'word', 'day']
 */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(SOURCE)) {
    const token = tokenOf(match);
    // An apostrophe belongs to the word before it: "dell'ente", "proprieta'", "ventun'unità".
    const { is, from } = token;
    const last = found.at(-1);
    const elides = /\p{L}/u.test(text.charAt(from + 1));
    if (
      is === "'" &&
      last?.to === from &&
      (last.kind === 'word' || (elides && last.kind === 'number'))
    ) {
      if (last.is === 'e' && !elides) found[found.length - 1] = { ...last, is: 'è', to: from + 1 };
      continue;
    }
    found.push(token);
  }
  return joinDays(found);
}

function tokenOf(match: RegExpMatchArray): Token {
  const raw = match[0];
  const from = match.index ?? 0;
  const place = { raw, from, to: from + raw.length };
  const { mail, url, iso, day, code, number, initials, word } = match.groups ?? {};
  if (mail !== undefined || url !== undefined) return { ...place, kind: 'code', is: '@' };
  if (iso !== undefined || day !== undefined) {
    return { ...place, kind: 'day', is: 'day', day: writtenDay(raw, iso !== undefined) };
  }
  if (code !== undefined) return { ...place, kind: 'code', is: fold(raw) };
  if (number !== undefined) {
    const value = Number(raw.replace(/\./g, '').replace(',', '.'));
    return { ...place, kind: 'number', is: 'number', value };
  }
  if (initials !== undefined) return wordToken(place, fold(raw.replace(/\./g, '')));
  if (word !== undefined) return wordToken(place, fold(raw));
  return { ...place, kind: 'sign', is: raw };
}

function wordToken(place: Pick<Token, 'raw' | 'from' | 'to'>, is: string): Token {
  const value = numeral(is);
  return value === null ? { ...place, kind: 'word', is } : { ...place, kind: 'number', is, value };
}

function writtenDay(raw: string, iso: boolean): WrittenDay {
  const [a = 0, b = 0, c = 0] = raw.split(/[^\d]+/).map(Number);
  if (iso) return { year: a, month: b, day: c };
  return { year: c < 100 ? 2000 + c : c, month: b, day: a };
}
