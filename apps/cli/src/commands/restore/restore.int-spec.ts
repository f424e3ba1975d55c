import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { sha256 } from '@app/evidence';
import { dataSource, goingOutState, migrate, saveSetting, setting } from '@app/persistence';
import { Importer, install, Recorder, Reference } from '@app/workflow';
import type { TestDatabase } from '../../../../../test/support/postgres.js';
import { testDatabase } from '../../../../../test/support/postgres.js';
import { writeBackup } from '../backup/dump.js';
import { type BackupManifest, MANIFEST, MOST_PART_BYTES } from '../backup/manifest.js';
import { appendFile, endArchive, readArchive, type TarFile } from '../backup/tar.js';
import { checkCopy } from './check.js';
import { loadCopy } from './load.js';

/** Monday 14 February 2022, 09:00 in Rome. */
const NOW = '2022-02-14T08:00:00.000Z' as Instant;
const EVENTS = new URL('../../../../../docs/modelli/eventi.jsonl', import.meta.url);

let folder: string;
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

let made = 0;

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

/** Every row of every table, as PostgreSQL writes it. */
async function contents(db: DataSource): Promise<Record<string, unknown>> {
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

/** A copy with some of its files changed, and an index that agrees with them. */
async function altered(file: string, change: (one: TarFile) => Buffer): Promise<string> {
  const target = copyName();
  const gzip = createGzip();
  const out = gzip.pipe(createWriteStream(target));
  const done = once(out, 'close');
  const digests = new Map<string, string>();
  for await (const one of readArchive(file, MOST_PART_BYTES)) {
    let bytes = change(one);
    if (one.name === MANIFEST) {
      const manifest = JSON.parse(bytes.toString()) as BackupManifest;
      const parts = manifest.tables.flatMap((table) => table.parts);
      for (const part of parts) part.sha256 = digests.get(part.name) ?? part.sha256;
      bytes = Buffer.from(JSON.stringify(manifest));
    }
    digests.set(one.name, sha256(bytes));
    await appendFile(gzip, { name: one.name, bytes }, 0);
  }
  await endArchive(gzip);
  await done;
  return target;
}

describe('a copy brought back', () => {
  it('into an empty database has the same rows, byte for byte, and the same chain', async () => {
    const source = await anInstallation('sandbox');
    const target = await emptyDatabase();
    await restore(target, await backup(source));
    expect(await contents(target)).toEqual(await contents(source));
    expect(await target.query('select name from migration order by id')).toEqual(
      await source.query('select name from migration order by id'),
    );
  });

  it('goes on where the copy ended: counters follow, facts follow in the chain', async () => {
    const target = await emptyDatabase();
    await restore(target, await backup(await anInstallation('sandbox')));
    const [row] = (await target.query(
      `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state)
       values ('b', '', 0, 'm', 'INBOX', 2, '1', now(), 'new') returning position::int`,
    )) as { position: number }[];
    expect(row?.position).toBe(2);
    const reference = new Reference(target);
    const importer = new Importer(reference, new Recorder(target, reference));
    const bytes = readFileSync(EVENTS);
    const wanted = { kind: 'events', actor: 'rossi', at: NOW, dryRun: false } as const;
    expect(await importer.run({ ...wanted, bytes })).toMatchObject({ recorded: 0, known: 3 });
    const more = Buffer.from(
      '{"at":"2022-02-11T10:00:00+01:00","municipality":"110001","round":"2021-12-31","type":"suspended"}',
    );
    await importer.run({
      ...wanted,
      kind: 'variations',
      bytes: Buffer.from('comune;tipo;data;alloggi\n110001;vendita;01/02/2022;1'),
    });
    await importer.run({ ...wanted, bytes: more });
    await expect(checkCopy(await backup(target))).resolves.toMatchObject({ mode: 'sandbox' });
  });

  it('of an older schema is first that, and then this version’s', async () => {
    const source = await emptyDatabase();
    const runner = source.createQueryRunner();
    const later = [...source.migrations].reverse().slice(0, -3);
    for (const migration of later) {
      await migration.down(runner);
      await runner.query('delete from migration where name = $1', [migration.name]);
    }
    await runner.release();
    await saveSetting(source, 'installation', { mode: 'sandbox', createdAt: NOW });
    const target = await emptyDatabase();
    await restore(target, await backup(source));
    expect(await setting(target, 'installation')).toEqual({ mode: 'sandbox', createdAt: NOW });
    expect(await target.query('select name from migration')).toHaveLength(target.migrations.length);
    const log = await target.driver.createSchemaBuilder().log();
    expect(log.upQueries).toEqual([]);
  });

  it('has the secrets of the data folder, those of its own PostgreSQL excepted', async () => {
    const source = await anInstallation('sandbox');
    const data = dataFolder({ 'message-id': 'uno', postgres: 'pw', 'postgres-admin': 'pw' });
    mkdirSync(join(data, 'sandbox', 'ca'), { recursive: true });
    writeFileSync(join(data, 'sandbox', 'ca', 'root.pem'), 'radice');
    writeFileSync(join(data, 'secrets', 'message-id.0123456789ab'), 'a metà');
    const empty = dataFolder();
    await restore(await emptyDatabase(), await backup(source, data), empty);
    expect(readdirSync(join(empty, 'secrets'))).toEqual(['message-id']);
    expect(readFileSync(join(empty, 'sandbox', 'ca', 'root.pem'), 'utf8')).toBe('radice');
    expect(statSync(join(empty, 'secrets', 'message-id')).mode & 0o777).toBe(0o600);
  });

  it('of a live installation lets no letter leave before a person goes live anew', async () => {
    const source = await anInstallation('live');
    const gone = { trial: false, allowList: ['a@pec.it'], changedAt: NOW, changedBy: 'rossi' };
    await saveSetting(source, 'going-out', gone);
    const target = await emptyDatabase();
    await restore(target, await backup(source));
    expect(await goingOutState(target)).toMatchObject({ trial: true, allowList: [] });
    expect(await target.query('select act, detail from going_out_act')).toEqual([
      { act: 'restored', detail: { copyOf: NOW } },
    ]);
  });
});

describe('a copy is refused, and nothing is written', () => {
  let source: DataSource;
  let copy: string;

  beforeAll(async () => {
    source = await anInstallation('sandbox');
    copy = await backup(source, dataFolder({ 'message-id': 'uno' }));
  });

  it('where there is an installation already', async () => {
    const before = await contents(source);
    await expect(restore(source, copy)).rejects.toThrow('contiene già un’installazione');
    expect(await contents(source)).toEqual(before);
  });

  it('where the data folder has the secrets of another', async () => {
    const target = await emptyDatabase();
    const other = dataFolder({ 'message-id': 'due' });
    await expect(restore(target, copy, other)).rejects.toThrow('di un’altra installazione');
    expect(await target.query('select 1 from setting')).toEqual([]);
    expect(readFileSync(join(other, 'secrets', 'message-id'), 'utf8')).toBe('due');
  });

  it('when a newer version made it, by the name of what is not known', async () => {
    const newer = await altered(copy, ({ name, bytes }) => {
      if (name !== MANIFEST) return bytes;
      const manifest = JSON.parse(bytes.toString()) as BackupManifest;
      return Buffer.from(
        JSON.stringify({
          ...manifest,
          migrations: [...manifest.migrations, 'Domani9999999999999'],
        }),
      );
    });
    const target = await emptyDatabase();
    await expect(restore(target, newer)).rejects.toThrow('Domani9999999999999');
    expect(await target.query('select 1 from setting')).toEqual([]);
  });

  it.each([
    ['of a fact that was changed', 'fact', (line: string) => line.replace('"rossi"', '"verdi"')],
    ['of facts that were cut off at the end', 'fact', () => ''],
    [
      'of a chain’s head that was changed',
      'chain',
      (line: string) => line.replace(/"length":"\d+"/, '"length":"9"'),
    ],
  ])('because %s, though its digests agree', async (_what, table, change) => {
    const forged = await altered(copy, ({ name, bytes }) => {
      if (name === MANIFEST) return withRows(bytes, change);
      if (!name.startsWith(`tabelle/${table}/`)) return bytes;
      const lines = bytes.toString().trimEnd().split('\n');
      lines[lines.length - 1] = change(lines.at(-1) ?? '');
      return Buffer.from(
        lines
          .filter((line) => line !== '')
          .map((line) => `${line}\n`)
          .join(''),
      );
    });
    await expect(checkCopy(forged)).rejects.toThrow('la catena dei fatti non è integra');
  });

  it('when a file in it does not have its digest, when it is cut off, or is something else', async () => {
    const target = copyName();
    const whole = readFileSync(copy);
    writeFileSync(target, whole);
    truncateSync(target, whole.length - 100);
    await expect(checkCopy(target)).rejects.toThrow('incompleto');
    writeFileSync(target, 'una lettera');
    await expect(checkCopy(target)).rejects.toThrow('non è una copia di sicurezza');
    const middle = Buffer.from(whole);
    middle[Math.floor(middle.length / 2)]! ^= 0xff;
    writeFileSync(target, middle);
    await expect(checkCopy(target)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:not-an-archive|refused-copy)$/),
    });
  });
});

/** The index of a copy whose last fact was cut off. */
function withRows(bytes: Buffer, change: (line: string) => string): Buffer {
  if (change('x') !== '') return bytes;
  const manifest = JSON.parse(bytes.toString()) as BackupManifest;
  for (const table of manifest.tables) {
    if (table.name !== 'fact') continue;
    table.rows -= 1;
    const last = table.parts.at(-1);
    if (last !== undefined) last.rows -= 1;
  }
  return Buffer.from(JSON.stringify(manifest));
}
