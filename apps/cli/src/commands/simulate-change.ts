import { orderDecisions } from '@app/domain';
import type { SimulateLine } from './simulate-lines.js';

export type Change = 'added' | 'removed' | 'same';

export interface ChangedLine {
  readonly line: SimulateLine;
  readonly change: Change | null;
}

/**
 * The difference that extra events make: lines of both plans are `same`, those of the first alone `removed`, those of the
 * second alone `added`. A letter that changes its day or its words is both.
 */
export function compare(
  before: readonly SimulateLine[],
  after: readonly SimulateLine[],
): readonly ChangedLine[] {
  const known = new Map<string, number>();
  for (const line of after) known.set(keyOf(line), (known.get(keyOf(line)) ?? 0) + 1);
  const removed: ChangedLine[] = [];
  const kept = new Set<string>();
  for (const line of before) {
    const key = keyOf(line);
    if (known.has(key)) kept.add(key);
    else removed.push({ line, change: 'removed' });
  }
  const rest = after.map((line): ChangedLine => {
    return { line, change: kept.has(keyOf(line)) ? 'same' : 'added' };
  });
  return merged(removed, rest);
}

/** By moment as the contract wants it, and within a moment by municipality: what goes before what comes. */
function merged(
  removed: readonly ChangedLine[],
  rest: readonly ChangedLine[],
): readonly ChangedLine[] {
  const wrapped = [...removed, ...rest].map((changed) => ({
    at: changed.line.decision.at,
    action: changed.line.action,
    changed,
  }));
  wrapped.sort((a, b) => compareText(istatOf(a.changed), istatOf(b.changed)));
  return orderDecisions([wrapped]).map(({ changed }) => changed);
}

function istatOf({ line }: ChangedLine): string {
  return line.municipality.istat;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All that a person would see of a line. */
function keyOf({ decision, subject }: SimulateLine): string {
  const { day, time, municipality, obligation, obligations, rung, action, reason, target } =
    decision;
  const shown = { day, time, municipality, obligation, obligations, rung, action, reason, target };
  return JSON.stringify({ ...shown, subject });
}
