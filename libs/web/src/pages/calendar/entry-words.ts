import { formatDate } from '@app/domain';
import type { Municipality, Survey } from '@app/domain';
import type { CalendarEntry, CalendarKind, CalendarState } from '@app/workflow';
import { formatNumber } from '../../view/helpers.js';
import { links } from '../../view/links.js';
import { withQuery } from '../../view/paging.js';
import type { StatusWord } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';

/** What the words of an entry are looked up in. */
export interface CalendarNames {
  readonly surveys: ReadonlyMap<string, Survey>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
}

/** The kinds as the page shows them: word, sign, colour. */
export const KIND_WORDS: Readonly<Record<CalendarKind, StatusWord>> = {
  opens: { word: 'Si apre il ciclo', icon: 'it-unlocked', tone: 'secondary' },
  due: { word: 'Scadenza', icon: 'it-flag', tone: 'danger' },
  'cut-off': { word: 'Ultimo giorno per rispondere', icon: 'it-inbox', tone: 'secondary' },
  lock: { word: 'Ultimo giorno per correggere', icon: 'it-locked', tone: 'secondary' },
  letter: { word: 'Lettere', icon: 'it-mail', tone: 'primary' },
};

const STATE_WORDS: Readonly<Record<CalendarState, string>> = {
  confirmed: '',
  tentative: 'da confermare',
  cancelled: 'annullata',
};

/** @example entryTitle(entry, names) //=> 'Scadenza – dati al 31/12/2021' */
export function entryTitle(entry: CalendarEntry, { surveys, municipalities }: CalendarNames) {
  const data = `dati al ${formatDate(entry.round)}`;
  const name =
    entry.municipality === null ? null : (municipalities.get(entry.municipality)?.name ?? null);
  if (entry.kind !== 'letter') {
    const whose = name === null ? '' : ` per ${name}`;
    return `${KIND_WORDS[entry.kind].word}${whose} – ${data}`;
  }
  const survey = surveys.get(entry.survey);
  const rung = survey === undefined ? (entry.rung ?? '') : rungWord(survey, entry.rung ?? '');
  if (name !== null) return `${rung} a ${name} – ${data}`;
  return entry.count === 1
    ? `${rung} – ${data}`
    : `${rung}: ${formatNumber(entry.count)} lettere – ${data}`;
}

/** What there is to know of an entry beside its title. */
export function entryDetail(entry: CalendarEntry): string {
  if (entry.detail !== '') return entry.detail;
  if (entry.state === 'cancelled' && entry.kind === 'due') return 'Nessun Comune deve rispondere.';
  if (entry.kind === 'letter') return letterDetail(entry);
  if (entry.kind !== 'due' || entry.count === 0) return '';
  if (entry.open === 0) return 'Tutti hanno risposto.';
  return entry.open === 1
    ? `Deve ancora rispondere 1 Comune su ${formatNumber(entry.count)}.`
    : `Devono ancora rispondere ${formatNumber(entry.open)} Comuni su ${formatNumber(entry.count)}.`;
}

function letterDetail({ done, count, state }: CalendarEntry): string {
  if (done) return count === 1 ? 'Partita.' : 'Partite.';
  if (state !== 'confirmed') return '';
  return `${count === 1 ? 'Prevista' : 'Previste'}, se nessuno risponde prima.`;
}

/** What a state adds to a title: '' where the thing simply holds. */
export function stateWord({ kind, state }: CalendarEntry): string {
  if (state === 'confirmed') return '';
  if (state === 'tentative' && kind === 'due') return 'sospesa';
  return kind === 'letter' && state === 'cancelled' ? 'non parte' : STATE_WORDS[state];
}

/** The page where an entry is looked into. */
export function entryHref(entry: CalendarEntry): string {
  const obligation = `${entry.survey}/${entry.round}`;
  if (entry.municipality !== null) return links.obligation(entry.municipality, obligation);
  if (entry.kind !== 'letter') return links.round(obligation);
  const range = { da: entry.day, a: entry.day };
  return withQuery(entry.done ? '/invii' : '/piano', range);
}
