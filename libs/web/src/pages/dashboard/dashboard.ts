import { addDays, daysBetween, romeDate } from '@app/domain';
import type { Decision, Instant, LocalDate } from '@app/domain';
import type { AlertRow } from '@app/persistence';
import type { DeskView, ObligationBrief, OverviewEntry, ToDoBefore } from '@app/workflow';
import { toDoText, waitingText } from '@app/workflow';
import { links } from '../../view/links.js';
import { oncePerDay } from '../../view/once-per-day.js';
import { statusKey } from '../../vocabulary.js';

/** One figure of the morning, with the list behind it. */
export interface Tile {
  readonly title: string;
  readonly count: number;
  readonly text: string;
  readonly href: string;
  readonly icon: string;
  /** Only a figure above zero asks for attention. */
  readonly tone: 'danger' | 'warning' | 'primary' | 'success';
}

const OWING = new Set(['open', 'rejected']);

const owes = (state: ObligationBrief): boolean => OWING.has(state.outcome) && !state.suspended;

/** Duties that are open and due from today for so many days. */
function dueWithin(states: readonly ObligationBrief[], today: LocalDate, days: number): number {
  const last = addDays(today, days);
  return states.filter((state) => owes(state) && state.due.date >= today && state.due.date <= last)
    .length;
}

/** What needs a person today. */
export function tilesOf(desk: DeskView, now: Instant): readonly Tile[] {
  const today = romeDate(now);
  const figures = desk.surveys.map(({ entries }) => dueFigures(entries, today));
  const sum = (key: keyof DueFigures): number =>
    figures.reduce((total, figure) => total + figure[key], 0);
  const { letters } = desk;
  const tile = (
    title: string,
    count: number,
    text: string,
    href: string,
    icon: string,
    tone: Tile['tone'],
  ): Tile => ({ title, count, text, href, icon, tone: count === 0 ? 'success' : tone });
  return [
    tile(
      'Lettere in attesa di qualcuno',
      desk.waiting.length,
      desk.waiting.length === 0 ? '' : waitingText(desk.waiting),
      '/via-libera',
      'it-mail',
      'danger',
    ),
    tile(
      'Comuni non pianificabili',
      sum('unplanned'),
      'non gli parte nessuna lettera finché non si rimedia',
      '/piano',
      'it-error',
      'danger',
    ),
    tile(
      'In scadenza entro 7 giorni',
      sum('week'),
      'adempimenti ancora aperti',
      '/matrice?stato=aperti&entro=7',
      'it-clock',
      'warning',
    ),
    tile(
      'In scadenza entro 30 giorni',
      sum('month'),
      'adempimenti ancora aperti',
      '/matrice?stato=aperti&entro=30',
      'it-calendar',
      'primary',
    ),
    tile(
      'Scaduti',
      sum('overdue'),
      'adempimenti senza risposta dopo la scadenza',
      '/matrice?stato=scaduto',
      'it-warning-circle',
      'danger',
    ),
    tile(
      'Risposte da assegnare',
      desk.held,
      'messaggi che nessuna regola riconosce con certezza',
      '/risposte',
      'it-inbox',
      'warning',
    ),
    tile(
      'Messaggi in quarantena',
      desk.quarantined,
      'arrivati, ma illeggibili o con la firma non valida',
      '/messaggi/quarantena',
      'it-warning-circle',
      'warning',
    ),
    tile(
      'Lettere non consegnate',
      letters.failed,
      'mancate consegne da rimediare',
      '/invii?guardare=failed',
      'it-close-circle',
      'danger',
    ),
    tile(
      'Lettere senza ricevuta',
      letters.silent,
      'inviate da più di 24 ore',
      '/invii?guardare=silent',
      'it-mail',
      'warning',
    ),
    tile(
      'Invii incerti o fermi',
      letters.doubtful + letters.stopped + letters.conflicts,
      'lettere che aspettano una decisione',
      '/invii?guardare=attention',
      'it-help-circle',
      'danger',
    ),
    tile(
      'Diffide bloccate',
      sum('formal'),
      'aspettano base giuridica, atto e firma',
      '/piano?esito=locked',
      'it-locked',
      'warning',
    ),
    tile(
      'Riaperture da confermare',
      sum('reopened'),
      'lettere che spiegano perché l’adempimento è riaperto',
      '/piano?esito=locked',
      'it-refresh',
      'warning',
    ),
    tile(
      'Contrasti da esaminare',
      sum('contested'),
      'la dichiarazione e le fotografie non concordano',
      '/matrice?stato=da-esaminare',
      'it-exchange-circle',
      'warning',
    ),
  ];
}

interface DueFigures {
  readonly unplanned: number;
  readonly week: number;
  readonly month: number;
  readonly overdue: number;
  readonly contested: number;
  readonly formal: number;
  readonly reopened: number;
}

