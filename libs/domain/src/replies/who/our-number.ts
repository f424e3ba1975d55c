import { fold } from '../text/clean.js';
import type { ProtocolReference } from '../protocol/protocol-file.js';
import type { SentLetterRef } from '../types.js';

/** A registration number in its parts. */
export interface RegisteredNumber {
  /** Without zeros in front; as written where there is none. */
  readonly number: string;
  readonly year: string | null;
  /** Codes of administration and area written with it, lower case. */
  readonly codes: readonly string[];
}

/**
 * The parts of a number as offices write it.
 *
 * @example registeredNumber('AOO_080/0003210') //=> { number: '3210', year: null, codes: ['aoo_080'] }
 * @example registeredNumber('2022/0004412') //=> { number: '4412', year: '2022', codes: [] }
 */
export function registeredNumber(written: string): RegisteredNumber {
  const parts = written.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
  const codes = parts.filter((part) => /^[a-z]+_\w+$|^aoo\w+$/.test(part));
  const figures = parts.filter((part) => /^\d+$/.test(part));
  const at = figures.length > 1 ? figures.findLastIndex((one) => /^(?:19|20)\d\d$/.test(one)) : -1;
  const year = figures[at] ?? null;
  // "12/2022", "2022/12" and, with the day between, "16/03/2022/12".
  const others = figures.filter((_, index) => index !== at);
  const number =
    others.length === 1 ? others[0] : at === 2 && others.length === 3 ? others[2] : null;
  return { number: number?.replace(/^0+(?=\d)/, '') ?? written.trim().toLowerCase(), year, codes };
}

/** An administration's code has one or two letters in front (`r_puglia`, `c_a285`); an area's, more or none. */
const isAdministration = (code: string): boolean => /^[a-z]{1,2}_[a-z]?[a-z0-9]*$/.test(code);

type Registration = Extract<ProtocolReference, { readonly number: string }>;

/**
 * Whether a registration named elsewhere, of the same number, is that of our letter: year, day, administration and area
 * agree wherever both are known. An administration that our entry doesn't name is known by our office's name: `r_puglia`
 * in "Regione Puglia".
 */
export function isOurNumber(named: Registration, letter: SentLetterRef, office: string): boolean {
  const theirs = registeredNumber(named.number);
  const ours = registeredNumber(letter.protocol ?? '');
  const ourDay = letter.protocolDate ?? null;
  const ourYear = ourDay?.slice(0, 4) ?? ours.year;
  const years = [theirs.year, named.date?.slice(0, 4)].flatMap((year) => year ?? []);
  const ourCodes = [...ours.codes, ...codesIn(letter.protocolArea ?? '')];
  const codes = [...theirs.codes, ...named.codes.flatMap(codesIn)];
  return (
    (ourYear === null || years.every((year) => year === ourYear)) &&
    (ourDay === null || named.date === null || named.date === ourDay) &&
    codes.every((code) => isOurCode(code, ourCodes, office))
  );
}

const codesIn = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9_-]+/g) ?? [];

function isOurCode(code: string, ours: readonly string[], office: string): boolean {
  if (ours.includes(code)) return true;
  const kind = isAdministration(code);
  if (ours.some((one) => isAdministration(one) === kind)) return false;
  if (!kind) return true;
  const tail = code.slice(code.indexOf('_') + 1);
  return tail.length >= 4 && words(office).some((word) => word.startsWith(tail));
}

const words = (text: string): readonly string[] => text.split(/[^\p{L}]+/u).map(fold);
