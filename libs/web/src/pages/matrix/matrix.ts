import { addDays, romeDate } from '@app/domain';
import type { Instant, LocalDate, ObligationState } from '@app/domain';
import type { Standing } from '@app/workflow';
import { links } from '../../view/links.js';
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

export interface MatrixCell extends StatusWord {
  readonly href: string;
  readonly due: LocalDate;
  readonly extended: boolean;
  readonly explanation: string;
  readonly label: string;
}

/** Municipalities × rounds, as the page shows it. */
export interface Matrix {
  readonly rounds: readonly { reference: LocalDate; due: LocalDate; href: string }[];
  readonly rows: readonly {
    readonly istat: string;
    readonly name: string;
    readonly href: string;
    readonly cells: readonly (MatrixCell | null)[];
  }[];
  readonly legend: readonly StatusWord[];
}

/** The matrix of one survey. A round's due date is the survey's own; a cell's may be extended. */
export function matrixOf(
  standings: readonly Standing[],
  filter: MatrixFilter,
  now: Instant,
): Matrix {
  const all = standings.flatMap(({ obligations }) => obligations);
  const references = [...new Set(all.map(({ round }) => round))]
    .sort()
    .filter((round) => filter.reference === undefined || round === filter.reference);
  const shown = standings.filter(
    ({ municipality, obligations }) =>
      matchesName(municipality.name, filter.name) &&
      obligations.some(
        (state) => references.includes(state.round) && matchesStatus(state, filter, now),
      ),
  );
  const keys = new Set(all.map(statusKey));
  return {
    rounds: references.map((reference) => {
      const one = all.find(({ round }) => round === reference)!;
      return {
        reference,
        due: one.due.version === 1 ? one.due.date : one.due.nominal,
        href: links.round(one.obligation),
      };
    }),
    rows: shown.map(({ municipality, obligations }) => ({
      istat: municipality.istat,
      name: municipality.name,
      href: links.municipality(municipality.istat),
      cells: references.map((reference) => {
        const state = obligations.find(({ round }) => round === reference);
        return state === undefined ? null : cellOf(state, municipality.name);
      }),
    })),
    legend: (Object.keys(STATUS_WORDS) as StatusKey[])
      .filter((key) => keys.has(key))
      .map((key) => STATUS_WORDS[key]),
  };
}

function cellOf(state: ObligationState, name: string): MatrixCell {
  const word = obligationWord(state);
  return {
    ...word,
    href: links.obligation(state.municipality, state.obligation),
    due: state.due.date,
    extended: state.due.version > 1,
    explanation: state.explanation,
    label: `${name}: ${word.word}`,
  };
}

/** Names are looked for as people type them: without regard to case and accents. */
function matchesName(name: string, part: string | undefined): boolean {
  return part === undefined || plain(name).includes(plain(part));
}

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function matchesStatus(state: ObligationState, filter: MatrixFilter, now: Instant): boolean {
  if (filter.within !== undefined) {
    const today = romeDate(now);
    if (state.due.date < today || state.due.date > addDays(today, filter.within)) return false;
  }
  if (filter.status === undefined) return true;
  if (filter.status === 'aperti')
    return (state.outcome === 'open' || state.outcome === 'rejected') && !state.suspended;
  return statusKey(state) === filter.status;
}
