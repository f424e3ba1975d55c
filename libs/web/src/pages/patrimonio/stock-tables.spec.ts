import { describe, expect, it } from '@jest/globals';
import { defaultSurvey } from '@app/contract';
import type { Instant, LocalDate } from '@app/domain';
import type { SnapshotSummary, VariationLine } from '@app/persistence';
import { snapshotsTable, variationsTable } from './stock-tables.js';

const survey = defaultSurvey();
const takenOn = '2022-04-01' as LocalDate;
const nameOf = (istat: string): string => (istat === '110001' ? 'Andria' : 'Trani');
const recordedAt = '2022-01-10T09:00:00.000Z' as Instant;

describe('the stock as a table', () => {
  it('has a row for each snapshot, and one for who has none', () => {
    const snapshot = (reference: string, units: number) =>
      ({ municipality: '110001', reference, units, recordedAt, actor: 'rossi' }) as SnapshotSummary;
    const snapshots = [snapshot('2021-06-30', 812), snapshot('2021-12-31', 810)];
    const words = { nameOf, text: 'a', takenOn };
    const table = snapshotsTable(survey, ['110001', '110009'], snapshots, words);
    expect(table.rows).toEqual([
      ['110001', 'Andria', '2021-06-30', 812, recordedAt, 'rossi'],
      ['110001', 'Andria', '2021-12-31', 810, recordedAt, 'rossi'],
      ['110009', 'Trani', null, null, null, null],
    ]);
    expect([table.notes, table.rows.every((row) => row.length === table.columns.length)]).toEqual([
      ['Comuni il cui nome contiene «a».'],
      true,
    ]);
  });

  it('has the variations that the filter leaves, said in its notes, and which were taken back', () => {
    const line = {
      ...{ municipality: '110009', kind: 'sale', date: '2022-03-01', units: 2 },
      ...{ recordedAt, actor: 'rossi', takenBack: true },
    } as VariationLine;
    const filter = { municipality: '110009', kind: undefined, from: takenOn, to: undefined };
    const table = variationsTable(survey, [line], filter, { nameOf, takenOn });
    expect(table.notes).toEqual(['Comune: Trani.', 'Dal 01/04/2022.']);
    const row = table.rows[0]!;
    expect([row.length, row[2], row[4], row[5]]).toEqual([table.columns.length, 'Trani', 2, 'sì']);
  });
});
