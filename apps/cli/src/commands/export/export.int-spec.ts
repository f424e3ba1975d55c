import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Fact, Instant } from '@app/domain';
import { factHash } from '@app/evidence';
import { appendFacts, dataSource, lockChains, migrate, saveSetting } from '@app/persistence';
import { install } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../../test/support/postgres.js';
import { testDatabase } from '../../../../../test/support/postgres.js';
import { capture } from '../../testing/status-command.js';
import { exportCommand } from './export.js';

/** Saturday 1 January 2022, 00:30 in Rome: in London it is still the year before. */
const OPENING = '2021-12-31T23:30:00.000Z' as Instant;

describe('sollecito export', () => {
  let database: TestDatabase;
  let db: DataSource;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sollecito-export-'));
    database = await testDatabase();
    db = await dataSource(database.url, 4).initialize();
    await migrate(db);
    const seed = { municipalities: defaultMunicipalities(), survey: defaultSurvey() };
    await install(db, { mode: 'sandbox', createdAt: OPENING }, seed);
    await saveSetting(db, 'clock', { now: OPENING });
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function exported(...args: string[]): Promise<string> {
    const out = join(folder, 'esportato');
    const io = capture();
    const code = await exportCommand((work) => work(db, folder)).run([...args, '--out', out], io);
    expect([code, io.err]).toEqual([0, '']);
    return readFileSync(out, 'utf8');
  }

  it('shows the day of Rome on which a round opened, without a time of day', async () => {
    const csv = await exported('matrix', '--format', 'csv', '--as-of', '2022-02-14');
    const rows = csv.trimEnd().split('\r\n').slice(1);
    expect(rows).toHaveLength(10);
    for (const row of rows) expect(row.split(';')[8]).toBe('01/01/2022');
  });

  it('gives programs the bare day', async () => {
    const rows = JSON.parse(await exported('matrix', '--format', 'json')) as object[];
    expect(rows[0]).toMatchObject({ round: '2021-12-31', since: '2022-01-01' });
  });

  it('is, unless told otherwise, of the installation’s own day in Rome', async () => {
    expect(JSON.parse(await exported('matrix', '--format', 'json'))).toHaveLength(10);
    const before = await exported('matrix', '--format', 'json', '--as-of', '2021-12-31');
    expect(JSON.parse(before)).toEqual([]);
  });

  it('writes no evidence file over an original that is not what was recorded, and names it', async () => {
    const proof = 'f'.repeat(64);
    const fact = {
      ...{ id: 'prova/1', type: 'typed', survey: 'push-erp', municipality: '110001', payload: {} },
      ...{ round: '2021-12-31', occurredAt: OPENING, recordedAt: OPENING, actor: 'rossi' },
      ...{ source: 'import', evidence: proof },
    } as Fact;
    await db.transaction(async (tx) => {
      await lockChains(tx, ['110001']);
      await appendFacts(tx, '110001', [fact], factHash);
    });
    const out = join(folder, 'fascicolo.zip');
    const duty = ['--municipality', '110001', '--round', '2021-12-31', '--out', out];
    const io = capture();
    const code = await exportCommand((work) => work(db, folder)).run(['evidence', ...duty], io);
    expect([code, io.out, existsSync(out)]).toEqual([1, '', false]);
    expect(io.err).toContain('Il fascicolo non si può comporre: un originale manca');
    expect(io.err).toContain(`la prova del fatto prova/1 manca: l’impronta registrata è ${proof}`);
  });
});
