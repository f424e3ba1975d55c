import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromDayNumber } from './day-number.js';
import { italianCalendar } from './italian-calendar.js';
import { daysBetween, localDate } from './local-date.js';
import { isSenderWorkingDay } from './day-kind.js';
import { addWorkingDays, rollTo } from './working-days.js';

const calendar = italianCalendar();
const days = fc.integer({ min: 0, max: 47_000 }).map(fromDayNumber);

describe('addWorkingDays', () => {
  it.each([
    ['2022-03-30', 3, '2022-04-04', 'Wednesday to Monday: the gap of the ladder'],
    ['2022-03-29', 3, '2022-04-01', 'Tuesday to Friday'],
    ['2022-04-02', 1, '2022-04-04', 'from a Saturday'],
    ['2024-03-29', 1, '2024-04-02', 'Good Friday over Easter Monday'],
    ['2022-03-30', 0, '2022-03-30', 'none'],
    ['2022-04-03', 0, '2022-04-03', 'none, also from a Sunday'],
    ['2022-04-04', -3, '2022-03-30', 'backward'],
    ['2024-04-02', -1, '2024-03-29', 'backward over Easter Monday'],
  ])('%s and %i working days is %s: %s', (day, n, expected) => {
    expect(addWorkingDays(calendar, localDate(day), n)).toBe(expected);
  });

  it('comes back from where it went, between working days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (any, n) => {
        const start = rollTo(any, 'forward', (day) => isSenderWorkingDay(calendar, day));
        const end = addWorkingDays(calendar, start, n);
        expect(isSenderWorkingDay(calendar, end)).toBe(true);
        expect(addWorkingDays(calendar, end, -n)).toBe(start);
        expect(daysBetween(start, end)).toBeGreaterThanOrEqual(n);
      }),
    );
  });
});

describe('rollTo', () => {
  it.each<[string, 'forward' | 'backward', string, string]>([
    ['2022-03-13', 'backward', '2022-03-11', 'Sunday to Friday'],
    ['2022-03-13', 'forward', '2022-03-14', 'Sunday to Monday'],
    ['2022-03-14', 'backward', '2022-03-14', 'Monday stays'],
  ])('%s %s is %s: %s', (day, direction, expected) => {
    const accepts = (d: typeof start): boolean => isSenderWorkingDay(calendar, d);
    const start = localDate(day);
    expect(rollTo(start, direction, accepts)).toBe(expected);
  });
});
