import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@app/persistence';

/** A database of its own for one test file. */
export interface TestDatabase {
  /** The application's role, which owns the database and is no superuser. */
  readonly url: string;
  /** The superuser, for tests that play the server's part (end sessions, see locks). */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

interface Server {
  readonly appUrl: string;
  readonly adminUrl: string;
}

/**
 * An empty database on the PostgreSQL that this Jest worker runs: started by the first test file that
 * asks, shared with the next ones, stopped and removed from disk when the worker's process ends,
 * however it ends. Not durable (`fsync` off).
 *
 * @example
 * let db: TestDatabase;
 * beforeAll(async () => { db = await testDatabase(); });
 * afterAll(() => db.drop());
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await workerServer();
  const name = `t_${randomBytes(8).toString('hex')}`;
  await asAdmin(server, `create database ${name} owner sollecito`);
  return {
    url: withDatabase(server.appUrl, name),
    adminUrl: withDatabase(server.adminUrl, name),
    drop: () => asAdmin(server, `drop database if exists ${name} with (force)`),
  };
}

/** Every test file has its own modules: what lives as long as the worker is found through its folder. */
async function workerServer(): Promise<Server> {
  const folder = join(tmpdir(), `sollecito-test-${process.pid}`);
  const note = join(folder, 'server.json');
  if (existsSync(note)) {
    const known = JSON.parse(readFileSync(note, 'utf8')) as Server;
    if (await answers(known)) return known;
  }
  // Left by a worker of an earlier run that had the same process number.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeAtExit(folder);
  const started = await startEmbeddedPostgres({
    dir: join(folder, 'data'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const admin = readFileSync(join(folder, 'data', 'secrets', 'postgres-admin'), 'utf8').trim();
  const server = {
    appUrl: started.url,
    adminUrl: `postgres://sollecito_admin:${admin}@127.0.0.1:${started.port}/postgres`,
  };
  writeFileSync(`${note}.new`, JSON.stringify(server), { mode: 0o600 });
  renameSync(`${note}.new`, note);
  return server;
}

/**
 * The pipe breaks when this process ends; the embedded PostgreSQL stops itself in the same way, and is
 * given ten seconds for it.
 */
function removeAtExit(folder: string): void {
  const script = `read _; n=0
    while [ -f "$0/data/postgres/postmaster.pid" ] && [ $n -lt 200 ]; do sleep 0.05; n=$((n+1)); done
    rm -rf "$0"`;
  const shell = spawn('/bin/sh', ['-c', script, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
}

async function answers(server: Server): Promise<boolean> {
  return asAdmin(server, 'select 1').then(
    () => true,
    () => false,
  );
}

async function asAdmin(server: Server, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
