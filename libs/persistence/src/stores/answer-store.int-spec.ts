import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '@app/domain';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { dataSource, migrate } from '../data-source.js';
import { firstAnswers } from './answer-store.js';
import { loadClosings } from './fact-store.js';

const ROUND = '2021-12-31' as LocalDate;
const END = '2022-12-31T22:59:59.999Z' as Instant;

describe('what is asked of everybody’s facts', () => {
  let database: TestDatabase;
  let db: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    db = await dataSource(database.url, 2).initialize();
    await migrate(db);
    const lines: [string, string, string, string, object?][] = [
      // Late in the evening of Wednesday 9 March in Rome; again later.
      ['110001', 'a1', 'transmitted', '2022-03-09T22:30:00Z'],
      ['110001', 'a2', 'transmitted', '2022-03-20T10:00:00Z'],
      // Rejected, and transmitted anew.
      ['110002', 'b1', 'transmitted', '2022-03-01T10:00:00Z'],
      ['110002', 'b2', 'rejected', '2022-03-05T10:00:00Z'],
      ['110002', 'b3', 'transmitted', '2022-03-15T10:00:00Z'],
      // Recorded by mistake and taken back.
      ['110003', 'c1', 'nil-declared', '2022-03-02T10:00:00Z'],
      ['110003', 'c2', 'corrected', '2022-03-04T10:00:00Z', { fact: 'c1', reason: 'altro Comune' }],
      ['110003', 'c3', 'closed-day', '2022-03-04T10:00:00Z', { day: '2022-03-16' }],
      // Answers nothing.
      ['110004', 'd1', 'typed', '2022-03-02T10:00:00Z'],
    ];
    for (const [at, [istat, id, type, when, payload]] of lines.entries()) {
      await db.query(
        `insert into municipality (istat, name, title, addresses) values ($1, $1, 'Comune di', '[]') on conflict do nothing`,
        [istat],
      );
      await db.query(
        `insert into fact (municipality, position, id, type, survey, round, occurred_at, recorded_at, actor, source, payload, previous_hash, hash)
         values ($1, $2, $3, $4, 'push-erp', $5, $6, $6, 'prova', 'officer', $7, '', $3)`,
        [
          istat,
          at + 1,
          id,
          type,
          type === 'corrected' || type === 'closed-day' ? null : ROUND,
          when,
          payload ?? {},
        ],
      );
    }
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });

  const answers = async (asOf: string, knownOn = asOf, round = ROUND) =>
    (
      await firstAnswers(db, 'push-erp', round, {
        asOf: asOf as Instant,
        knownOn: knownOn as Instant,
      })
    ).map(({ municipality, day }) => `${municipality} ${day}`);

  it('is the first answer by its day in Rome, the one after a rejection, none that was taken back', async () => {
    expect(await answers(END)).toEqual(['110001 2022-03-09', '110002 2022-03-15']);
  });

  it('is what was known: before the rejection, before the correction', async () => {
    expect(await answers('2022-03-03T00:00:00.000Z')).toEqual([
      '110002 2022-03-01',
      '110003 2022-03-02',
    ]);
    expect(await answers('2022-03-06T00:00:00.000Z')).toEqual([]);
  });

  it('is of its own round', async () => {
    expect(await answers(END, END, '2022-06-30' as LocalDate)).toEqual([]);
  });

  it('gives closing days with their corrections, and nobody who has neither', async () => {
    const closings = await loadClosings(db);
    expect([...closings].map(([istat, facts]) => [istat, facts.map(({ id }) => id)])).toEqual([
      ['110003', ['c2', 'c3']],
    ]);
  });
});
