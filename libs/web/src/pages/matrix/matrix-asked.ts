import { DomainError, endOfDay, localDate, romeDate } from '@app/domain';
import type { Instant } from '@app/domain';
import type { PastEntry } from '@app/workflow';
import { oneOf, queryText } from '../../view/paging.js';
import type { StatusKey } from '../../vocabulary.js';
import { STATUS_WORDS } from '../../vocabulary.js';
import type { MatrixFilter } from './matrix.js';

export const STATUSES = Object.keys(STATUS_WORDS) as StatusKey[];

/** The end of a day of the past, or now. */
export interface Moment {
  readonly at: Instant;
  /** A day of the past; undefined: now. */
  readonly day: string | undefined;
}

/** What an address asks of the matrix: the page and its files read it alike. */
export function matrixAsked(asked: Readonly<Record<string, unknown>>, now: Instant) {
  const within = oneOf(asked['entro'], ['7', '30', '90']);
  const filter: MatrixFilter = {
    status: oneOf(asked['stato'], [...STATUSES, 'aperti' as const]),
    name: queryText(asked['comune']),
    reference: queryText(asked['ciclo']),
    within: within === undefined ? undefined : Number(within),
  };
  const asOf = momentAsked(asked['al'], now);
  const query = {
    stato: filter.status,
    comune: filter.name,
    ciclo: filter.reference,
    entro: within,
    al: asOf.day,
  };
  return { filter, asOf, within, query };
}

/** Only who is looked for by status must be folded as of then; names and rounds are known. */
export function needsPast(day: string | undefined, { status, within }: MatrixFilter): boolean {
  return day !== undefined && (status !== undefined || within !== undefined);
}

/** Whether what was found says already how it stood at that moment; else only names and rounds are known. */
export function isFolded({ day }: Moment, filter: MatrixFilter): boolean {
  return day === undefined || needsPast(day, filter);
}

/** Without the rounds that had not opened by then. */
export function openBy(entries: readonly PastEntry[], { at, day }: Moment): readonly PastEntry[] {
  if (day === undefined || entries.length === 0) return entries;
  const last = romeDate(at);
  return entries.map((entry) => ({
    ...entry,
    obligations: entry.obligations.filter(({ opensOn }) => opensOn <= last),
  }));
}

/** What is not a day is left aside. */
function momentAsked(text: unknown, now: Instant): Moment {
  if (typeof text !== 'string' || text === '') return { at: now, day: undefined };
  try {
    const day = localDate(text, 'al');
    return day < romeDate(now) ? { at: endOfDay(day), day } : { at: now, day: undefined };
  } catch (error) {
    if (error instanceof DomainError) return { at: now, day: undefined };
    throw error;
  }
}
