import { civilToDayNumber, dayNumber } from './day-number.js';
import { DomainError } from './errors.js';
import { formatMillisOfDay, instantToMillis, millisToInstant } from './instant.js';
import { weekdayOfNumber } from './local-date.js';
import { fromDayNumber } from './day-number.js';
import type { Instant, LocalDate, TimeOfDay } from './types.js';

const HOUR = 3_600_000;
const MS_A_DAY = 24 * HOUR;

/** Summer time before the common European rule: first and last moment in UTC, each year by its own decree. */
const DECREED: Readonly<Record<number, readonly [string, string]>> = {
  1966: ['1966-05-21T23', '1966-09-24T22'],
  1967: ['1967-05-27T23', '1967-09-23T23'],
  1968: ['1968-05-25T23', '1968-09-21T23'],
  1969: ['1969-05-31T23', '1969-09-27T23'],
  1970: ['1970-05-30T23', '1970-09-26T23'],
  1971: ['1971-05-22T23', '1971-09-25T23'],
  1972: ['1972-05-27T23', '1972-09-30T23'],
  1973: ['1973-06-02T23', '1973-09-29T23'],
  1974: ['1974-05-25T23', '1974-09-28T23'],
  1975: ['1975-05-31T23', '1975-09-27T23'],
  1976: ['1976-05-29T23', '1976-09-25T23'],
  1977: ['1977-05-21T23', '1977-09-24T23'],
  1978: ['1978-05-27T23', '1978-09-30T23'],
  1979: ['1979-05-26T23', '1979-09-29T23'],
  1980: ['1980-04-06T01', '1980-09-28T01'],
};

interface SummerTime {
  readonly from: number;
  readonly to: number;
}

const summerTimes = new Map<number, SummerTime>();

/**
 * Summer time of a year in UTC milliseconds [from, to): 01:00 UTC of the last Sunday of March to that of October
 * (Directive 2000/84/EC; until 1995 to that of September). Before 1966 none is known here.
 */
function summerTime(year: number): SummerTime {
  const known = summerTimes.get(year);
  if (known !== undefined) return known;
  const made = makeSummerTime(year);
  summerTimes.set(year, made);
  return made;
}

function makeSummerTime(year: number): SummerTime {
  const decreed = DECREED[year];
  if (decreed !== undefined)
    return { from: decreedMillis(decreed[0]), to: decreedMillis(decreed[1]) };
  if (year < 1981) return { from: 0, to: 0 };
  return {
    from: lastSunday(year, 3, 31),
    to: year < 1996 ? lastSunday(year, 9, 30) : lastSunday(year, 10, 31),
  };
}

function decreedMillis(text: string): number {
  return instantToMillis(`${text}:00:00.000Z` as Instant);
}

/** 01:00 UTC of the last Sunday of a month. */
function lastSunday(year: number, month: number, lastDay: number): number {
  const end = civilToDayNumber(year, month, lastDay);
  return (end - (weekdayOfNumber(end) % 7)) * MS_A_DAY + HOUR;
}

function yearOf(text: string): number {
  return Number(text.slice(0, 4));
}

/** Europe/Rome's distance from UTC at a moment, in milliseconds. */
function offsetAt(at: Instant, utc: number): number {
  const { from, to } = summerTime(yearOf(at));
  return utc >= from && utc < to ? 2 * HOUR : HOUR;
}

/**
 * The calendar day in Europe/Rome at a moment.
 *
 * @example romeDate(instant('2022-03-30T22:30:00Z')) //=> '2022-03-31'
 */
export function romeDate(at: Instant): LocalDate {
  const utc = instantToMillis(at);
  return fromDayNumber(Math.floor((utc + offsetAt(at, utc)) / MS_A_DAY));
}

/** Milliseconds since local midnight. */
function romeMillisOfDay(at: Instant): number {
  const utc = instantToMillis(at);
  const local = utc + offsetAt(at, utc);
  return local - Math.floor(local / MS_A_DAY) * MS_A_DAY;
}

/** Time of day in Europe/Rome, `HH:mm`. @example romeTime(instant('2022-07-01T07:00:00Z')) //=> '09:00' */
export function romeTime(at: Instant): TimeOfDay {
  return formatMillisOfDay(romeMillisOfDay(at)).slice(0, 5);
}

/** Time of day in Europe/Rome to the millisecond, `HH:mm:ss.SSS`. */
export function romeTimeOfDay(at: Instant): string {
  return formatMillisOfDay(romeMillisOfDay(at));
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?$/;

/**
 * The moment of a local time in Europe/Rome. A time that the clocks skip in March is read by the offset before the
 * change (02:30 → 03:30); one that they repeat in October is the first of the two.
 *
 * @param time `HH:mm`, `HH:mm:ss` or `HH:mm:ss.SSS`
 * @throws DomainError `invalid-time`
 * @example romeInstant(localDate('2022-03-31'), '09:00') //=> '2022-03-31T07:00:00.000Z'
 */
export function romeInstant(day: LocalDate, time: string): Instant {
  const match = TIME.exec(time);
  if (match === null) {
    throw new DomainError('invalid-time', 'ora', time, 'un’ora HH:mm, HH:mm:ss o HH:mm:ss.SSS');
  }
  const [, hh, mm, ss = '0', fraction = ''] = match;
  const seconds = Number(hh) * 3600 + Number(mm) * 60 + Number(ss);
  return romeMillis(day, seconds * 1000 + Number(fraction.padEnd(3, '0')));
}

function romeMillis(day: LocalDate, millisOfDay: number): Instant {
  const local = dayNumber(day) * MS_A_DAY + millisOfDay;
  const { from, to } = summerTime(yearOf(day));
  // Summer time is tried first: in the repeated hour it is the earlier reading; in the skipped hour it lies before
  // `from` and winter time, the offset before the change, answers.
  const summer = local - 2 * HOUR;
  return millisToInstant(summer >= from && summer < to ? summer : local - HOUR);
}

/**
 * The last moment of a day in Europe/Rome: the municipality's until 23:59:59.999.
 *
 * @example endOfDay(localDate('2022-03-31')) //=> '2022-03-31T21:59:59.999Z'
 */
export function endOfDay(day: LocalDate): Instant {
  return romeMillis(day, MS_A_DAY - 1);
}

/** The first moment of a day in Europe/Rome. @example startOfDay(localDate('2022-01-01')) //=> '2021-12-31T23:00:00.000Z' */
export function startOfDay(day: LocalDate): Instant {
  return romeMillis(day, 0);
}
