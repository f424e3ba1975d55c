import { describe, expect, it } from '@jest/globals';
import { formatDate, formatInstant, longDate, weekdayName } from './format.js';
import { instant } from './instant.js';
import { localDate } from './local-date.js';

describe('dates as people read them', () => {
  it.each([
    ['2022-03-31', '31/03/2022', '31 marzo 2022', 'giovedì'],
    ['2022-05-01', '01/05/2022', '1° maggio 2022', 'domenica'],
    ['2027-10-04', '04/10/2027', '4 ottobre 2027', 'lunedì'],
  ])('%s is %s, %s, %s', (day, short, long, name) => {
    expect(formatDate(localDate(day))).toBe(short);
    expect(longDate(localDate(day))).toBe(long);
    expect(weekdayName(localDate(day))).toBe(name);
  });

  it('says a moment by the clock of Rome', () => {
    expect(formatInstant(instant('2022-06-30T22:30:00Z'))).toBe('01/07/2022 alle 00:30');
  });
});
