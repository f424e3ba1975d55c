import { civilToDayNumber } from './day-number.js';

/**
 * Day number of the Gregorian Easter Sunday (anonymous Gregorian computus, Meeus, "Astronomical Algorithms", ch. 8).
 *
 * @example fromDayNumber(easterSunday(2024)) //=> '2024-03-31'
 */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const leapCenturies = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCenturies - correction + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return civilToDayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}
