import { DomainError } from './errors.js';
import type { LocalDate } from './types.js';

/** A proleptic Gregorian day as three numbers; `month` 1–12. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAYS_IN_400_YEARS = 146_097;
/** Days from 1 March of year 0 to 1 January 1970. */
const EPOCH_SHIFT = 719_468;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether February has 29 days that year. @example isLeapYear(2000) //=> true */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Length of a month in days; `month` 1–12. @example daysInMonth(2024, 2) //=> 29 */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** Days since 1 January 1970 of a civil day. Years start in March, so that the leap day comes last. */
export function civilToDayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_400_YEARS + dayOfEra - EPOCH_SHIFT;
}

/** The civil day of a day number: the inverse of `civilToDayNumber`. */
export function civilOfDayNumber(n: number): Civil {
  const shifted = n + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Two decimal digits at a position of an already validated text; no substring is made on hot paths. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

/** The three numbers of a `LocalDate` (or of the day part of an `Instant`). */
export function civilOf(day: string): Civil {
  return {
    year: twoDigits(day, 0) * 100 + twoDigits(day, 2),
    month: twoDigits(day, 5),
    day: twoDigits(day, 8),
  };
}

/**
 * Days since 1 January 1970: integer arithmetic, no time zone.
 *
 * @throws DomainError `invalid-date` when a record that was damaged holds no day there: nothing is reckoned from it
 * @example dayNumber(localDate('1970-01-02')) //=> 1
 */
export function dayNumber(day: LocalDate): number {
  const number = civilToDayNumber(
    twoDigits(day, 0) * 100 + twoDigits(day, 2),
    twoDigits(day, 5),
    twoDigits(day, 8),
  );
  if (!Number.isNaN(number)) return number;
  throw new DomainError('invalid-date', 'data', String(day), 'un giorno nella forma AAAA-MM-GG');
}

/** `YYYY-MM-DD` of numbers known to be a day that exists. */
export function civilToLocalDate(year: number, month: number, day: number): LocalDate {
  const y = String(year).padStart(4, '0');
  return `${y}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as LocalDate;
}

/** Days of 1970–2160 keep the text once made: planning asks for the same few thousand millions of times. */
const KEPT = 70_000;
const kept: LocalDate[] = new Array<LocalDate>(KEPT);

/**
 * The day of a day number: the inverse of `dayNumber`.
 *
 * @example fromDayNumber(19082) //=> '2022-03-31'
 */
export function fromDayNumber(n: number): LocalDate {
  return kept[n] ?? makeDay(n);
}

function makeDay(n: number): LocalDate {
  const { year, month, day } = civilOfDayNumber(n);
  const made = civilToLocalDate(year, month, day);
  if (n >= 0 && n < KEPT) kept[n] = made;
  return made;
}
