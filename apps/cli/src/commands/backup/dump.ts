import { createWriteStream } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Installation } from '@app/workflow';
import type { Instant } from '@app/domain';
import type { Db } from '@app/persistence';
import { setting } from '@app/persistence';
import type { DataSource } from 'typeorm';
import type { BackupManifest } from './manifest.js';
import { MANIFEST, OWN_SECRETS } from './manifest.js';
import { PartWriter } from './parts.js';
import { quoted, selectList, type Table, tablesOf } from './tables.js';
import { appendFile, endArchive, type TarFile } from './tar.js';

/** Rows asked for at once; fewer where a row may hold a whole message. */
const ROWS_AT_ONCE = 1000;
const ROWS_WITH_BYTES_AT_ONCE = 8;

/** A secret under its name; one that is half written has a dot in it. */
const SECRET = /^[a-z0-9-]+$/;

/** There is nothing to copy. */
export class NothingToCopyError extends Error {
  readonly code = 'nothing-to-copy';
}

/**
 * Writes a copy of the whole installation: every table as it stands at one moment, the secrets of the data folder and, in
 * trial mode, the simulated provider. The file appears under its name when it is whole.
 *
 * @throws NothingToCopyError when the database holds no installation
 */
export async function writeBackup(
  db: DataSource,
  dataDir: string,
  file: string,
  at: Instant,
): Promise<BackupManifest> {
  const half = `${file}.parziale`;
  const gzip = createGzip({ level: 6 });
  const written = pipeline(gzip, createWriteStream(half, { mode: 0o600 }));
  // Told when it is awaited, or by the append that it fails.
  written.catch(() => undefined);
  const seconds = Math.floor(Date.parse(at) / 1000);
  const append = (one: TarFile): Promise<void> => appendFile(gzip, one, seconds);
  try {
    const manifest = await dump(db, dataDir, at, append);
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    await append({ name: MANIFEST, bytes });
    await endArchive(gzip);
    await written;
    await rename(half, file);
    return manifest;
  } catch (error) {
    gzip.destroy();
    await rm(half, { force: true });
    throw error;
  }
}

async function dump(
  db: DataSource,
  dataDir: string,
  createdAt: Instant,
  append: (file: TarFile) => Promise<void>,
): Promise<BackupManifest> {
  const runner = db.createQueryRunner();
  await runner.connect();
  try {
    // One snapshot for every table: what happens meanwhile is in none of them.
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('set transaction read only');
    const installation = await setting<Installation>(runner, 'installation');
    if (installation === null) {
      throw new NothingToCopyError('La banca dati non contiene ancora un’installazione.');
    }
    const run = (await runner.query('select name from migration order by id')) as {
      name: string;
    }[];
    const tables: BackupManifest['tables'] = [];
    for (const table of await tablesOf(runner)) {
      tables.push(await dumpTable(runner, table, append));
    }
    await runner.commitTransaction();
    const { mode } = installation;
    const folder = await dumpFolder(dataDir, mode, append);
    const migrations = run.map(({ name }) => name);
    return { format: 'sollecito-backup', version: 1, createdAt, mode, migrations, tables, folder };
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

async function dumpTable(
  db: Db,
  table: Table,
  append: (file: TarFile) => Promise<void>,
): Promise<BackupManifest['tables'][number]> {
  const { name, columns } = table;
  const writer = new PartWriter(`tabelle/${name}`, append);
  const atOnce = columns.some(({ type }) => type === 'bytea')
    ? ROWS_WITH_BYTES_AT_ONCE
    : ROWS_AT_ONCE;
  // The table's columns, not the texts of the same names that are selected: numbers sort as numbers.
  const order = (await primaryKey(db, name)).map((column) => `t.${quoted(column)}`).join(', ');
  await db.query(
    `declare copy no scroll cursor for select ${selectList(columns)} from ${quoted(name)} t
     ${order === '' ? '' : `order by ${order}`}`,
  );
  for (;;) {
    const rows = (await db.query(`fetch forward ${atOnce} from copy`)) as unknown[];
    for (const row of rows) await writer.add(row);
    if (rows.length < atOnce) break;
  }
  await db.query('close copy');
  await writer.flush();
  return { name, columns: [...columns], rows: writer.rows, parts: writer.parts };
}

/** Facts in their order, so that the chain can be checked while it is read. */
async function primaryKey(db: Db, table: string): Promise<string[]> {
  const found = (await db.query(
    `select a.attname as name
     from pg_index i cross join unnest(i.indkey) with ordinality as k(number, place)
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
     where i.indisprimary and i.indrelid = $1::regclass order by k.place`,
    [quoted(table)],
  )) as { name: string }[];
  return found.map(({ name }) => name);
}

async function dumpFolder(
  dataDir: string,
  mode: BackupManifest['mode'],
  append: (file: TarFile) => Promise<void>,
): Promise<BackupManifest['folder']> {
  const writer = new PartWriter('cartella', append);
  const folders = mode === 'sandbox' ? ['secrets', 'sandbox'] : ['secrets'];
  for (const folder of folders) {
    for (const path of await filesUnder(dataDir, folder)) {
      if (folder === 'secrets' && OWN_SECRETS.has(path.slice('secrets/'.length))) continue;
      const content = await contentOf(join(dataDir, path));
      if (content !== null) await writer.add({ path, content: content.toString('base64') });
    }
  }
  await writer.flush();
  return { files: writer.rows, parts: writer.parts };
}

/** Plain files only, in order. */
async function filesUnder(dataDir: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && (folder !== 'secrets' || SECRET.test(entry.name)))
      .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A running installation moves mail from folder to folder: what is gone meanwhile is read at its next copy. */
async function contentOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
