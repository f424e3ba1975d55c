import { describe, expect, it } from '@jest/globals';
import { diffStock } from '@app/domain';
import type { SnapshotSummary } from '@app/persistence';
import { differenceLines, overview } from './stock-page.js';

const snapshot = (reference: string, units: number, position: number): SnapshotSummary =>
  ({ municipality: '110001', reference, units, position }) as SnapshotSummary;
const unit = (key: string, status = 'in proprietà') => ({ key, status });
const name = (): string => 'Andria';

describe('the stock on pages', () => {
  it('tells every dwelling that differs, what vanished first', () => {
    const diff = diffStock(
      [unit('1'), unit('2'), unit('3'), unit('4')],
      [unit('2', 'venduto'), unit('3', 'locato'), unit('4'), unit('5')],
    );
    expect(
      differenceLines(diff).map(({ kind, key, before, after }) => [kind, key, before, after]),
    ).toEqual([
      ['spariti', '1', 'in proprietà', null],
      ['cessati', '2', 'in proprietà', 'venduto'],
      ['cambiati', '3', 'in proprietà', 'locato'],
      ['nuovi', '5', null, 'in proprietà'],
    ]);
  });

  it('counts what differs between the last two snapshots, in the singular too', () => {
    const snapshots = [snapshot('2021-06-30', 2, 1), snapshot('2021-12-31', 3, 2)];
    const latest = diffStock([unit('1'), unit('2')], [unit('1', 'venduto'), unit('3'), unit('4')]);
    const { references, rows } = overview([{ municipality: '110001', snapshots, latest }], name);
    expect(references).toEqual(['2021-06-30', '2021-12-31']);
    expect(rows[0]!.latest).toEqual({
      same: false,
      anomaly: true,
      text: '2 nuovi, 1 cessato, 1 sparito',
    });
    expect(rows[0]!.cells.map(({ units, href }) => [units, href])).toEqual([
      [2, null],
      [3, '/patrimonio/confronto?comune=110001&da=2021-06-30&a=2021-12-31'],
    ]);
  });

  it('shows the latest four dates, and compares across a date that is missing', () => {
    const days = ['2019-12-31', '2020-06-30', '2020-12-31', '2021-06-30', '2021-12-31'];
    const all = days.map((day, at) => snapshot(day, at, at + 1));
    const holed = [all[1]!, all[4]!];
    const lines = [all, holed].map((snapshots) => ({
      municipality: '110001',
      snapshots,
      latest: null,
    }));
    const { references, rows } = overview(lines, name);
    expect(references).toEqual(days.slice(1));
    expect(rows[0]!.cells[0]!.href).toContain('da=2019-12-31');
    expect(rows[1]!.cells.map(({ units }) => units)).toEqual([1, null, null, 4]);
    expect(rows[1]!.cells[3]!.href).toContain('da=2020-06-30');
  });
});
