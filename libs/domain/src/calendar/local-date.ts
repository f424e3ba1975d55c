import { DomainError } from './errors.js';
import { civilOf, dayNumber, daysInMonth, fromDayNumber } from './day-number.js';
import type { LocalDate } from './types.js';

/** Italy keeps the Gregorian calendar since 15 October 1582; four digits end at 9999. */
const FIRST_YEAR = 1583;
export const LAST_DAY = '9999-12-31' as LocalDate;

const MONTH_NAMES = [
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
] as const;

/** Italian name of a month, 1–12. @example monthName(3) //=> 'marzo' */
export function monthName(month: number): string {
  return MONTH_NAMES[month - 1] ?? '';
}

/**
 * Reads a calendar day `YYYY-MM-DD`. Nothing is rounded: 31 June is refused, never taken for 1 July.
 *
 * @throws DomainError `invalid-date` (not that form), `impossible-date` (no such day), `date-out-of-range`
 * @example localDate('2022-03-31') //=> '2022-03-31'
 */
export function localDate(text: string, field = 'data'): LocalDate {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new DomainError('invalid-date', field, String(text), 'un giorno nella forma AAAA-MM-GG');
  }
  const { year, month, day } = civilOf(text);
  if (month < 1 || month > 12) {
    throw new DomainError('impossible-date', field, text, 'un mese da 01 a 12');
  }
  const length = daysInMonth(year, month);
  if (day < 1 || day > length) {
    const expected = `un giorno che esiste (${monthName(month)} ${year} ha ${length} giorni)`;
    throw new DomainError('impossible-date', field, text, expected);
  }
  if (year < FIRST_YEAR) {
    throw new DomainError('date-out-of-range', field, text, `un anno da ${FIRST_YEAR} a 9999`);
  }
  return text as LocalDate;
}

/**
 * The day `n` days later (earlier when negative).
 *
 * @throws DomainError `date-out-of-range` beyond the years 1583–9999
 * @example addDays(localDate('2022-02-28'), 1) //=> '2022-03-01'
 */
export function addDays(day: LocalDate, n: number): LocalDate {
  const to = dayNumber(day) + n;
  if (to >= FIRST_NUMBER && to <= LAST_NUMBER) return fromDayNumber(to);
  const found = `${day} ${n < 0 ? '−' : '+'} ${Math.abs(n)} giorni`;
  throw new DomainError('date-out-of-range', 'data', found, `un anno da ${FIRST_YEAR} a 9999`);
}

const FIRST_NUMBER = dayNumber(`${FIRST_YEAR}-01-01` as LocalDate);
const LAST_NUMBER = dayNumber(LAST_DAY);

/** Days from `a` to `b`; negative when `b` comes first. @example daysBetween(a, addDays(a, 3)) //=> 3 */
export function daysBetween(a: LocalDate, b: LocalDate): number {
  return dayNumber(b) - dayNumber(a);
}

/** Day of the week, 1 Monday … 7 Sunday (ISO 8601). @example weekday(localDate('2022-03-31')) //=> 4 */
export function weekday(day: LocalDate): number {
  return weekdayOfNumber(dayNumber(day));
}

/** 1 January 1970 was a Thursday. */
export function weekdayOfNumber(n: number): number {
  return ((((n + 3) % 7) + 7) % 7) + 1;
}
