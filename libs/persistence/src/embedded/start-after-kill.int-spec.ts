import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { alive } from './process.js';
import { dataFolder, query } from './testing/data-folder.js';
import { killHard } from './testing/other-process.js';

const at = dataFolder();

describe('after a kill', () => {
  it('starts at once, with every committed row, when the process was killed', async () => {
    await at.known();
    const first = await at.elsewhere();
    await query(first.url, 'create table kept as select generate_series(1, 1000) as n');
    await killHard(first.child);
    const second = await at.start();
    expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  it('recovers, with every committed row, when the database was killed with it', async () => {
    await at.known();
    const first = await at.elsewhere();
    await query(first.url, 'create table kept as select generate_series(1, 1000) as n');
    first.child.kill('SIGSTOP'); // it must not revive what is killed next
    process.kill(first.postmaster, 'SIGKILL');
    await killHard(first.child);
    expect(existsSync(join(at.dir, 'postgres', 'postmaster.pid'))).toBe(true);
    const second = await at.start();
    expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
  });

  it('leaves no database running behind a process that was killed', async () => {
    await at.known();
    const first = await at.elsewhere();
    await killHard(first.child);
    while (alive(first.postmaster)) await new Promise((resolve) => setImmediate(resolve));
    expect(existsSync(join(at.dir, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('brings a database that was killed alone back on the same port', async () => {
    await at.known();
    const server = await at.start();
    const { pid, port } = server;
    await query(server.url, 'create table kept as select 1 as n');
    process.kill(pid, 'SIGKILL');
    while (server.pid === pid) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(server.port).toBe(port);
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
    await expect(at.elsewhere()).rejects.toThrow('in-use');
  });
});
