import type { StockDiff, Unit } from './types.js';
import { normaliseUnitKey } from './unit-key.js';
import { isCeased, normaliseStatus } from './unit-status.js';

/** A key that stands more than once in one snapshot, with every status it stands with. */
export interface DuplicateKey {
  readonly in: 'before' | 'after';
  readonly key: string;
  /** Normalised, in the order of the snapshot. */
  readonly statuses: readonly string[];
}

/** A record-level difference, with what makes the two lists themselves doubtful. */
export interface StockComparison extends StockDiff {
  readonly duplicates: readonly DuplicateKey[];
}

/** One snapshot by normalised key: the last record of a key counts, the doubles are reported. */
interface Index {
  readonly units: ReadonlyMap<string, Unit>;
  readonly doubles: ReadonlyMap<string, readonly string[]>;
}

/** A frozen snapshot is compared many times (every rule that asks): its index is made once. */
const indexes = new WeakMap<readonly Unit[], Index>();

/**
 * What changed between two lists of a municipality's historical stock, record by record: never by counts (five sold and
 * five bought are ten differences). Keys are compared by `normaliseUnitKey`, statuses trimmed and in lower case. One pass over each list.
 *
 * - `added`: in `after` only, whatever its status;
 * - `ceased`: owned before, sold or otherwise gone after;
 * - `changed`: any other change of status;
 * - `vanished`: in `before` only, an anomaly: a historical stock loses no record.
 *
 * @example diffStock([{ key: '1_1', status: 'owned' }], [{ key: '1-1', status: 'sold' }]).ceased
 * //=> [{ key: '1-1', from: 'owned', to: 'sold' }]
 */
export function diffStock(before: readonly Unit[], after: readonly Unit[]): StockComparison {
  const old = indexOf(before);
  const now = indexOf(after);
  const added: Unit[] = [];
  const ceased: { key: string; from: string; to: string }[] = [];
  const changed: { key: string; from: string; to: string }[] = [];
  for (const [key, unit] of now.units) {
    const earlier = old.units.get(key);
    if (earlier === undefined) {
      added.push({ key, status: unit.status });
    } else if (earlier.status !== unit.status) {
      const gone = isCeased(unit.status) && !isCeased(earlier.status);
      (gone ? ceased : changed).push({ key, from: earlier.status, to: unit.status });
    }
  }
  const vanished = [...old.units]
    .filter(([key]) => !now.units.has(key))
    .map(([key, { status }]) => ({ key, status }));
  const duplicates = [...doublesIn('before', old), ...doublesIn('after', now)];
  return { added, ceased, changed, vanished, duplicates };
}

/** Whether a difference says that nothing changed. @example isEmptyDiff(diffStock(units, units)) //=> true */
export function isEmptyDiff(diff: StockDiff): boolean {
  return diff.added.length + diff.ceased.length + diff.changed.length + diff.vanished.length === 0;
}

/**
 * The keys that stand in one snapshot more than once, with their statuses.
 *
 * @example duplicateKeys([{ key: '1_1', status: 'owned' }, { key: '1-1', status: 'sold' }])
 * //=> [{ key: '1-1', statuses: ['owned', 'sold'] }]
 */
export function duplicateKeys(
  units: readonly Unit[],
): readonly { readonly key: string; readonly statuses: readonly string[] }[] {
  return [...indexOf(units).doubles].map(([key, statuses]) => ({ key, statuses }));
}

function doublesIn(side: 'before' | 'after', index: Index): DuplicateKey[] {
  return [...index.doubles].map(([key, statuses]) => ({ in: side, key, statuses }));
}

function indexOf(list: readonly Unit[]): Index {
  const known = indexes.get(list);
  if (known !== undefined) return known;
  const units = new Map<string, Unit>();
  const doubles = new Map<string, string[]>();
  for (const { key: written, status: given } of list) {
    const key = normaliseUnitKey(written);
    const status = normaliseStatus(given);
    const earlier = units.get(key);
    if (earlier !== undefined) {
      const statuses = doubles.get(key);
      if (statuses === undefined) doubles.set(key, [earlier.status, status]);
      else statuses.push(status);
    }
    units.set(key, { key, status });
  }
  const made = { units, doubles };
  indexes.set(list, made);
  return made;
}
