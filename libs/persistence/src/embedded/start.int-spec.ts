import { execFileSync } from 'node:child_process';
import { createServer, connect } from 'node:net';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { compiled, type Compiled } from '../../../../test/support/compiled.js';
import { isRoot } from '../../../../test/support/requires.js';
import { unprivilegedAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { accessTo } from './cluster.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.js';
import { startPostmaster } from './postmaster.js';
import { alive } from './process.js';
import { killHard, type OtherProcess, startElsewhere } from './testing/other-process.js';

let base: string;
let dir: string;
let code: Compiled;
let made: string;
const running: EmbeddedPostgres[] = [];
const others: OtherProcess[] = [];

beforeAll(async () => {
  code = compiled('libs/persistence/src/embedded');
  made = mkdtempSync(join(tmpdir(), 'sollecito-embedded-made-'));
  await (await startEmbeddedPostgres({ dir: made })).stop();
});
afterAll(() => {
  code.remove();
  rmSync(made, { recursive: true, force: true });
});
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sollecito-embedded-'));
  chmodSync(base, 0o755);
  dir = join(base, 'data');
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await Promise.all(others.splice(0).map(({ child }) => killHard(child).catch(() => undefined)));
  rmSync(base, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
});

/** A data folder that has been started before: making a cluster takes long, copying one does not. */
function known(): void {
  execFileSync('cp', ['-a', made, dir]);
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dir });
  running.push(server);
  return server;
}

async function elsewhere(uid?: number): Promise<OtherProcess> {
  const other = await startElsewhere(code.folder, dir, uid);
  others.push(other);
  return other;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const uidOf = (pid: number) => statSync(`/proc/${pid}`).uid;

describe('a start on an empty folder', () => {
  let fresh: string;
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    fresh = mkdtempSync(join(tmpdir(), 'sollecito-embedded-fresh-'));
    server = await startEmbeddedPostgres({ dir: fresh });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(fresh, { recursive: true, force: true });
  });

  it('gives a UTF-8 database of the application’s own, owned by no superuser', async () => {
    const { url } = server;
    const [row] = await query(
      url,
      `select current_user as role, current_database() as base, rolsuper as super,
              current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
              current_setting('data_checksums') as checksums, current_setting('timezone') as zone
       from pg_roles where rolname = current_user`,
    );
    expect(row).toEqual({
      role: 'sollecito',
      base: 'sollecito',
      super: false,
      encoding: 'UTF8',
      fsync: 'on',
      checksums: 'on',
      zone: 'UTC',
    });
  });

  it('keeps random passwords that only the owner can read', async () => {
    const { url } = server;
    const password = new URL(url).password;
    expect(password).toMatch(/^[\w-]{43}$/);
    for (const name of ['postgres', 'postgres-admin']) {
      expect(statSync(join(fresh, 'secrets', name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(fresh, 'secrets')).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(fresh, 'secrets', 'postgres'), 'utf8').trim()).toBe(password);
  });

  it('lets nobody in without the password', async () => {
    const { url } = server;
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    wrong.password = '';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow();
  });

  it('listens on 127.0.0.1 and on no other address of this machine', async () => {
    const { port } = server;
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter((address) => address.address !== '127.0.0.1' && !address.address.startsWith('fe80'))
      .map((address) => address.address);
    expect(await connects('127.0.0.1', port)).toBe(true);
    for (const host of [...outside, '127.0.0.2'])
      expect([host, await connects(host, port)]).toEqual([host, false]);
  });

  it('removes what a first start that was killed half way left', async () => {
    const half = join(dir, 'postgres.new-4194300-abcd');
    mkdirSync(join(half, 'data'), { recursive: true });
    await start();
    expect(existsSync(half)).toBe(false);
  });
});

