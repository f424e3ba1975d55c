import { endOfDay, formatDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { foldMunicipality } from '../obligations/fold.js';
import { ledgerOf } from '../obligations/ledger.js';
import type { Fact, FactId, ObligationState } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { rungName } from './rung-name.js';
import type { PlanAction } from './types.js';
import { explainRung } from './why-rung.js';

/** What is asked: an obligation, or one rung of it; as of a day or a moment, as known then. */
export interface WhyQuestion {
  /** `push-erp/2021-12-31`. */
  readonly obligation: string;
  /** Absent: every rung of the ladder. */
  readonly rung?: string | undefined;
  readonly asOf: LocalDate | Instant;
}

/** Where a rung stands: as it ended, as it waits, or still to come. */
export type RungOutcome =
  'sent' | 'queued' | 'withdrawn' | Exclude<PlanAction, 'send'> | 'expected' | 'unknown';

/** Why one rung was, or was not, sent under one due date. */
export interface RungAnswer {
  readonly rung: string;
  /** As people call it. */
  readonly name: string;
  readonly dueVersion: number;
  /** The id of the letter that left, or is to leave, by the record's own fact; null: none. */
  readonly letter: string | null;
  /** The id of the letter, not delivered, that this one repeats; null: it is the rung's own. */
  readonly repeats: string | null;
  readonly target: LocalDate;
  readonly outcome: RungOutcome;
  /** When it ended or since when it waits; null when its day has not come. */
  readonly at: Instant | null;
  readonly code: string;
  readonly reason: string;
  readonly because: readonly FactId[];
  /** The whole answer in Italian sentences, in the order in which a person would tell it. */
  readonly lines: readonly string[];
}

export interface WhyAnswer {
  readonly obligation: string;
  readonly state: ObligationState;
  /** By due-date version, then in the order of the ladder; repetitions after the letter that they repeat. */
  readonly rungs: readonly RungAnswer[];
  readonly lines: readonly string[];
}

/**
 * Why a rung was, or was not, sent: told from the record alone. Each decision on record is taken again on what was known
 * then, so that the reason given is the one for which it was taken. Null when the municipality has no such
 * obligation by then.
 *
 * @param facts the municipality's record in order of recording, derived facts included
 * @throws DomainError `unknown-rung`
 * @example why(pushErp, andria, facts, { obligation: 'push-erp/2021-12-31', rung: 'last-call', asOf })?.rungs[0]?.reason
 * //=> 'Al 30/03/2022, giorno previsto, l’adempimento è assolto con la trasmissione in PUSH: nessun sollecito.'
 */
export function why(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  { obligation, rung, asOf }: WhyQuestion,
): WhyAnswer | null {
  const at = asOf.length === 10 ? endOfDay(asOf as LocalDate) : (asOf as Instant);
  const horizon = { asOf: at, knownOn: at };
  const states = foldMunicipality(survey, municipality, facts, horizon);
  const state = states.find((one) => one.obligation === obligation);
  if (state === undefined) return null;
  const known = ledgerOf(survey.id, municipality.istat, facts, horizon).facts;
  const rungs = explainRung({ survey, municipality, known, state, at }, rung);
  const head = `Adempimento ${obligation}, scadenza ${formatDate(state.due.date)}. ${state.explanation}`;
  const told = rungs.flatMap(({ rung: id, lines }) => [
    `${capital(rungName(survey, id))} (${id}):`,
    ...lines.map((line) => `  ${line}`),
  ]);
  return { obligation, state, rungs, lines: [head, ...told] };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
