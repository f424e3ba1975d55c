import { civilOf, civilToDayNumber, daysInMonth, fromDayNumber } from './day-number.js';
import { DomainError } from './errors.js';
import type { Instant } from './types.js';

const MS_A_DAY = 86_400_000;
const ISO =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/;
const EXPECTED = 'un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00';

/**
 * Reads a moment: ISO 8601 with `Z` or an offset, seconds and fractions optional. A moment without offset is refused,
 * because 10:00 is nowhere a moment. Finer than a millisecond is cut off.
 *
 * @throws DomainError `invalid-instant`
 * @example instant('2022-03-10T10:00:00+01:00') //=> '2022-03-10T09:00:00.000Z'
 */
export function instant(text: string, field = 'istante'): Instant {
  const match = typeof text === 'string' ? ISO.exec(text) : null;
  if (match === null) throw new DomainError('invalid-instant', field, String(text), EXPECTED);
  const [, day = '', hh = '', mm = '', ss = '0', fraction = '', zone = ''] = match;
  const { year, month, day: dayOfMonth } = civilOf(day);
  // A month that does not exist has no days.
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) {
    throw new DomainError('impossible-date', field, text, 'un giorno che esiste');
  }
  const time = [Number(hh), Number(mm), Number(ss)] as const;
  if (time[0] > 23 || time[1] > 59 || time[2] > 59) {
    throw new DomainError('invalid-instant', field, text, 'un’ora da 00:00:00 a 23:59:59');
  }
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local =
    civilToDayNumber(year, month, dayOfMonth) * MS_A_DAY +
    (time[0] * 3600 + time[1] * 60 + time[2]) * 1000 +
    millis;
  const utc = local - zoneMinutes(zone, text, field) * 60_000;
  if (utc < FIRST_MS || utc > LAST_MS) {
    throw new DomainError('date-out-of-range', field, text, 'un anno da 1583 a 9999');
  }
  return millisToInstant(utc);
}

function zoneMinutes(zone: string, text: string, field: string): number {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) {
    throw new DomainError('invalid-instant', field, text, 'un fuso da -14:00 a +14:00');
  }
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

const FIRST_MS = civilToDayNumber(1583, 1, 1) * MS_A_DAY;
const LAST_MS = civilToDayNumber(9999, 12, 31) * MS_A_DAY + MS_A_DAY - 1;

/** Milliseconds since 1970-01-01T00:00Z. @example instantToMillis(instant('1970-01-01T00:00:01Z')) //=> 1000 */
export function instantToMillis(at: Instant): number {
  const { year, month, day } = civilOf(at);
  const time =
    Number(at.slice(11, 13)) * 3_600_000 +
    Number(at.slice(14, 16)) * 60_000 +
    Number(at.slice(17, 19)) * 1000 +
    Number(at.slice(20, 23));
  return civilToDayNumber(year, month, day) * MS_A_DAY + time;
}

/** The inverse of `instantToMillis`. @example millisToInstant(1000) //=> '1970-01-01T00:00:01.000Z' */
export function millisToInstant(ms: number): Instant {
  const days = Math.floor(ms / MS_A_DAY);
  return `${fromDayNumber(days)}T${formatMillisOfDay(ms - days * MS_A_DAY)}Z` as Instant;
}

/** `HH:mm:ss.SSS` of the milliseconds since midnight. */
export function formatMillisOfDay(ms: number): string {
  const two = (n: number): string => (n < 10 ? `0${n}` : String(n));
  const seconds = Math.floor(ms / 1000);
  const hms = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${hms}.${String(ms % 1000).padStart(3, '0')}`;
}

/** The moment `minutes` later (earlier when negative). @example addMinutes(at, 1) */
export function addMinutes(at: Instant, minutes: number): Instant {
  return millisToInstant(instantToMillis(at) + minutes * 60_000);
}
