import type { Token, WrittenDay } from './tokens.js';

/** Names of the months, January first. */
export const MONTHS: readonly string[] = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
];

/** Ends of the half-years that the letter's rounds stand on. */
const HALVES: readonly (readonly [readonly string[], number, number])[] = [
  [['i', 'primo', '1'], 6, 30],
  [['ii', 'secondo', '2'], 12, 31],
];

/**
 * Joins days that are written in several tokens: "31 dicembre 2021", "1° semestre 2022" (its last day),
 * "secondo sem. dell'anno 2021".
 */
export function joinDays(list: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const first = list[at] as Token;
    const found = spelled(list, at, first) ?? halfYear(list, at, first);
    if (found === null) {
      joined.push(first);
      continue;
    }
    const last = list[found.end] as Token;
    const raw = list
      .slice(at, found.end + 1)
      .map((token) => token.raw)
      .join(' ');
    joined.push({ kind: 'day', is: 'day', raw, from: first.from, to: last.to, day: found.day });
    at = found.end;
  }
  return joined;
}

interface Found {
  readonly day: WrittenDay;
  readonly end: number;
}

function spelled(list: readonly Token[], at: number, first: Token): Found | null {
  const day = first.value ?? 0;
  if (day < 1 || day > 31 || !Number.isInteger(day)) return null;
  const named = isAt(list, at + 1) === '°' ? at + 2 : at + 1;
  const month = monthOf(isAt(list, named));
  if (month === 0) return null;
  const end = past(['.', 'del', 'dell', 'anno', ','], list, named + 1);
  const year = yearOf(list[end]);
  return year === null ? null : { day: { year, month, day }, end };
}

const isAt = (list: readonly Token[], at: number): string => list[at]?.is ?? '';

/** Where the words end that may stand before a year. */
function past(words: readonly string[], list: readonly Token[], from: number): number {
  let at = from;
  while (words.includes(isAt(list, at))) at += 1;
  return at;
}

function monthOf(word: string): number {
  if (word.length < 3) return 0;
  const index = MONTHS.findIndex((month) => month === word);
  if (index >= 0) return index + 1;
  return word.length > 4 ? 0 : MONTHS.findIndex((month) => month.startsWith(word)) + 1;
}

function yearOf(token: Token | undefined): number | null {
  const value = token?.value ?? -1;
  if (value >= 0 && token?.raw.length === 2) return 2000 + value;
  return Number.isInteger(value) && value >= 1900 && value <= 2199 ? value : null;
}

function halfYear(list: readonly Token[], at: number, first: Token): Found | null {
  const name = first.kind === 'number' ? String(first.value) : first.is;
  const half = HALVES.find(([names]) => names.includes(name));
  if (half === undefined) return null;
  const named = ['°', '^'].includes(isAt(list, at + 1)) ? at + 2 : at + 1;
  if (!['semestre', 'sem', 'semestrale'].includes(isAt(list, named))) return null;
  const end = past(['.', 'del', 'dell', 'anno', ',', '-', '/'], list, named + 1);
  const year = yearOf(list[end]);
  return year === null ? null : { day: { year, month: half[1], day: half[2] }, end };
}
