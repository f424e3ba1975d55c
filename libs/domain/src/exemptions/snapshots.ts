import type { LocalDate } from '../calendar/types.js';
import type { FactOf } from '../obligations/types.js';
import { diffStock, isEmptyDiff, type StockComparison } from '../stock/diff.js';
import type { Unit } from '../stock/types.js';

/** Two frozen snapshots around a window and their record-level difference. */
export interface SnapshotPair {
  readonly before: FactOf<'snapshot'>;
  readonly after: FactOf<'snapshot'>;
  readonly diff: StockComparison;
  /** No difference, and no key that stands twice with different statuses. */
  readonly proves: boolean;
}

/** Frozen lists don't change: the difference of two is reckoned once. */
const diffs = new WeakMap<readonly Unit[], WeakMap<readonly Unit[], StockComparison>>();

/**
 * The pair that can prove a window: the snapshot at the base's reference date, or else the latest before it, and the one
 * at the round's own. Of two snapshots with the same reference date the last recorded counts. Null without both.
 */
export function snapshotPair(
  snapshots: readonly FactOf<'snapshot'>[],
  baseReference: LocalDate,
  round: LocalDate,
): SnapshotPair | null {
  let before: FactOf<'snapshot'> | null = null;
  let after: FactOf<'snapshot'> | null = null;
  for (const one of snapshots) {
    const { reference } = one.payload;
    if (reference === round) after = one;
    if (reference > baseReference) continue;
    if (before === null || reference >= before.payload.reference) before = one;
  }
  if (before === null || after === null) return null;
  const diff = diffOf(before.payload.units, after.payload.units);
  const doubtful = diff.duplicates.some(({ statuses }) => new Set(statuses).size > 1);
  return { before, after, diff, proves: isEmptyDiff(diff) && !doubtful };
}

function diffOf(before: readonly Unit[], after: readonly Unit[]): StockComparison {
  let byAfter = diffs.get(before);
  if (byAfter === undefined) diffs.set(before, (byAfter = new WeakMap()));
  let diff = byAfter.get(after);
  if (diff === undefined) byAfter.set(after, (diff = diffStock(before, after)));
  return diff;
}
