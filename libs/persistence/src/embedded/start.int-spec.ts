import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { alive } from './process.js';
import { dataFolder, query } from './testing/data-folder.js';

const at = dataFolder();

describe('a start on a folder that is known', () => {
  it('finds the data again, on whatever port is free', async () => {
    await at.known();
    const first = await at.start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(alive(first.pid)).toBe(false);
    const second = await at.start();
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('stops once, however often it is told to', async () => {
    await at.known();
    const server = await at.start();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(alive(server.pid)).toBe(false);
  });

  it('refuses a cluster of a newer PostgreSQL and leaves it alone', async () => {
    await at.known();
    writeFileSync(join(at.dir, 'postgres', 'PG_VERSION'), '99\n');
    await expect(at.start()).rejects.toMatchObject({ code: 'newer-cluster' });
    expect(readFileSync(join(at.dir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('99\n');
  });

  it('says that the passwords do not belong to the cluster', async () => {
    await at.known();
    rmSync(join(at.dir, 'secrets'), { recursive: true });
    await expect(at.start()).rejects.toMatchObject({ code: 'wrong-password' });
  });

  it('starts over a pid file whose number is by now another program’s', async () => {
    await at.known();
    const stale = `${process.ppid}\n${at.dir}/postgres\n1669190000\n5432\n\n127.0.0.1\n  0 0\nready   \n`;
    writeFileSync(join(at.dir, 'postgres', 'postmaster.pid'), stale);
    const server = await at.start();
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
