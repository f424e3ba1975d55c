import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isRoot } from '../../../../test/support/requires.js';
import { dataFolder, query, uidOf } from './testing/data-folder.js';
import { killHard } from './testing/other-process.js';

const at = dataFolder();

(isRoot() ? describe : describe.skip)('started by root [needs root]', () => {
  it('runs as an account without privileges that owns the cluster', async () => {
    await at.known();
    const server = await at.start();
    expect(uidOf(server.pid)).not.toBe(0);
    expect(statSync(join(at.dir, 'postgres')).uid).toBe(uidOf(server.pid));
  });

  it('runs in a folder that only root may enter, and leaves its permissions alone', async () => {
    await at.known();
    chmodSync(at.base, 0o700);
    const server = await at.start();
    await query(server.url, 'create table kept as select 1 as n');
    await server.stop();
    expect(statSync(at.base).mode & 0o777).toBe(0o700);
    const again = await at.start();
    expect(await query(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('goes on with the account of whoever made the cluster', async () => {
    const nobody = 65_534;
    const { chownSync } = await import('node:fs');
    chownSync(at.base, nobody, nobody);
    const first = await at.elsewhere(nobody);
    await query(first.url, 'create table kept as select 1 as n');
    await killHard(first.child);
    const server = await at.start();
    expect(uidOf(server.pid)).toBe(nobody);
    expect(await query(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
  });
});
