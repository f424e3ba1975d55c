import { civilOf } from './day-number.js';
import { monthName, weekday } from './local-date.js';
import { romeDate, romeTime } from './rome.js';
import type { Instant, LocalDate } from './types.js';

const WEEKDAYS = ['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato', 'domenica'];

/** As letters write it. @example formatDate(localDate('2022-03-31')) //=> '31/03/2022' */
export function formatDate(day: LocalDate): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** In words; the first of the month is "1°". @example longDate(localDate('2022-03-31')) //=> '31 marzo 2022' */
export function longDate(day: LocalDate): string {
  const { year, month, day: dayOfMonth } = civilOf(day);
  return `${dayOfMonth === 1 ? '1°' : dayOfMonth} ${monthName(month)} ${year}`;
}

/** @example weekdayName(localDate('2022-03-31')) //=> 'giovedì' */
export function weekdayName(day: LocalDate): string {
  return WEEKDAYS[weekday(day) - 1] ?? '';
}

/** Day and time in Europe/Rome. @example formatInstant(at) //=> '24/03/2022 alle 23:58' */
export function formatInstant(at: Instant): string {
  return `${formatDate(romeDate(at))} alle ${romeTime(at)}`;
}
