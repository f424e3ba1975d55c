import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { dataSource, migrate, saveSetting } from '@app/persistence';
import { Importer, install, Recorder, Reference } from '@app/workflow';
import type { TestDatabase } from '../../../../../../test/support/postgres.js';
import { testDatabase } from '../../../../../../test/support/postgres.js';
import { writeBackup } from '../../backup/dump.js';
import { checkCopy } from '../check.js';
import { loadCopy } from '../load.js';

/** Monday 14 February 2022, 09:00 in Rome. */
export const NOW = '2022-02-14T08:00:00.000Z' as Instant;
/** The model file of events: three facts. */
export const EVENTS = new URL('../../../../../../docs/modelli/eventi.jsonl', import.meta.url);

/** Installations, data folders and copies of them, which go when the tests of the calling file are over. */
export function copies() {
  let folder: string;
  let made = 0;
  const opened: { database: TestDatabase; db: DataSource }[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sollecito-copia-'));
  });

  afterAll(async () => {
    for (const { database, db } of opened) {
      await db.destroy();
      await database.drop();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** An empty database, as `restore` finds it. */
  async function emptyDatabase(): Promise<DataSource> {
    const database = await testDatabase();
    const db = await dataSource(database.url, 4).initialize();
    opened.push({ database, db });
    await migrate(db);
    return db;
  }

  /** Where a database of these tests is reached. */
  function urlOf(db: DataSource): string {
    const found = opened.find((one) => one.db === db);
    if (found === undefined) throw new Error('not a database of these tests');
    return found.database.url;
  }

  /** An installation with facts, bytes, a counter and a setting that is null. */
  async function anInstallation(mode: 'sandbox' | 'live'): Promise<DataSource> {
    const db = await emptyDatabase();
    const seed = { municipalities: defaultMunicipalities(), survey: defaultSurvey() };
    await install(db, { mode, createdAt: NOW }, seed);
    const reference = new Reference(db);
    const importer = new Importer(reference, new Recorder(db, reference));
    const bytes = readFileSync(EVENTS);
    await importer.run({ kind: 'events', bytes, actor: 'rossi', at: NOW, dryRun: false });
    await db.query(
      `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state)
       values ('a', $1, 4, 'm', 'INBOX', 9007199254740993, '1', '2022-02-14 08:00:00.123+00', 'new')`,
      [Buffer.from([0, 255, 10, 39])],
    );
    await saveSetting(db, 'nulla', null);
    await saveSetting(db, 'testo', { a: 'è "così"\n', b: [1, 0.1, null] });
    return db;
  }

  /** A data folder with these secrets. */
  function dataFolder(secrets: Readonly<Record<string, string>> = {}): string {
    made += 1;
    const path = join(folder, `dati-${made}`);
    mkdirSync(join(path, 'secrets'), { recursive: true });
    for (const [name, text] of Object.entries(secrets)) {
      writeFileSync(join(path, 'secrets', name), text);
    }
    return path;
  }

  const copyName = (): string => join(folder, `copia-${(made += 1)}.tar.gz`);

  async function backup(db: DataSource, data = dataFolder()): Promise<string> {
    const file = copyName();
    await writeBackup(db, data, file, NOW);
    return file;
  }

  async function restore(db: DataSource, file: string, data = dataFolder()): Promise<void> {
    await loadCopy(db, data, file, await checkCopy(file), NOW);
  }

  return { emptyDatabase, urlOf, anInstallation, dataFolder, copyName, backup, restore };
}

/** Every row of every table, as PostgreSQL writes it. */
export async function contents(db: DataSource): Promise<Record<string, unknown>> {
  const tables = (await db.query(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and relname <> 'migration' order by relname`,
  )) as { name: string }[];
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    all[name] = await db.query(`select t::text as row from "${name}" t order by 1`);
  }
  return all;
}
