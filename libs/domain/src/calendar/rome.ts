import { dayNumber, fromDayNumber } from './day-number.js';
import { DomainError } from './errors.js';
import { formatMillisOfDay, instantToMillis, millisToInstant } from './instant.js';
import { summerTime } from './summer-time.js';
import type { Instant, LocalDate, TimeOfDay } from './types.js';

const HOUR = 3_600_000;
const MS_A_DAY = 24 * HOUR;

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
  // Rome is at most two hours ahead: until 22:00 UTC both clocks show the same day.
  if (at.charCodeAt(11) < 50 || at.charCodeAt(12) < 50) return at.slice(0, 10) as LocalDate;
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
  return romeMillis(day, millisOfTime(time));
}

/** Times `HH:mm` once read: there are 1440, and a campaign asks for the same one every day. */
const readTimes = new Map<string, number>();

function millisOfTime(time: string): number {
  const known = readTimes.get(time);
  if (known !== undefined) return known;
  const millis = readTime(time);
  if (time.length === 5) readTimes.set(time, millis);
  return millis;
}

function readTime(time: string): number {
  const match = TIME.exec(time);
  if (match === null) {
    throw new DomainError('invalid-time', 'ora', time, 'un’ora HH:mm, HH:mm:ss o HH:mm:ss.SSS');
  }
  const [, hh, mm, ss = '0', fraction = ''] = match;
  const seconds = Number(hh) * 3600 + Number(mm) * 60 + Number(ss);
  return seconds * 1000 + Number(fraction.padEnd(3, '0'));
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
