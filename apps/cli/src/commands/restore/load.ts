import { sha256 } from '@app/evidence';
import type { Instant } from '@app/domain';
import { goingOutState, noteAct, replaceGoingOutState } from '@app/persistence';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import type { BackupManifest, Part } from '../backup/manifest.js';
import { MOST_PART_BYTES } from '../backup/manifest.js';
import { linesOf } from '../backup/parts.js';
import { insertSql, quoted, resetSequences, type Table, tablesOf } from '../backup/tables.js';
import { readArchive } from '../backup/tar.js';
import { RefusedCopyError } from './check.js';
import { folderFiles, writeFolder } from './folder.js';

/** Rows that one statement fills in. */
const ROWS_AT_ONCE = 1000;

/**
 * Fills an empty installation from a checked copy, in one transaction: all of it or nothing. The schema is first that of
 * the copy, then brought up to this version.
 *
 * @throws RefusedCopyError when the installation is not empty, or the copy is of a newer version
 */
export async function loadCopy(
  db: DataSource,
  dataDir: string,
  file: string,
  manifest: BackupManifest,
  at: Instant,
): Promise<void> {
  refuseNewer(db, manifest);
  const runner = db.createQueryRunner();
  await runner.connect();
  try {
    await runner.startTransaction();
    // Two that restore at once take turns: the second finds an installation.
    await runner.query('lock table migration in share row exclusive mode');
    await refuseFilled(runner);
    await migrateTo(runner, db.migrations, new Set(manifest.migrations));
    const tables = matching(await tablesOf(runner), manifest);
    await fill(runner, tables, file, manifest, dataDir);
    await resetSequences(runner, tables);
    await migrateTo(runner, db.migrations, new Set(db.migrations.map(nameOf)));
    if (manifest.mode === 'live') await backToTrial(runner, manifest, at);
    await runner.commitTransaction();
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

const nameOf = (migration: MigrationInterface): string =>
  migration.name ?? migration.constructor.name;

function refuseNewer(db: DataSource, { migrations }: BackupManifest): void {
  const known = new Set(db.migrations.map(nameOf));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new RefusedCopyError(
    `La copia è di una versione più recente di Sollecito (migrazioni sconosciute: ${unknown.join(', ')}). Installare quella versione e ripetere.`,
  );
}

async function refuseFilled(runner: QueryRunner): Promise<void> {
  for (const { name } of await tablesOf(runner)) {
    const rows = (await runner.query(`select 1 from ${quoted(name)} limit 1`)) as unknown[];
    if (rows.length === 0) continue;
    throw new RefusedCopyError(
      'La banca dati contiene già un’installazione, che non viene toccata: per ripristinare la copia indicare con SOLLECITO_DATA una cartella nuova (o con DATABASE_URL una banca dati vuota).',
    );
  }
}

/** Takes the empty schema back, and on, to exactly these migrations. */
async function migrateTo(
  runner: QueryRunner,
  migrations: readonly MigrationInterface[],
  wanted: ReadonlySet<string>,
): Promise<void> {
  const run = new Set(
    ((await runner.query('select name from migration')) as { name: string }[]).map(
      ({ name }) => name,
    ),
  );
  for (const migration of [...migrations].reverse()) {
    const name = nameOf(migration);
    if (!run.has(name) || wanted.has(name)) continue;
    await migration.down(runner);
    await runner.query('delete from migration where name = $1', [name]);
  }
  for (const migration of migrations) {
    const name = nameOf(migration);
    if (run.has(name) || !wanted.has(name)) continue;
    await migration.up(runner);
    await runner.query('insert into migration (timestamp, name) values ($1, $2)', [
      Number(name.slice(-13)),
      name,
    ]);
  }
}

/** The tables of the copy as this version makes them for that schema. */
function matching(tables: readonly Table[], manifest: BackupManifest): readonly Table[] {
  const shape = ({ name, columns }: Table): string =>
    [name, ...columns.map((column) => `${column.name} ${column.type}`).sort()].join('|');
  const known = new Set(tables.map(shape));
  const odd = manifest.tables.find((table) => !known.has(shape(table)));
  if (odd === undefined) return manifest.tables;
  throw new RefusedCopyError(
    `La tabella «${odd.name}» della copia non è come la fa questa versione di Sollecito.`,
  );
}

/** Parts come in the order in which they were written: tables that others refer to first. */
async function fill(
  runner: QueryRunner,
  tables: readonly Table[],
  file: string,
  manifest: BackupManifest,
  dataDir: string,
): Promise<void> {
  const parts = new Map<string, { part: Part; table: Table | null }>();
  for (const part of manifest.folder.parts) parts.set(part.name, { part, table: null });
  manifest.tables.forEach((copied, i) => {
    for (const part of copied.parts) parts.set(part.name, { part, table: tables[i] ?? null });
  });
  for await (const { name, bytes } of readArchive(file, MOST_PART_BYTES)) {
    const known = parts.get(name);
    if (known === undefined) continue;
    if (sha256(bytes) !== known.part.sha256) {
      throw new RefusedCopyError(`«${file}» è cambiato mentre veniva letto.`);
    }
    const rows = linesOf(bytes);
    if (known.table === null) await writeFolder(dataDir, folderFiles(rows));
    else await insertRows(runner, known.table, rows);
  }
}

async function insertRows(
  runner: QueryRunner,
  table: Table,
  rows: readonly unknown[],
): Promise<void> {
  const sql = insertSql(table);
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await runner.query(sql, [JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE))]);
  }
}

/**
 * Letters that left after the copy was made are not in it, and the engine would send them again: nothing leaves before a
 * person has looked and goes live anew.
 */
async function backToTrial(
  runner: QueryRunner,
  { createdAt }: BackupManifest,
  at: Instant,
): Promise<void> {
  const by = 'sollecito restore';
  const before = await goingOutState(runner);
  const state = { trial: true, allowList: [], changedAt: at, changedBy: by };
  await replaceGoingOutState(runner, before, state);
  const detail = { copyOf: createdAt };
  await noteAct(runner, { at, actor: by, act: 'restored', detail });
}
