import { correctedFacts } from './ledger.js';
import type { Fact, FactOf } from './types.js';

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
