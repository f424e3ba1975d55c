import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { dataSource, migrate, protocolEntries, saveSetting } from '@app/persistence';
import { install, Reference, Tick } from '@app/workflow';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { protocolCommand } from './protocol.js';

const NOW = '2022-02-14T08:00:00.000Z' as Instant;
const LETTER = 'push-erp/110001/2022-02-14';

describe('sollecito protocol import', () => {
  let database: TestDatabase;
  let db: DataSource;
  let dir: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'protocol-'));
    database = await testDatabase();
    db = await dataSource(database.url, 4).initialize();
    await migrate(db);
    await install(
      db,
      { mode: 'sandbox', createdAt: NOW },
      { municipalities: defaultMunicipalities(), survey: defaultSurvey() },
    );
    await saveSetting(db, 'clock', { now: NOW });
    await new Tick(db, new Reference(db)).run(NOW);
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function run(text: string, ...more: string[]) {
    const file = join(dir, 'protocolli.csv');
    writeFileSync(file, text);
    let [out, err] = ['', ''];
    const io = { stdout: (s: string) => void (out += s), stderr: (s: string) => void (err += s) };
    const code = await protocolCommand((work) => work(db)).run(['import', file, ...more], io);
    return { code, out, err };
  }

  it('registers nothing in a rehearsal, and says what it would', async () => {
    const { code, out } = await run(
      `lettera;numero;data\n${LETTER};1;14/02/2022\n`,
      '--dry-run',
      '--json',
    );
    expect({ code, ...JSON.parse(out) }).toEqual({ code: 0, rows: 1, accepted: 1, errors: [] });
    expect(await protocolEntries(db, LETTER)).toEqual([]);
  });

  it('registers nothing with one bad row, names it, and exits 1', async () => {
    const text = `lettera;numero;data\n${LETTER};1;14/02/2022\nniente;2;14/02/2022\n`;
    const { code, out, err } = await run(text, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      rows: 2,
      accepted: 1,
      errors: [{ row: 3, column: 'lettera' }],
    });
    expect(err).toContain('riga 3, lettera «niente»: Nessuna lettera ha questo codice.');
    expect(await protocolEntries(db, LETTER)).toEqual([]);
  });

  it('registers by the simulated clock’s day: the date of tomorrow is refused', async () => {
    const { err } = await run(`lettera;numero;data\n${LETTER};1;15/02/2022\n`);
    expect(err).toContain('oggi è 14/02/2022');
  });

  it('registers all rows, and twice registers once', async () => {
    const text = 'comune;gradino;ciclo;numero;data\n110001;opening;2021-12-31;0007;14/02/2022\n';
    expect(await run(text)).toMatchObject({
      code: 0,
      out: 'Registrati 1 protocolli; 0 c’erano già.\n',
    });
    expect(await run(text)).toMatchObject({
      code: 0,
      out: 'Registrati 0 protocolli; 1 c’erano già.\n',
    });
    expect(await protocolEntries(db, LETTER)).toMatchObject([{ number: '0007', source: 'csv' }]);
  });

  it.each([[[]], [['import']], [['export', 'x']], [['import', '/non/esiste.csv']]])(
    'is used wrongly with %j',
    async (args) => {
      const io = { stdout: () => undefined, stderr: () => undefined };
      const command = protocolCommand((work) => work(db));
      await expect(command.run(args, io)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});
