import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { TestDatabase } from '../../../../test/support/postgres.js';
import { testDatabase } from '../../../../test/support/postgres.js';
import { dataSource, migrate } from '../data-source.js';
import { forgetOld, giveBackAll, giveBackAttempt, takeAttempt } from './attempt-store.js';

describe('an allowance of attempts', () => {
  let database: TestDatabase;
  /** Two processes, each with its own connections. */
  let processes: [DataSource, DataSource];

  beforeAll(async () => {
    database = await testDatabase();
    const open = () => dataSource(database.url, 8).initialize();
    processes = [await open(), await open()];
    await migrate(processes[0]);
  });
  afterAll(async () => {
    for (const one of processes ?? []) await one.destroy();
    await database?.drop();
  });

  const allowance = (key: string) => ({ key, burst: 5, everySeconds: 600 });
  const later = (key: string, seconds: number) =>
    processes[0].query(
      `update attempt set used_until = used_until - make_interval(secs => $2) where key = $1`,
      [key, seconds],
    );

  it('gives as many as there are, of any number at the same time in any process', async () => {
    const one = (n: number) => takeAttempt(processes[n % 2]!, allowance('many'));
    const waits = await Promise.all(Array.from({ length: 60 }, (_, n) => one(n)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    for (const wait of waits.filter((one) => one > 0)) {
      expect(wait).toBeGreaterThan(540);
      expect(wait).toBeLessThanOrEqual(600);
    }
  });

  it('has one more after each interval, and no more than its burst however long nobody tries', async () => {
    const [db] = processes;
    const take = () => takeAttempt(db, allowance('later'));
    for (let n = 0; n < 5; n += 1) expect(await take()).toBe(0);
    await later('later', 600);
    expect([await take(), (await take()) > 0]).toEqual([0, true]);
    await later('later', 1_000_000);
    const waits = [await take(), await take(), await take(), await take(), await take()];
    expect([...waits, (await take()) > 0]).toEqual([0, 0, 0, 0, 0, true]);
  });

  it('has again what is given back, one or all', async () => {
    const [db] = processes;
    const take = () => takeAttempt(db, allowance('back'));
    for (let n = 0; n < 5; n += 1) await take();
    await giveBackAttempt(db, allowance('back'));
    expect([await take(), (await take()) > 0]).toEqual([0, true]);
    await giveBackAll(db, allowance('back'));
    expect(await take()).toBe(0);
  });

  it('is forgotten when it is whole again, and not before', async () => {
    const [db] = processes;
    await takeAttempt(db, allowance('whole'));
    await takeAttempt(db, allowance('used'));
    await later('whole', 601);
    await forgetOld(db, 180);
    const left = (await db.query(`select key from attempt where key in ('whole', 'used')`)) as {
      key: string;
    }[];
    expect(left.map(({ key }) => key)).toEqual(['used']);
  });
});
