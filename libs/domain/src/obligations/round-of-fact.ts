import { romeDate } from '../calendar/rome.js';
import type { LocalDate } from '../calendar/types.js';
import type { Round } from '../surveys/types.js';
import type { Fact } from './types.js';

/** Facts that, without a round, are about every round open that day. */
const ABOUT_ALL: ReadonlySet<Fact['type']> = new Set([
  'extended',
  'suspended',
  'resumed',
  'cancelled',
]);

/**
 * The rounds that a fact is about. A nil return and a snapshot are about the date that they describe, whatever round
 * they were sent for; a fact without a round is about the only round open that day (suspensions, extensions and
 * cancellations: about all of them), or about none.
 */
export function roundsOfFact(fact: Fact, rounds: readonly Round[]): readonly LocalDate[] {
  if (fact.type === 'nil-declared') return [fact.payload.reference];
  if (fact.type === 'snapshot') return [fact.payload.reference];
  if (fact.round !== null) return [fact.round];
  const day = romeDate(fact.occurredAt);
  const open = rounds.filter(
    ({ opensOn, acceptanceCutOff }) =>
      opensOn <= day && (acceptanceCutOff === null || day <= acceptanceCutOff),
  );
  return ABOUT_ALL.has(fact.type) || open.length === 1 ? open.map((round) => round.reference) : [];
}
