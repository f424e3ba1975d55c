import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayNumber, daysInMonth, fromDayNumber, isLeapYear } from './day-number.js';
import { localDate } from './local-date.js';

const numbers = fc.integer({
  min: dayNumber(localDate('1583-01-01')),
  max: dayNumber(localDate('9999-12-31')),
});

describe('dayNumber', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['1972-02-29', 789],
    ['2000-03-01', 11_017],
    ['2022-03-31', 19_082],
  ])('%s is day %i since 1 January 1970', (day, n) => {
    expect(dayNumber(localDate(day))).toBe(n);
    expect(fromDayNumber(n)).toBe(day);
  });

  it('agrees with Temporal on every day from 1583 to 9999, there and back', () => {
    fc.assert(
      fc.property(numbers, (n) => {
        const theirs = Temporal.PlainDate.from('1970-01-01').add({ days: n }).toString();
        expect(fromDayNumber(n)).toBe(theirs);
        expect(dayNumber(localDate(theirs))).toBe(n);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('daysInMonth', () => {
  it.each([
    [1900, 28, 'centuries have no leap day'],
    [2000, 29, 'every fourth century has one'],
    [2023, 28, 'an odd year has none'],
    [2024, 29, 'every fourth year has one'],
  ])('February %i has %i days: %s', (year, days) => {
    expect(daysInMonth(year, 2)).toBe(days);
    expect(isLeapYear(year)).toBe(days === 29);
  });

  it('gives the other months their own length', () => {
    const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    expect(lengths.map((_, i) => daysInMonth(2023, i + 1))).toEqual(lengths);
  });
});
