import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffStock, duplicateKeys, isEmptyDiff } from './diff.js';
import type { Unit } from './types.js';

const unit = (key: string, status = 'owned'): Unit => ({ key, status });
const NONE = { added: [], ceased: [], changed: [], vanished: [], duplicates: [] };

describe('the record-level diff of two snapshots', () => {
  it('is empty when only the writing of keys and statuses differs', () => {
    const before = [unit('072006_3122', 'owned'), unit('072006_0001', 'sold')];
    const after = [unit('072006-0001', ' Sold '), unit(' 072006-3122', 'OWNED')];
    expect(diffStock(before, after)).toEqual(NONE);
    expect(isEmptyDiff(diffStock(before, after))).toBe(true);
  });

  it('is empty between two empty stocks', () => {
    expect(diffStock([], [])).toEqual(NONE);
  });

  it('added: in the second only, whatever its status', () => {
    expect(diffStock([], [unit('1_1'), unit('1_2', 'Sold')])).toEqual({
      ...NONE,
      added: [unit('1-1'), unit('1-2', 'sold')],
    });
  });

  it('ceased: owned before, sold after', () => {
    expect(diffStock([unit('1_1', 'Owned')], [unit('1-1', 'Sold')])).toEqual({
      ...NONE,
      ceased: [{ key: '1-1', from: 'owned', to: 'sold' }],
    });
  });

  it('changed: any other change of status, also back from sold', () => {
    const before = [unit('1', 'owned'), unit('2', 'sold'), unit('3', 'sold')];
    const after = [unit('1', 'rented'), unit('2', 'owned'), unit('3', 'demolished')];
    expect(diffStock(before, after)).toEqual({
      ...NONE,
      changed: [
        { key: '1', from: 'owned', to: 'rented' },
        { key: '2', from: 'sold', to: 'owned' },
        { key: '3', from: 'sold', to: 'demolished' },
      ],
    });
  });

  it('vanished: in the first only, an anomaly and no sale', () => {
    expect(diffStock([unit('1_1'), unit('1_2', 'sold')], [])).toEqual({
      ...NONE,
      vanished: [unit('1-1'), unit('1-2', 'sold')],
    });
  });

  it('each of the four alone makes it not empty', () => {
    expect(isEmptyDiff(diffStock([], [unit('1')]))).toBe(false);
    expect(isEmptyDiff(diffStock([unit('1')], []))).toBe(false);
    expect(isEmptyDiff(diffStock([unit('1')], [unit('1', 'sold')]))).toBe(false);
    expect(isEmptyDiff(diffStock([unit('1')], [unit('1', 'rented')]))).toBe(false);
  });

  it('five sold and five bought are ten differences, though the counts are equal', () => {
    const keys = (from: number) => [0, 1, 2, 3, 4].map((n) => unit(`${from + n}`));
    const diff = diffStock(keys(1), keys(6));
    expect(diff.added).toHaveLength(5);
    expect(diff.vanished).toHaveLength(5);
  });

  it('a key that stands twice in one snapshot is reported, the last record counts', () => {
    const before = [unit('1_1'), unit('1-1'), unit('2')];
    const after = [unit('1 1', 'sold'), unit('1-1', 'owned'), unit('1_1', 'sold'), unit('2')];
    expect(diffStock(before, after)).toEqual({
      ...NONE,
      ceased: [{ key: '1-1', from: 'owned', to: 'sold' }],
      duplicates: [
        { in: 'before', key: '1-1', statuses: ['owned', 'owned'] },
        { in: 'after', key: '1-1', statuses: ['sold', 'owned', 'sold'] },
      ],
    });
    expect(duplicateKeys(after)).toEqual([{ key: '1-1', statuses: ['sold', 'owned', 'sold'] }]);
    expect(duplicateKeys([unit('1'), unit('2')])).toEqual([]);
  });
});

describe('for any two snapshots', () => {
  const stock = fc.uniqueArray(
    fc.record({
      key: fc.integer({ min: 1, max: 30 }).map((n) => `072006_${String(n).padStart(4, '0')}`),
      status: fc.constantFrom('owned', 'sold', 'rented'),
    }),
    { selector: ({ key }) => key },
  );

  it('a stock does not differ from itself, in whatever order', () => {
    fc.assert(
      fc.property(stock, (units) => {
        expect(isEmptyDiff(diffStock(units, [...units].reverse()))).toBe(true);
      }),
    );
  });

  it('the way back has added and vanished exchanged', () => {
    fc.assert(
      fc.property(stock, stock, (a, b) => {
        const there = diffStock(a, b);
        const back = diffStock(b, a);
        expect(new Set(back.added)).toEqual(new Set(there.vanished));
        expect(new Set(back.vanished)).toEqual(new Set(there.added));
        const moved = [...there.ceased, ...there.changed].map(({ key }) => key).sort();
        expect([...back.ceased, ...back.changed].map(({ key }) => key).sort()).toEqual(moved);
      }),
    );
  });

  it('every unit is either the same or in exactly one list', () => {
    fc.assert(
      fc.property(stock, stock, (a, b) => {
        const { added, ceased, changed, vanished } = diffStock(a, b);
        const listed = [...added, ...ceased, ...changed, ...vanished].map(({ key }) => key);
        expect(new Set(listed).size).toBe(listed.length);
        const same = a.filter((x) => b.some((y) => x.key === y.key && x.status === y.status));
        const all = new Set([...a, ...b].map(({ key }) => key));
        expect(listed.length + same.length).toBe(all.size);
      }),
    );
  });
});

describe('a large stock', () => {
  it('of 100,000 units in each snapshot is compared whole', () => {
    const make = (sep: string, from: number) =>
      Array.from({ length: 100_000 }, (_, n) =>
        unit(`072006${sep}${String(n + from).padStart(7, '0')}`),
      );
    const { added, vanished, ceased, changed } = diffStock(make('_', 0), make('-', 10));
    expect([added.length, vanished.length, ceased.length, changed.length]).toEqual([10, 10, 0, 0]);
  });
});
