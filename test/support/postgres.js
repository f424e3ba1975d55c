import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '@app/persistence';
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
export async function testDatabase() {
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
async function workerServer() {
  const folder = join(tmpdir(), `sollecito-test-${process.pid}`);
  const note = join(folder, 'server.json');
  if (existsSync(note)) {
    const known = JSON.parse(readFileSync(note, 'utf8'));
    if (await answers(known)) return known;
  }
  // Left by a worker of an earlier run that had the same process number.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const started = await startEmbeddedPostgres({
    dir: join(folder, 'data'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  removeAtExit(folder, started.pid);
  const admin = readFileSync(join(folder, 'data', 'secrets', 'postgres-admin'), 'utf8').trim();
  const server = {
    appUrl: started.url,
    adminUrl: `postgres://sollecito_admin:${admin}@127.0.0.1:${started.port}/postgres`,
  };
  writeFileSync(`${note}.new`, JSON.stringify(server), { mode: 0o600 });
  renameSync(`${note}.new`, note);
  return server;
}
/** The pipe breaks when this process ends; the embedded PostgreSQL stops itself in the same way. */
function removeAtExit(folder, pid) {
  const script = 'read _; while kill -0 "$0" 2>/dev/null; do sleep 0.05; done; rm -rf "$1"';
  const shell = spawn('/bin/sh', ['-c', script, String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  shell.stdin.unref();
}
async function answers(server) {
  return asAdmin(server, 'select 1').then(
    () => true,
    () => false,
  );
}
async function asAdmin(server, sql) {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
//# sourceMappingURL=postgres.js.map
