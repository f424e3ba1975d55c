import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@app/domain';
import { stockLines } from './municipality-page.js';

const snapshot = (reference: string, units: Record<string, string>): Fact =>
  ({
    type: 'snapshot',
    payload: { reference, units: Object.entries(units).map(([key, status]) => ({ key, status })) },
  }) as unknown as Fact;

describe('the stock of a municipality', () => {
  it('shows dwelling by dwelling what changed, also when the number is the same', () => {
    const lines = stockLines([
      snapshot('2022-06-30', { 'B-1': 'owned', 'C-1': 'owned' }),
      snapshot('2021-12-31', { 'A-1': 'owned', 'B-1': 'owned' }),
    ]);
    expect(lines.map(({ reference, units, same }) => [reference, units, same])).toEqual([
      ['2021-12-31', 2, false],
      ['2022-06-30', 2, false],
    ]);
    expect(lines[1]?.diff?.map(({ change }) => change)).toEqual(['Nuovo', 'Sparito: anomalia']);
  });

  it('says when nothing changed', () => {
    const same = { 'A-1': 'owned' };
    expect(
      stockLines([snapshot('2021-12-31', same), snapshot('2022-06-30', same)])[1],
    ).toMatchObject({ same: true });
  });
});
