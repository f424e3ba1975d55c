import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { setting } from '@app/persistence';
import type { Installation } from '@app/workflow';

/** Stands in the data folder from the asking until the new beginning: a crash on the way changes nothing of it. */
const MARK = 'ricomincia.json';

/** Who may sign in stays; so does who is signed in. */
const KEPT = ['migration', 'account', 'session', 'sign_in_link', 'attempt', 'known_device'];

/** What the simulated world remembers of the campaign. Its certification authority stays. */
const WORLD = [
  ['sandbox', 'queue'],
  ['sandbox', 'mailboxes'],
  ['sandbox', 'protocollo.jsonl'],
  ['maildir-index'],
];

/** Asks for a new beginning: the next start of the installation makes it. */
export async function askRestart(dataDir: string, by: string): Promise<void> {
  const path = join(dataDir, MARK);
  await writeFile(`${path}.tmp`, JSON.stringify({ by }), { mode: 0o600 });
  await rename(`${path}.tmp`, path);
}

/**
 * Begins the simulated campaign anew where that was asked for: before anything runs, in a sandbox and nowhere else.
 *
 * @returns who asked; null when nobody did
 */
export async function restartIfAsked(dataDir: string, db: DataSource): Promise<string | null> {
  const path = join(dataDir, MARK);
  if (!existsSync(path)) return null;
  const { by } = JSON.parse(await readFile(path, 'utf8')) as { by: string };
  const installation = await setting<Installation>(db, 'installation');
  // Real data opened in the wrong mode: `install` refuses them in its own words.
  if (installation?.mode === 'live') return null;
  await emptyTables(db);
  for (const parts of WORLD) await rm(join(dataDir, ...parts), { recursive: true, force: true });
  await rm(path);
  return by;
}

/** Facts and acts refuse to be removed, also by ourselves: their guards are lifted for this one transaction. */
async function emptyTables(db: DataSource): Promise<void> {
  await db.transaction(async (tx) => {
    const tables = (await tx.query(
      `select quote_ident(relname) as name from pg_class
       where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> all ($1)`,
      [KEPT],
    )) as { name: string }[];
    const names = tables.map(({ name }) => name);
    for (const name of names) await tx.query(`alter table ${name} disable trigger user`);
    await tx.query(`truncate ${names.join(', ')} restart identity`);
    for (const name of names) await tx.query(`alter table ${name} enable trigger user`);
  });
}
