const MONTHS = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
] as const;

const rome = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'short',
});

const parts = (day: string): { y: string; m: string; d: string } => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) throw new RangeError(`giorno atteso come AAAA-MM-GG, trovato «${day}»`);
  return { y: found[1] ?? '', m: found[2] ?? '', d: found[3] ?? '' };
};

/** @example shortDay('2022-03-31') //=> '31/03/2022' */
export const shortDay = (day: string): string => {
  const { y, m, d } = parts(day);
  return `${d}/${m}/${y}`;
};

/**
 * The day as a letter writes it: no leading zero, and the first of the month as an ordinal.
 *
 * @example longDay('2022-04-01') //=> '1° aprile 2022'
 */
export const longDay = (day: string): string => {
  const { y, m, d } = parts(day);
  const number = d === '01' ? '1°' : String(Number(d));
  return `${number} ${MONTHS[Number(m) - 1] ?? m} ${y}`;
};

/** Day and time of an instant in Europe/Rome. @example romeParts('2022-03-27T01:30:00.000Z') //=> { day: '2022-03-27', time: '03:30' } */
export const romeParts = (instant: string): { day: string; time: string } => {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) throw new RangeError(`istante non valido: «${instant}»`);
  const [day = '', time = ''] = rome.format(at).split(' ');
  return { day, time };
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
export const dayWith = (preposition: DayPreposition, day: string): string => {
  const text = longDay(day);
  return /^(8|11) /.test(text) ? ELIDED[preposition] + text : `${preposition} ${text}`;
};
