import { describe, expect, it } from '@jest/globals';
import { fromDayNumber } from './day-number.js';
import { easterSunday } from './easter.js';
import { weekdayOfNumber } from './local-date.js';

/** The Church's own way, by golden number and Clavian epact (Clavius 1603; Knuth, TAOCP 1.3.2 ex. 14). */
function easterByEpact(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const droppedLeaps = Math.floor((3 * century) / 4) - 12;
  const moonCorrection = Math.floor((8 * century + 5) / 25) - 5;
  const sunday = Math.floor((5 * year) / 4) - droppedLeaps - 10;
  let epact = (11 * golden + 20 + moonCorrection - droppedLeaps) % 30;
  if (epact < 0) epact += 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let fullMoon = 44 - epact;
  if (fullMoon < 21) fullMoon += 30;
  const day = fullMoon + 7 - ((sunday + fullMoon) % 7);
  const [month, date] = day > 31 ? [4, day - 31] : [3, day];
  return `${year}-0${month}-${String(date).padStart(2, '0')}`;
}

describe('easterSunday', () => {
  it.each([
    ['1818-03-22', 'the earliest possible'],
    ['1943-04-25', 'the latest possible'],
    ['1954-04-18', 'an exception of the epact'],
    ['1981-04-19', 'the other exception'],
    ['2008-03-23', ''],
    ['2011-04-24', ''],
    ['2019-04-21', ''],
    ['2022-04-17', ''],
    ['2023-04-09', ''],
    ['2024-03-31', 'with the change of the clocks'],
    ['2025-04-20', ''],
    ['2026-04-05', ''],
    ['2038-04-25', ''],
    ['2049-04-18', ''],
    ['2076-04-19', ''],
    ['2100-03-28', ''],
  ])('is on %s %s', (day) => {
    expect(fromDayNumber(easterSunday(Number(day.slice(0, 4))))).toBe(day);
  });

  it('agrees with the epact computus in every year from 1583 to 4099, and is a Sunday', () => {
    for (let year = 1583; year <= 4099; year += 1) {
      expect(fromDayNumber(easterSunday(year))).toBe(easterByEpact(year));
      expect(weekdayOfNumber(easterSunday(year))).toBe(7);
    }
  });
});
