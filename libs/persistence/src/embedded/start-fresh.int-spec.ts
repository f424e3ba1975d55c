import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.js';
import { dataFolder, query } from './testing/data-folder.js';

const at = dataFolder();

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
    const half = join(at.dir, 'postgres.new-4194300-abcd');
    mkdirSync(join(half, 'data'), { recursive: true });
    await at.start();
    expect(existsSync(half)).toBe(false);
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
