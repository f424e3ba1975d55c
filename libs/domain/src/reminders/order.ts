import type { Instant } from '../calendar/types.js';
import type { Decision } from './types.js';

/**
 * Lines in the order of the contract: sends by day, time and municipality, then the others likewise. Grouped by moment
 * instead of compared one by one: the lists already come in the order of municipalities.
 *
 * @param plans one list for each municipality, in order of code
 */
export function orderDecisions<T extends Pick<Decision, 'at' | 'action'>>(
  plans: readonly (readonly T[])[],
): T[] {
  const sends = new Map<Instant, T[]>();
  const others = new Map<Instant, T[]>();
  for (const lines of plans) {
    for (const line of lines) {
      const groups = line.action === 'send' ? sends : others;
      const group = groups.get(line.at);
      if (group === undefined) groups.set(line.at, [line]);
      else group.push(line);
    }
  }
  const ordered: T[] = [];
  for (const groups of [sends, others]) {
    for (const at of [...groups.keys()].sort()) {
      for (const line of groups.get(at) ?? []) ordered.push(line);
    }
  }
  return ordered;
}