describe('a start on a folder that is known', () => {
  it('finds the data again, on whatever port is free', async () => {
    known();
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(alive(first.pid)).toBe(false);
    const second = await start();
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('stops once, however often it is told to', async () => {
    known();
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(alive(server.pid)).toBe(false);
  });

  it('refuses a cluster of a newer PostgreSQL and leaves it alone', async () => {
    known();
    writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '99\n');
    await expect(start()).rejects.toMatchObject({ code: 'newer-cluster' });
    expect(readFileSync(join(dir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('99\n');
  });

  it('says that the passwords do not belong to the cluster', async () => {
    known();
    rmSync(join(dir, 'secrets'), { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('starts over a pid file whose number is by now another program’s', async () => {
    known();
    const stale = `${process.ppid}\n${dir}/postgres\n1669190000\n5432\n\n127.0.0.1\n  0 0\nready   \n`;
    writeFileSync(join(dir, 'postgres', 'postmaster.pid'), stale);
    const server = await start();
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a folder with an owner', () => {
  it('refuses a second process, which says who has it, and goes on serving the first', async () => {
    known();
    const first = await elsewhere();
    await expect(start()).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`processo ${first.child.pid}`),
    });
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('has exactly one when two start at once on an empty folder', async () => {
    const results = await Promise.allSettled([elsewhere(), elsewhere()]);
    const won = results.filter((result) => result.status === 'fulfilled');
    const lost = results.filter((result) => result.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(String(lost[0]?.reason)).toContain('in-use');
    expect(await query(won[0]?.value.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('after a kill', () => {
  it('starts at once, with every committed row, when the process was killed', async () => {
    known();
    const first = await elsewhere();
    await query(first.url, 'create table kept as select generate_series(1, 1000) as n');
    await killHard(first.child);
    const second = await start();
    expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  it('recovers, with every committed row, when the database was killed with it', async () => {
    known();
    const first = await elsewhere();
    await query(first.url, 'create table kept as select generate_series(1, 1000) as n');
    first.child.kill('SIGSTOP'); // it must not revive what is killed next
    process.kill(first.postmaster, 'SIGKILL');
    await killHard(first.child);
    expect(existsSync(join(dir, 'postgres', 'postmaster.pid'))).toBe(true);
    const second = await start();
    expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  it('leaves no database running behind a process that was killed', async () => {
    known();
    const first = await elsewhere();
    await killHard(first.child);
    while (alive(first.postmaster)) await new Promise((resolve) => setImmediate(resolve));
    expect(existsSync(join(dir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('brings a database that was killed alone back on the same port', async () => {
    known();
    const server = await start();
    const { pid, port } = server;
    await query(server.url, 'create table kept as select 1 as n');
    process.kill(pid, 'SIGKILL');
    while (server.pid === pid) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.port).toBe(port);
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await expect(startElsewhere(code.folder, dir)).rejects.toThrow('in-use');
  });
});

describe('ports', () => {
  it('does not start on a port that somebody has', async () => {
    known();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const account = unprivilegedAccount(join(dir, 'postgres'));
    const access = accessTo(join(dir, 'postgres'), account);
    const started = await startPostmaster(
      findBinaries(account).postgres,
      join(dir, 'postgres'),
      access,
      port,
      { listen_addresses: '127.0.0.1', unix_socket_directories: '' },
      join(dir, 'postgres.log'),
    );
    expect(started).toBe('port-taken');
    await new Promise((resolve) => holder.close(resolve));
  });
});

(isRoot() ? describe : describe.skip)('started by root [needs root]', () => {
  it('runs as an account without privileges that owns the cluster', async () => {
    known();
    const server = await start();
    expect(uidOf(server.pid)).not.toBe(0);
    expect(statSync(join(dir, 'postgres')).uid).toBe(uidOf(server.pid));
  });

  it('runs in a folder that only root may enter, and leaves its permissions alone', async () => {
    known();
    chmodSync(base, 0o700);
    const server = await start();
    await query(server.url, 'create table kept as select 1 as n');
    await server.stop();
    expect(statSync(base).mode & 0o777).toBe(0o700);
    const again = await start();
    expect(await query(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('goes on with the account of whoever made the cluster', async () => {
    const nobody = 65_534;
    const { chownSync } = await import('node:fs');
    chownSync(base, nobody, nobody);
    const first = await elsewhere(nobody);
    await query(first.url, 'create table kept as select 1 as n');
    await killHard(first.child);
    const server = await start();
    expect(uidOf(server.pid)).toBe(nobody);
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });
});

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
