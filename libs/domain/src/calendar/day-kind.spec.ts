import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isHoliday, isSenderWorkingDay } from './day-kind.js';
import { fromDayNumber } from './day-number.js';
import { italianCalendar } from './italian-calendar.js';
import { localDate, weekday } from './local-date.js';
import type { SaturdayPolicy } from './types.js';

const calendar = italianCalendar();

describe('isHoliday', () => {
  it.each<[string, SaturdayPolicy, boolean, string]>([
    ['2023-09-30', 'working', false, 'Saturday'],
    ['2023-09-30', 'holiday', true, 'Saturday'],
    ['2023-09-29', 'holiday', false, 'Friday'],
    ['2023-10-01', 'working', true, 'Sunday'],
  ])('%s with Saturday %s: %s (%s)', (day, saturday, expected) => {
    expect(isHoliday(italianCalendar({ saturday }), localDate(day))).toBe(expected);
  });
});

describe('isSenderWorkingDay', () => {
  it.each([
    ['2022-03-31', true, 'Thursday'],
    ['2022-04-01', true, 'Friday'],
    ['2022-04-02', false, 'Saturday: terms may end, nobody writes'],
    ['2022-04-03', false, 'Sunday'],
    ['2022-04-25', false, 'Monday, Liberation'],
    ['2022-04-26', true, 'Tuesday'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(isSenderWorkingDay(calendar, localDate(day))).toBe(expected);
  });
});

describe('both', () => {
  it('say what the calendar says, asked once or twice, of 1970–2160 and beyond', () => {
    const days = fc.integer({ min: -30_000, max: 100_000 }).map(fromDayNumber);
    const policies = fc.constantFrom<SaturdayPolicy>('working', 'holiday');
    fc.assert(
      fc.property(days, policies, (day, saturday) => {
        const read = italianCalendar({ saturday });
        const holiday = read.holidayOn(day) !== null;
        const isSaturday = weekday(day) === 6;
        for (let times = 0; times < 2; times += 1) {
          expect(isHoliday(read, day)).toBe(holiday || (isSaturday && saturday === 'holiday'));
          expect(isSenderWorkingDay(read, day)).toBe(!holiday && !isSaturday);
        }
      }),
    );
  });
});
