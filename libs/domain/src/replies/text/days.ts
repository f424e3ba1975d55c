import type { Token, WrittenDay } from './tokens.js';

const MONTHS: readonly string[] = [
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
  [['i', 'primo', '1', '1°'], 6, 30],
  [['ii', 'secondo', '2', '2°'], 12, 31],
];

/**
 * Joins days that are written in several tokens: "31 dicembre 2021", "1° semestre 2022" (its last day),
 * "secondo sem. dell'anno 2021".
 */
export function joinDays(list: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const found = spelled(list, at) ?? halfYear(list, at);
    const first = list[at] as Token;
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

function spelled(list: readonly Token[], at: number): Found | null {
  const number = list[at]?.value;
  if (number === undefined || number < 1 || number > 31 || !Number.isInteger(number)) return null;
  let next = at + 1;
  if (list[next]?.is === '°') next += 1;
  const month = monthOf(list[next]?.is ?? '');
  if (month === 0) return null;
  next += 1;
  while (['.', 'del', 'dell', 'anno', ','].includes(list[next]?.is ?? '')) next += 1;
  const year = yearOf(list[next]);
  return year === null ? null : { day: { year, month, day: number }, end: next };
}

function monthOf(word: string): number {
  if (word.length < 3) return 0;
  const index = MONTHS.findIndex((month) => month === word);
  if (index >= 0) return index + 1;
  return word.length > 4 ? 0 : MONTHS.findIndex((month) => month.startsWith(word)) + 1;
}

function yearOf(token: Token | undefined): number | null {
  const value = token?.value;
  if (value === undefined || !Number.isInteger(value)) return null;
  if (value >= 1900 && value <= 2199) return value;
  return token?.raw.length === 2 && value >= 0 ? 2000 + value : null;
}

function halfYear(list: readonly Token[], at: number): Found | null {
  const first = list[at];
  if (first === undefined) return null;
  const name = first.kind === 'number' ? String(first.value) : first.is;
  const half = HALVES.find(([names]) => names.includes(name));
  if (half === undefined) return null;
  let next = at + 1;
  if (list[next]?.is === '°' || list[next]?.is === '^') next += 1;
  if (!['semestre', 'sem', 'semestrale'].includes(list[next]?.is ?? '')) return null;
  next += 1;
  while (['.', 'del', 'dell', 'anno', ',', '-', '/'].includes(list[next]?.is ?? '')) next += 1;
  const year = yearOf(list[next]);
  return year === null ? null : { day: { year, month: half[1], day: half[2] }, end: next };
}
