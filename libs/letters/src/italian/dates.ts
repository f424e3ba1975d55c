import { formatDate, instant, localDate, longDate, romeDate, romeTime } from '@app/domain';

/** @example shortDay('2022-03-31') //=> '31/03/2022' */
export const shortDay = (day: string): string => formatDate(localDate(day));

/** @example longDay('2022-04-01') //=> '1° aprile 2022' */
export const longDay = (day: string): string => longDate(localDate(day));

/**
 * Day and time of an instant in Europe/Rome.
 *
 * @example romeParts('2022-03-27T01:30:00.000Z') //=> { day: '2022-03-27', time: '03:30' }
 */
export const romeParts = (moment: string): { day: string; time: string } => {
  const at = instant(moment);
  return { day: romeDate(at), time: romeTime(at) };
};

export type DayPreposition = 'al' | 'il' | 'del' | 'dal';

const ELIDED: Record<DayPreposition, string> = {
  al: 'all’',
  il: 'l’',
  del: 'dell’',
  dal: 'dall’',
};

/**
 * A day with its preposition: 8 and 11 begin with a vowel when read aloud.
 *
 * @example dayWith('al', '2022-03-31') //=> 'al 31 marzo 2022'
 * @example dayWith('il', '2022-04-11') //=> 'l’11 aprile 2022'
 */
export const dayWith = (preposition: DayPreposition, day: string): string =>
  elided(preposition, longDay(day));

/** The same in figures. @example shortDayWith('il', '2022-04-11') //=> 'l’11/04/2022' */
export const shortDayWith = (preposition: DayPreposition, day: string): string =>
  elided(preposition, shortDay(day));

const elided = (preposition: DayPreposition, text: string): string =>
  /^(0?8|11)\D/.test(text) ? ELIDED[preposition] + text : `${preposition} ${text}`;
