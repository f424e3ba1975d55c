import { isSenderWorkingDay } from './day-kind.js';
import { addDays } from './local-date.js';
import type { Calendar, LocalDate } from './types.js';

/**
 * The n-th working day after a day (before it when `n` is negative); the first day is not counted. With 0 the day itself.
 *
 * @example addWorkingDays(calendar, localDate('2022-03-30'), 3) //=> '2022-04-04'
 */
export function addWorkingDays(calendar: Calendar, day: LocalDate, n: number): LocalDate {
  const direction = n < 0 ? -1 : 1;
  let current = day;
  for (let left = Math.abs(n); left > 0;) {
    current = addDays(current, direction);
    if (isSenderWorkingDay(calendar, current)) left -= 1;
  }
  return current;
}

/**
 * The day itself or, when the test refuses it, the next (previous, going backward) that it takes.
 *
 * @example rollTo(localDate('2022-03-13'), 'backward', (d) => isSenderWorkingDay(calendar, d)) //=> '2022-03-11'
 */
export function rollTo(
  day: LocalDate,
  direction: 'forward' | 'backward',
  accepts: (day: LocalDate) => boolean,
): LocalDate {
  let current = day;
  while (!accepts(current)) current = addDays(current, direction === 'forward' ? 1 : -1);
  return current;
}
