import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { foldMunicipality, instant, localDate } from '@app/domain';
import type { Fact } from '@app/domain';
import { exportTable } from '@app/workflow';
import { matrixTable, measuresTable, timelineTable } from './tables.js';

const SURVEY = defaultSurvey();
const ANDRIA = defaultMunicipalities().slice(0, 1);
const asOf = localDate('2022-03-30');
const FRAME = { survey: SURVEY, asOf };

const SENT: Fact = {
  id: 'uno',
  type: 'transmitted',
  survey: SURVEY.id,
  round: localDate('2021-12-31'),
  municipality: '110001',
  // Tuesday 29 March 2022, 00:30 in Rome: the day before in London.
  occurredAt: instant('2022-03-28T22:30:00Z'),
  recordedAt: instant('2022-03-29T08:00:00Z'),
  actor: 'rossi',
  source: 'officer',
  evidence: null,
  payload: { mode: 'flow', units: 12 },
} as Fact;

/** The column of a table as its CSV shows it. */
async function shown(table: ReturnType<typeof matrixTable>, key: string): Promise<string[]> {
  const file = await exportTable(table, 'csv');
  if ('refused' in file) throw new Error(file.message);
  const [, ...rows] = file.bytes.toString('utf8').trimEnd().split('\r\n');
  const at = table.columns.findIndex((one) => one.key === key);
  return rows.map((row) => row.split(';')[at] ?? '');
}

const matrix = (facts: readonly Fact[]) =>
  matrixTable(FRAME, ANDRIA, foldMunicipality(SURVEY, ANDRIA[0]!, facts, { asOf }));

describe('the matrix handed over', () => {
  it('says since which day: at a round’s opening Saturday 1 January 2022, without a time of day', async () => {
    expect(await shown(matrix([]), 'since')).toEqual(['01/01/2022']);
  });

  it('says the day of Rome on which an answer came', async () => {
    expect(await shown(matrix([SENT]), 'since')).toEqual(['29/03/2022']);
  });
});

describe('the timeline handed over', () => {
  it('says the moments in Rome', async () => {
    const table = timelineTable(FRAME, [SENT]);
    expect(await shown(table, 'occurredAt')).toEqual(['29/03/2022 00:30']);
    expect(await shown(table, 'recordedAt')).toEqual(['29/03/2022 10:00']);
  });
});

describe('the measures handed over', () => {
  it('have a row a round, by its reference date', async () => {
    const states = foldMunicipality(SURVEY, ANDRIA[0]!, [SENT], { asOf });
    const table = measuresTable(FRAME, states);
    expect(await shown(table, 'round')).toEqual(['31/12/2021']);
    expect(await shown(table, 'received')).toEqual(['1']);
    expect(await shown(table, 'completeness')).toEqual(['100%']);
  });
});
