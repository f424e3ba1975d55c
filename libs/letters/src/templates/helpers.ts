import { dayWith, longDay, romeParts, shortDay, type DayPreposition } from '../italian/dates.js';
import { capital, counted, listOf, numberText } from '../italian/words.js';
import type { Shape } from '../view/view.js';

/** What a helper takes at one place: a kind of placeholder, a word written in the template, or the name of a field. */
export type Parameter = 'day' | 'instant' | 'number' | 'text' | 'texts' | 'list' | 'count' | 'word' | 'preposition' | 'field';

export interface Helper {
  readonly parameters: readonly Parameter[];
  /** How many of the parameters may be left out at the end. */
  readonly optional: number;
  readonly run: (...values: never[]) => string;
}

const PREPOSITIONS: readonly string[] = ['al', 'il', 'del', 'dal', ''];

/** True for a word that may stand before a day. */
export const isPreposition = (word: string): word is DayPreposition | '' =>
  PREPOSITIONS.includes(word);

const withDay = (preposition: DayPreposition | '', day: string): string =>
  preposition === '' ? longDay(day) : dayWith(preposition, day);

type Item = string | Readonly<Record<string, unknown>>;

const daysOf = (list: readonly Item[], field: string | undefined): string[] => {
  const days = list.map((item) =>
    typeof item === 'string' ? item : String(field === undefined ? '' : item[field]),
  );
  return [...new Set(days)];
};

const amount = (value: number | readonly unknown[]): number =>
  typeof value === 'number' ? value : value.length;

const helper = (
  parameters: readonly Parameter[],
  run: Helper['run'],
  optional = 0,
): Helper => ({ parameters, optional, run });

/**
 * The helpers of the templates, by name. Each refuses an empty value before it runs.
 *
 * `{{data scadenza}}` 31/03/2022 · `{{dataEstesa scadenza}}` 31 marzo 2022 · `{{alGiorno scadenza}}` al 31 marzo 2022, all’8 marzo 2022 ·
 * `{{giornoDi invio}}`, `{{oraDi invio}}` day and time of an instant in Europe/Rome · `{{numero n}}` 1.240 · `{{elenco lista}}` a, b e c ·
 * `{{giorni adempimenti "al" "riferimento"}}` al 31 dicembre 2021 e al 30 giugno 2022 · `{{date adempimenti "scadenza"}}` ·
 * `{{quanti n "alloggio" "alloggi"}}` 1 alloggio · `{{plurale lista "il termine" "i termini"}}` · `{{maiuscola testo}}`
 */
export const HELPERS: Readonly<Record<string, Helper>> = {
  data: helper(['day'], shortDay),
  dataEstesa: helper(['day'], longDay),
  alGiorno: helper(['day'], (day: string) => dayWith('al', day)),
  ilGiorno: helper(['day'], (day: string) => dayWith('il', day)),
  delGiorno: helper(['day'], (day: string) => dayWith('del', day)),
  dalGiorno: helper(['day'], (day: string) => dayWith('dal', day)),
  giornoDi: helper(['instant'], (at: string) => longDay(romeParts(at).day)),
  delGiornoDi: helper(['instant'], (at: string) => dayWith('del', romeParts(at).day)),
  ilGiornoDi: helper(['instant'], (at: string) => dayWith('il', romeParts(at).day)),
  oraDi: helper(['instant'], (at: string) => romeParts(at).time),
  numero: helper(['number'], numberText),
  elenco: helper(['texts'], listOf),
  giorni: helper(
    ['list', 'preposition', 'field'],
    (list: readonly Item[], preposition: DayPreposition | '', field?: string) =>
      listOf(daysOf(list, field).map((day) => withDay(preposition, day))),
    1,
  ),
  date: helper(
    ['list', 'field'],
    (list: readonly Item[], field?: string) => listOf(daysOf(list, field).map(shortDay)),
    1,
  ),
  quanti: helper(['number', 'word', 'word'], counted),
  plurale: helper(
    ['count', 'word', 'word'],
    (value: number | readonly unknown[], one: string, many: string) =>
      amount(value) === 1 ? one : many,
  ),
  maiuscola: helper(['text'], capital),
};

const isList = (shape: Shape): shape is { readonly list: Shape } =>
  typeof shape === 'object' && 'list' in shape;

const TAKES: Partial<Record<Parameter, (shape: Shape) => boolean>> = {
  day: (shape) => shape === 'day',
  instant: (shape) => shape === 'instant',
  number: (shape) => shape === 'number',
  text: (shape) => shape === 'text',
  texts: (shape) => isList(shape) && shape.list === 'text',
  list: isList,
  count: (shape) => shape === 'number' || isList(shape),
};

const WANTS: Record<Parameter, string> = {
  day: 'un giorno',
  instant: 'un istante',
  number: 'un numero',
  text: 'un testo',
  texts: 'un elenco di testi',
  list: 'un elenco',
  count: 'un numero o un elenco',
  word: 'una parola fra virgolette',
  preposition: 'una preposizione fra virgolette (al, il, del, dal)',
  field: 'il nome di un campo fra virgolette',
};

/** In Italian, what a helper expects at a place. */
export const wanted = (parameter: Parameter): string => WANTS[parameter];

/** True when a placeholder of that shape fits the parameter. */
export const takes = (parameter: Parameter, shape: Shape): boolean =>
  TAKES[parameter]?.(shape) ?? false;
