import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../support/postgres.js';
import { testDatabase } from '../support/postgres.js';
import { startRedis } from '../support/redis.js';
import { describeWith } from '../support/requires.js';

const RUN = fileURLToPath(new URL('index.mjs', import.meta.url));

interface Found {
  readonly left: number;
  readonly taken: number;
  readonly doubled: number;
  readonly killed: number;
  readonly turns: number;
  readonly inVain: number;
}

const LETTERS = 24;
/** One worker dies at the 17th letter, and the next as soon as it has taken that letter over. */
const KILLED = '17,18';
/** A letter a turn: each of them is handed over, and a hand-over that is lost leaves the others lying. */
const ARGS = ['--workers', '3', '--letters', String(LETTERS), '--turn', '0', '--kill', KILLED];

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.drop());

async function run(...args: readonly string[]): Promise<Found> {
  const all = [RUN, '--database', database.url, ...ARGS, ...args];
  const { stdout } = await promisify(execFile)(process.execPath, all);
  return JSON.parse(stdout) as Found;
}

/**
 * Nothing lost, nothing doubled, and no more turns than one worker takes: the one that looked and found nothing is the last. Turns in
 * vain, which found the mailbox taken, are as many as the machine is slow.
 */
function expectAll(found: Found): void {
  expect(found).toMatchObject({ left: 0, taken: LETTERS, doubled: 0, killed: 2 });
  expect(found.turns - found.inVain).toBeLessThanOrEqual(LETTERS + 1);
}

describe('three workers that nobody else wakes, two of them killed in the midst of it', () => {
  it('send every letter once, turn by turn: the queue in PostgreSQL', async () => {
    expectAll(await run());
  }, 240_000);
});

describeWith(['redis-server'], 'three workers on Redis that nobody else wakes, two killed', () => {
  it('send every letter once, turn by turn', async () => {
    const redis = await startRedis();
    expectAll(await run('--redis', redis.url));
    await redis.stop();
  }, 240_000);
});
