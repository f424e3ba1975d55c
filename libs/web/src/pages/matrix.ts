import type { LocalDate, ObligationState, Survey } from '@app/domain';
import type { Standing } from '@app/workflow';
import type { StatusWord } from '../vocabulary.js';
import { obligationWord } from '../vocabulary.js';

export interface MatrixCell extends StatusWord {
  readonly explanation: string;
  readonly due: LocalDate;
}

/** Municipalities × rounds, as the page shows it. */
export interface Matrix {
  readonly rounds: readonly { readonly reference: LocalDate; readonly due: LocalDate }[];
  readonly rows: readonly {
    readonly istat: string;
    readonly name: string;
    readonly cells: readonly (MatrixCell | null)[];
  }[];
}

/** The matrix of one survey. A round's due date is the survey's own; a cell's may be extended. */
export function matrixOf(_survey: Survey, standings: readonly Standing[]): Matrix {
  const rounds = new Map<LocalDate, ObligationState>();
  for (const { obligations } of standings) {
    for (const state of obligations) if (!rounds.has(state.round)) rounds.set(state.round, state);
  }
  const references = [...rounds.keys()].sort();
  return {
    rounds: references.map((reference) => ({
      reference,
      due: rounds.get(reference)?.due.date ?? reference,
    })),
    rows: standings.map(({ municipality, obligations }) => ({
      istat: municipality.istat,
      name: municipality.name,
      cells: references.map((reference) => {
        const state = obligations.find((candidate) => candidate.round === reference);
        if (state === undefined) return null;
        return { ...obligationWord(state), explanation: state.explanation, due: state.due.date };
      }),
    })),
  };
}
