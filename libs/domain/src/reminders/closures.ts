import { correctedFacts } from '../obligations/ledger.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact, FactOf } from '../obligations/types.js';
import { withClosedDays } from './board.js';

/**
 * The closing days that stand on a municipality's record: those taken back by a correction are left out.
 *
 * @example recordedClosures(facts).map(({ payload }) => payload.day) //=> ['2022-03-15']
 */
export function recordedClosures(facts: readonly Fact[]): readonly FactOf<'closed-day'>[] {
  const closures = facts.filter((fact): fact is FactOf<'closed-day'> => fact.type === 'closed-day');
  if (closures.length === 0) return closures;
  const takenBack = correctedFacts(facts);
  return closures.filter(({ id }) => !takenBack.has(id));
}

/** The municipality with the closing days of its record added to its own; itself when there are none. */
export function withRecordedClosures(
  municipality: Municipality,
  facts: readonly Fact[],
): Municipality {
  return withClosedDays(municipality, recordedClosures(facts));
}