const dueFigures = oncePerDay((entries: readonly OverviewEntry[], today: LocalDate): DueFigures => {
  const states = entries.flatMap(({ obligations }) => obligations);
  const waiting = entries.flatMap(({ locked }) => locked);
  return {
    unplanned: entries.filter(({ fault }) => fault !== null).length,
    week: dueWithin(states, today, 7),
    month: dueWithin(states, today, 30),
    overdue: states.filter((state) => owes(state) && state.due.date < today).length,
    contested: states.filter((state) => statusKey(state) === 'da-esaminare').length,
    formal: waiting.filter(({ template }) => template === 'formal-notice').length,
    reopened: waiting.filter(({ template }) => template === 'correction').length,
  };
});

/** How far the rounds have come, the open ones first. */
export function roundsOf(entries: readonly OverviewEntry[], now: Instant) {
  return roundLines(entries, romeDate(now));
}

const roundLines = oncePerDay((entries: readonly OverviewEntry[], today: LocalDate) => {
  const byRound = new Map<string, ObligationBrief[]>();
  for (const state of entries.flatMap(({ obligations }) => obligations)) {
    const list = byRound.get(state.obligation);
    if (list === undefined) byRound.set(state.obligation, [state]);
    else list.push(state);
  }
  return [...byRound.values()].map((states) => roundLine(states, today)).reverse();
});

function roundLine(states: readonly ObligationBrief[], today: LocalDate) {
  const first = states[0]!;
  const due = mostFrequent(states.map((state) => state.due.date));
  const answered = states.filter((state) => !OWING.has(state.outcome)).length;
  const days = daysBetween(today, due);
  return {
    href: links.round(first.obligation),
    reference: first.round,
    due,
    expected: states.length,
    answered,
    missing: states.length - answered,
    share: states.length === 0 ? 0 : answered / states.length,
    when: whenText(days),
  };
}

/** @example whenText(1) //=> 'scade domani' */
export function whenText(days: number): string {
  if (days === 0) return 'scade oggi';
  if (days === 1) return 'scade domani';
  if (days > 1) return `mancano ${days} giorni`;
  return days === -1 ? 'scaduto ieri' : `scaduto da ${-days} giorni`;
}

function mostFrequent(days: readonly LocalDate[]): LocalDate {
  const counts = new Map<LocalDate, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}

/** The letters of the next days, day by day, with what somebody has to do before they leave. */
export function leavingSoon(plan: readonly Decision[], toDoBefore: ToDoBefore) {
  const days = new Map<LocalDate, Decision[]>();
  for (const line of plan) {
    if (line.action === 'send') days.set(line.day, [...(days.get(line.day) ?? []), line]);
  }
  return [...days].sort().map(([day, lines]) => ({
    ...{ day, count: lines.length, href: `/piano?da=${day}&a=${day}` },
    toDo: toDoText([...new Set(lines.flatMap((line) => toDoBefore(line)))]),
  }));
}

/** Alerts that say the same once, with how often and when last: the newest first. */
export function alertsOf(
  alerts: readonly Pick<AlertRow, 'kind' | 'message' | 'subject' | 'raisedAt'>[],
) {
  const told = new Map<string, { message: string; times: number; last: Instant } & AlertPlace>();
  for (const { kind, message, subject, raisedAt } of alerts) {
    const known = told.get(message);
    if (known === undefined)
      told.set(message, { message, times: 1, last: raisedAt, ...placeOf(kind, subject) });
    else {
      known.times += 1;
      // The way leads to the last one.
      if (raisedAt > known.last)
        Object.assign(known, { last: raisedAt, ...placeOf(kind, subject) });
    }
  }
  return [...told.values()].sort((a, b) => (a.last < b.last ? 1 : -1));
}

const QUARANTINE = { href: '/messaggi/quarantena', place: 'Guarda in quarantena' };
const SYSTEM = { href: '/sistema', place: 'Guarda in «Sistema»' };
const PLACES: Readonly<Record<string, { readonly href: string; readonly place: string }>> = {
  'message-unprocessed': QUARANTINE,
  'receipt-refused': QUARANTINE,
  'mailbox-suspended': SYSTEM,
  'mailbox-full': SYSTEM,
  'message-unread': SYSTEM,
  'municipality-unplanned': { href: '/piano', place: 'Guarda nel piano degli invii' },
};

/** Alerts of letters that reached nobody: each has its letter, and the way to send it once more. */
const FAILURES: ReadonlySet<string> = new Set(['delivery-failed', 'letter-rejected']);

/** Where what an alert speaks of is to be seen, and what can be done at once. */
export interface AlertPlace {
  readonly href: string;
  readonly place: string;
  readonly resend?: string;
}

function placeOf(kind: string, subject: string): AlertPlace {
  if (FAILURES.has(kind)) {
    const href = links.letter(subject);
    return { href, place: 'Guarda la lettera', resend: `${href}/rispedisci` };
  }
  const register = { href: '/invii?guardare=attention', place: 'Guarda nel registro invii' };
  return PLACES[kind] ?? register;
}
