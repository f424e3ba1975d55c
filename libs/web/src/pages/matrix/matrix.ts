import { addDays, romeDate, roundOf } from '@app/domain';
import type { Instant, LocalDate, Survey } from '@app/domain';
import type { PastEntry } from '@app/workflow';
import { links } from '../../view/links.js';
import { oncePerDay } from '../../view/once-per-day.js';
import { plainText } from '../../view/plain-text.js';
import type { StatusKey, StatusWord } from '../../vocabulary.js';
import { obligationWord, STATUS_WORDS, statusKey } from '../../vocabulary.js';

/** What the address may ask of the matrix. */
export interface MatrixFilter {
  readonly status?: StatusKey | 'aperti' | undefined;
  /** Part of a municipality's name. */
  readonly name?: string | undefined;
  readonly reference?: string | undefined;
  /** Open and due within so many days. */
  readonly within?: number | undefined;
}

type Brief = PastEntry['obligations'][number];

/** Who is to be shown, and under which heads; the cells of one page are folded apart. */
export interface MatrixFrame {
  readonly rounds: readonly { reference: LocalDate; due: LocalDate | null; href: string }[];
  readonly found: readonly PastEntry[];
  readonly legend: readonly StatusWord[];
}

/** The rounds and the municipalities that the filter leaves. A round's due date is the survey's own; a cell's may be extended. */
export function matrixFrame(
  survey: Survey,
  entries: readonly PastEntry[],
  filter: MatrixFilter,
  now: Instant,
): MatrixFrame {
  const { obligations, keys } = figuresOf(entries, romeDate(now));
  const rounds = [...obligations]
    .filter(([reference]) => filter.reference === undefined || reference === filter.reference)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = new Set(rounds.map(([reference]) => reference));
  const part = filter.name === undefined ? null : plainText(filter.name);
  const matches = matcher(filter, now);
  return {
    rounds: rounds.map(([reference, obligation]) => ({
      reference,
      due: roundOf(survey, reference)?.due.due ?? null,
      href: links.round(obligation),
    })),
    found: entries.filter(
      ({ municipality, obligations: own, fault }) =>
        (part === null || plainText(municipality.name).includes(part)) &&
        // Of one whose record can't be read no status is known: it is in no list of a status, and in every other.
        ((fault !== null && own.length === 0 && filter.status === undefined) ||
          own.some((state) => shown.has(state.round) && matches(state))),
    ),
    legend: wordsOf(keys),
  };
}

/** Rounds and words that occur. */
const figuresOf = oncePerDay((entries: readonly PastEntry[]) => {
  const obligations = new Map<LocalDate, string>();
  const keys = new Set<StatusKey>();
  for (const entry of entries) {
    for (const state of entry.obligations) {
      obligations.set(state.round, state.obligation);
      keys.add(statusKey(state));
    }
  }
  return { obligations, keys };
});

/** The words that stand in these rows, in the order of the vocabulary. */
export function legendOf(standings: readonly Pick<PastEntry, 'obligations'>[]): StatusWord[] {
  return wordsOf(new Set(standings.flatMap(({ obligations }) => obligations.map(statusKey))));
}

function wordsOf(keys: ReadonlySet<StatusKey>): StatusWord[] {
  return (Object.keys(STATUS_WORDS) as StatusKey[])
    .filter((key) => keys.has(key))
    .map((key) => STATUS_WORDS[key]);
}

/** The rows of one page. */
export function matrixRows(
  standings: readonly PastEntry[],
  { rounds }: Pick<MatrixFrame, 'rounds'>,
) {
  return standings.map(({ municipality, obligations, fault }) => ({
    istat: municipality.istat,
    name: municipality.name,
    fault: fault !== null,
    href: links.municipality(municipality.istat),
    cells: rounds.map(({ reference }) => {
      const state = obligations.find(({ round }) => round === reference);
      return state === undefined ? null : cellOf(state);
    }),
  }));
}

function cellOf(state: Brief) {
  return {
    ...obligationWord(state),
    href: links.obligation(state.municipality, state.obligation),
    due: state.due.date,
    extended: state.due.version > 1,
  };
}

function matcher(filter: MatrixFilter, now: Instant): (state: Brief) => boolean {
  const { status, within } = filter;
  const today = romeDate(now);
  const last = within === undefined ? null : addDays(today, within);
  return (state) => {
    if (last !== null && (state.due.date < today || state.due.date > last)) return false;
    if (status === undefined) return true;
    if (status !== 'aperti') return statusKey(state) === status;
    return (state.outcome === 'open' || state.outcome === 'rejected') && !state.suspended;
  };
}
