import { civilToDayNumber } from './day-number.js';
import { instantToMillis } from './instant.js';
import { weekdayOfNumber } from './local-date.js';
import type { Instant } from './types.js';

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

/** UTC milliseconds [from, to). */
export interface SummerTime {
  readonly from: number;
  readonly to: number;
}

const summerTimes = new Map<number, SummerTime>();

/**
 * Summer time of a year in UTC milliseconds [from, to): 01:00 UTC of the last Sunday of March to that of October
 * (Directive 2000/84/EC; until 1995 to that of September). Before 1966 none is known here.
 */
export function summerTime(year: number): SummerTime {
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
