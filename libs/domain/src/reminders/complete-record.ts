import { endOfDay, romeDate } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { replay } from '../obligations/replay.js';
import type { Fact } from '../obligations/types.js';
import { roundsOf } from '../surveys/index.js';
import type { Round, Survey } from '../surveys/types.js';
import { isRequest } from './admit-request.js';
import { changesStates } from './states.js';

/**
 * The record as it would have been kept by the end of a day: illegal facts left out, derived ones put in (`replay`). A
 * record of nothing but ordinary transmissions, their validations and letters is taken as it is: nothing follows from
 * it, and replaying a nation's would cost more than its plan.
 */
export function completeRecord(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  to: LocalDate,
): readonly Fact[] {
  if (facts.length === 0) return facts;
  const rounds = roundsOf(survey, to);
  const ordinary =
    !survey.presumeNoChange &&
    survey.addressees === 'all' &&
    municipality.existsFrom === null &&
    facts.every((fact) => isOrdinary(survey, municipality, rounds, fact)) &&
    new Set(facts.map(({ id }) => id)).size === facts.length;
  return ordinary ? facts : replay(survey, municipality, facts, endOfDay(to));
}

const PLAIN: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'transmitted',
  'validated',
  'rejected',
  'typed',
]);

/** A fact that the rules surely admit or leave without effect, and from which they derive nothing. */
function isOrdinary(
  survey: Survey,
  { istat }: Municipality,
  rounds: readonly Round[],
  fact: Fact,
): boolean {
  if (fact.survey !== survey.id || fact.municipality !== istat) return false;
  if (isRequest(fact)) return false;
  if (!changesStates(fact) && fact.type !== 'snapshot') return true;
  if (!PLAIN.has(fact.type)) return false;
  const round = rounds.find(({ reference }) => reference === fact.round);
  if (round === undefined || romeDate(fact.occurredAt) < round.opensOn) return false;
  return round.lock === null || romeDate(fact.recordedAt) <= round.lock;
}
