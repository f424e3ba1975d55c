import { shortDay, shortDayWith } from '../italian/dates.js';
import type { LetterView, ObligationView, SummaryView } from './view.js';

/**
 * What a subject may do without, in the order in which it gives way: the protocol's area, the survey's title, the due dates, all
 * rounds but the newest, the protocol's date. Name, newest round, token and the protocol's number are no parts: they stay.
 */
export const GIVE_WAY = ['area', 'title', 'due-dates', 'older-rounds', 'protocol-date'] as const;

export type Part = (typeof GIVE_WAY)[number];

/** All that a summary is made from. */
export type Summarised = Omit<LetterView, 'sintesi'>;

/** Which obligations a letter of each kind is about; one that asks is about those that it asks for. */
const ABOUT: Readonly<
  Record<LetterView['modello'], (view: Summarised) => readonly ObligationView[]>
> = {
  opening: (view) => view.richiesti,
  reminder: (view) => view.richiesti,
  'last-call': (view) => view.prossimi,
  overdue: (view) => view.scaduti,
  'formal-notice': (view) => view.scaduti,
  correction: (view) => view.motivati,
  'exemption-granted': (view) => view.esonerati,
  'exemption-lapsed': (view) => view.motivati,
  'extension-granted': (view) => view.prorogati,
};

/**
 * What a letter is about, short enough for a subject: several rounds are counted.
 *
 * @param without the parts that have given way
 * @example summaryOf(view, new Set()).dati //=> 'dati di 3 semestri, dal 31/12/2021 al 31/12/2022'
 */
export const summaryOf = (view: Summarised, without: ReadonlySet<Part>): SummaryView => {
  const about = ABOUT[view.modello](view);
  const dueDates = daysOf(about.map(({ scadenza }) => scadenza));
  return {
    protocollo: protocolText(view.protocollo, without),
    ricognizione: without.has('title') ? null : view.ricognizione.titoloBreve,
    dati: dataText(
      daysOf(about.map(({ riferimento }) => riferimento)),
      view.ricognizione.periodi,
      without,
    ),
    scadenze: without.has('due-dates') ? null : dueText(dueDates),
    molte: dueDates.length > 2,
  };
};

const daysOf = (days: readonly string[]): string[] => [...new Set(days)].sort();

const protocolText = (
  protocol: LetterView['protocollo'],
  without: ReadonlySet<Part>,
): string | null => {
  if (protocol === null) return null;
  const { numero, data, aoo } = protocol;
  const date = data === null || without.has('protocol-date') ? '' : ` del ${shortDay(data)}`;
  const area = aoo === null || without.has('area') ? '' : ` – ${aoo}`;
  return `Prot. n. ${numero}${date}${area}`;
};

const dataText = (days: readonly string[], periods: string, without: ReadonlySet<Part>): string => {
  const [first, second] = days;
  const newest = days.at(-1);
  if (first === undefined || newest === undefined) return '';
  if (days.length > 1 && without.has('older-rounds')) return `dati fino ${toDay(newest)}`;
  if (days.length > 2) return `dati di ${days.length} ${periods}, ${span(first, newest)}`;
  return `dati ${toDay(first)}${second === undefined ? '' : ` e ${shortDay(second)}`}`;
};

const toDay = (day: string): string => shortDayWith('al', day);

/** @example span('2021-12-31', '2022-12-31') //=> 'dal 31/12/2021 al 31/12/2022' */
const span = (first: string, last: string): string =>
  `${shortDayWith('dal', first)} ${toDay(last)}`;

const dueText = (days: readonly string[]): string | null => {
  const [first, second] = days;
  if (first === undefined) return null;
  if (days.length > 2) return span(first, days.at(-1) ?? first);
  return `${shortDayWith('il', first)}${second === undefined ? '' : ` e ${shortDay(second)}`}`;
};
