import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type Job, openQueues, type QueueErrorContext, type QueueHub } from './index.js';
import { testDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { startRedis, type TestRedis } from '../../../test/support/redis.js';
import { describeWith } from '../../../test/support/requires.js';
import { deferred, until } from './testing/wait.js';

interface Store {
  start(): Promise<{ databaseUrl?: string; redisUrl?: string }>;
  stop(): Promise<void>;
}

const postgres = (): Store => {
  let db: TestDatabase;
  return {
    start: async () => ({ databaseUrl: (db = await testDatabase()).url }),
    stop: () => db.drop(),
  };
};

const redis = (): Store => {
  let server: TestRedis;
  return {
    start: async () => ({ redisUrl: (server = await startRedis()).url }),
    stop: () => server.stop(),
  };
};

describe('the queues on PostgreSQL', () => sameOnBoth(postgres()));
describeWith(['redis-server'], 'the queues on Redis', () => sameOnBoth(redis()));

function sameOnBoth(store: Store): void {
  let where: { databaseUrl?: string; redisUrl?: string };
  const open: QueueHub[] = [];
  let errors: { message: string; context: QueueErrorContext }[] = [];
  let schemas = 0;

  beforeAll(async () => {
    where = await store.start();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((hub) => hub.close()));
    errors = [];
  });
  afterAll(() => store.stop());

  const freshSchema = () => `queues_${(schemas += 1)}`;
  const hubOn = async (schema: string): Promise<QueueHub> => {
    const hub = await openQueues({
      ...where,
      schema,
      queues: ['letters', 'messages'],
      settings: { attempts: 3, backoffMs: 20, pollMs: 500 },
      onError: (error, context) => errors.push({ message: error.message, context }),
    });
    open.push(hub);
    return hub;
  };

  it('hands a job with its id, name and data to the handler of its queue', async () => {
    const hub = await hubOn(freshSchema());
    const got = deferred<Job>();
    await hub.work('letters', async (job) => got.resolve(job));
    await hub.add('letters', 'send', { letterId: 'L1' }, { jobId: 'push-erp:2021-12-31/110001' });
    expect(await got.promise).toEqual({
      id: 'push-erp:2021-12-31/110001',
      name: 'send',
      data: { letterId: 'L1' },
      attempt: 1,
    });
  });

  it('does once what was added twice while it waited', async () => {
    const hub = await hubOn(freshSchema());
    const seen: string[] = [];
    const twice = { jobId: '42' };
    await hub.add('letters', 'send', {}, twice);
    await hub.add('letters', 'send', {}, twice);
    await hub.addBulk('letters', [
      { name: 'send', data: {}, ...twice },
      { name: 'send', data: {}, jobId: 'last' },
    ]);
    expect(await hub.counts('letters')).toEqual({ waiting: 2, active: 0, delayed: 0 });
    await hub.work('letters', async (job) => void seen.push(job.id));
    await until(async () => seen.length >= 2);
    await hub.close();
    expect(seen).toEqual(['42', 'last']);
  });

  it('takes the same id again once the job is done', async () => {
    const hub = await hubOn(freshSchema());
    let runs = 0;
    await hub.work('letters', async () => void (runs += 1));
    for (const wanted of [1, 2, 3]) {
      await hub.add('letters', 'send', {}, { jobId: 'same' });
      await until(async () => runs === wanted);
      await until(async () => (await hub.counts('letters')).active === 0);
    }
    expect(runs).toBe(3);
  });

  it('does a job once more that was added again while it ran, and once however often', async () => {
    const hub = await hubOn(freshSchema());
    const again = { jobId: 'mailbox', again: true };
    const gates = [deferred<void>(), deferred<void>()];
    let runs = 0;
    let most = 0;
    let running = 0;
    await hub.work(
      'letters',
      async () => {
        most = Math.max(most, (running += 1));
        await gates[runs++]?.promise;
        running -= 1;
      },
      { concurrency: 2 },
    );
    await hub.add('letters', 'send', {}, again);
    await until(async () => runs === 1);
    for (let n = 0; n < 3; n += 1) await hub.add('letters', 'send', {}, again);
    expect(await hub.counts('letters')).toEqual({ waiting: 0, active: 1, delayed: 0 });
    gates[0]!.resolve();
    await until(async () => runs === 2);
    gates[1]!.resolve();
    await until(async () => (await hub.counts('letters')).active === 0);
    expect(await hub.counts('letters')).toEqual({ waiting: 0, active: 0, delayed: 0 });
    expect([runs, most]).toEqual([2, 1]);
  });

  it('hands a job over to itself, turn by turn, and none is lost', async () => {
    const schema = freshSchema();
    const hubs = [await hubOn(schema), await hubOn(schema), await hubOn(schema)];
    const again = { jobId: 'mailbox', again: true };
    let turns = 0;
    for (const hub of hubs) {
      await hub.work('letters', async () => {
        if ((turns += 1) < 40) await hub.add('letters', 'send', {}, again);
      });
    }
    await hubs[0]!.add('letters', 'send', {}, again);
    await until(async () => turns === 40);
  });

  it('lets a job that is wanted again take the place of one that is delayed', async () => {
    const hub = await hubOn(freshSchema());
    const again = { jobId: 'mailbox', again: true };
    await hub.add('letters', 'send', { n: 1 }, { ...again, delayMs: 3_600_000 });
    await hub.add('letters', 'send', { n: 2 }, { ...again, delayMs: 7_200_000 });
    expect(await hub.counts('letters')).toEqual({ waiting: 0, active: 0, delayed: 1 });
    await hub.add('letters', 'send', { n: 3 }, again);
    const got = deferred<unknown>();
    await hub.work('letters', async (job) => got.resolve(job.data));
    expect(await got.promise).toEqual({ n: 3 });
    expect(await hub.counts('letters')).toMatchObject({ waiting: 0, delayed: 0 });
  });

  it('takes a job again that was forgotten while it waited, ran, or was given up', async () => {
    const hub = await hubOn(freshSchema());
    const again = { jobId: 'mailbox', again: true };
    await hub.add('letters', 'send', {}, again);
    await hub.drain('letters');
    await hub.add('letters', 'send', {}, again);
    await hub.obliterate('letters');
    let runs = 0;
    await hub.work('letters', async () => {
      runs += 1;
      throw new Error('refused');
    });
    await hub.add('letters', 'send', {}, again);
    await until(async () => errors.some((error) => error.context.givenUp === true));
    expect(runs).toBe(3);
    await hub.add('letters', 'send', {}, again);
    await until(async () => runs === 6);
  });

  it('tries a job again after a throw, with the attempt counted, and says so', async () => {
    const hub = await hubOn(freshSchema());
    const attempts: number[] = [];
    await hub.work('letters', async (job) => {
      attempts.push(job.attempt);
      if (job.attempt < 3) throw new Error('the mail server is busy');
    });
    await hub.add('letters', 'send', {}, { jobId: 'a' });
    await until(async () => attempts.length === 3);
    expect(attempts).toEqual([1, 2, 3]);
    expect(errors.map((error) => error.context)).toEqual([
      { queue: 'letters', jobId: 'a', givenUp: false },
      { queue: 'letters', jobId: 'a', givenUp: false },
    ]);
  });

  it('gives a job up after the last try, keeps nothing of it, and takes its id again', async () => {
    const hub = await hubOn(freshSchema());
    let runs = 0;
    await hub.work('letters', async () => {
      runs += 1;
      throw new Error('refused');
    });
    await hub.add('letters', 'send', {}, { jobId: 'a' });
    await until(async () => errors.some((error) => error.context.givenUp === true));
    expect(runs).toBe(3);
    await hub.add('letters', 'send', {}, { jobId: 'a' });
    await until(async () => runs === 6);
  });

  it('holds a delayed job back, and only that one', async () => {
    const hub = await hubOn(freshSchema());
    const seen: [string, number][] = [];
    const start = performance.now();
    await hub.work('letters', async (job) => void seen.push([job.id, performance.now() - start]));
    // Together, so that a slow machine can't let the first fall due before the second is known.
    await hub.addBulk('letters', [
      { name: 'send', data: {}, jobId: 'late', delayMs: 600 },
      { name: 'send', data: {}, jobId: 'now' },
    ]);
    await until(async () => seen.length === 2);
    expect(seen.map(([id]) => id)).toEqual(['now', 'late']);
    expect(seen[1]?.[1]).toBeGreaterThanOrEqual(590);
  });

  it('runs as many jobs at once as it is told, and no more', async () => {
    const hub = await hubOn(freshSchema());
    let running = 0;
    let most = 0;
    let done = 0;
    const gate = deferred<void>();
    await hub.work(
      'letters',
      async () => {
        most = Math.max(most, (running += 1));
        if (running === 3) gate.resolve();
        await gate.promise;
        running -= 1;
        done += 1;
      },
      { concurrency: 3 },
    );
    const jobs = Array.from({ length: 9 }, (_, n) => ({ name: 'x', data: {}, jobId: `j${n}` }));
    await hub.addBulk('letters', jobs);
    await until(async () => done === 9);
    expect(most).toBe(3);
  });

  it('forgets what waits when drained, delayed jobs too, and takes the same ids anew', async () => {
    const hub = await hubOn(freshSchema());
    await hub.add('letters', 'send', {}, { jobId: 'a' });
    await hub.add('letters', 'send', {}, { jobId: 'b', delayMs: 60_000 });
    await hub.drain('letters');
    expect(await hub.counts('letters')).toEqual({ waiting: 0, active: 0, delayed: 0 });
    await hub.add('letters', 'send', {}, { jobId: 'b' });
    const got = deferred<string>();
    await hub.work('letters', async (job) => got.resolve(job.id));
    expect(await got.promise).toBe('b');
  });

  it('goes on after the queue was wiped under a running job', async () => {
    const hub = await hubOn(freshSchema());
    const started = deferred<void>();
    const release = deferred<void>();
    const seen: string[] = [];
    await hub.work('letters', async (job) => {
      seen.push(job.id);
      if (job.id !== 'first') return;
      started.resolve();
      await release.promise;
    });
    await hub.add('letters', 'send', {}, { jobId: 'first' });
    await started.promise;
    await hub.obliterate('letters');
    release.resolve();
    await hub.add('letters', 'send', {}, { jobId: 'second' });
    await until(async () => seen.includes('second'));
    expect(seen).toEqual(['first', 'second']);
  });

  it('shares the jobs of one queue among processes: each is done once', async () => {
    const schema = freshSchema();
    const [one, two] = [await hubOn(schema), await hubOn(schema)];
    const seen: string[] = [];
    const handler = async (job: Job) => void seen.push(job.id);
    const jobs = Array.from({ length: 40 }, (_, n) => ({ name: 'x', data: {}, jobId: `j${n}` }));
    await Promise.all([one.addBulk('letters', jobs), two.addBulk('letters', jobs)]);
    await one.work('letters', handler, { concurrency: 2 });
    await two.work('letters', handler, { concurrency: 2 });
    await until(async () => seen.length >= 40);
    await Promise.all([one.close(), two.close()]);
    expect(seen.toSorted()).toEqual(jobs.map((job) => job.jobId).toSorted());
  });

  it('refuses a second handler, a missing one, and a queue that is not declared', async () => {
    const hub = await hubOn(freshSchema());
    await hub.work('letters', async () => undefined);
    await expect(hub.work('letters', async () => undefined)).rejects.toMatchObject({
      code: 'second-handler',
    });
    expect(() => hub.requireHandlers()).toThrow('la coda «messages»');
    await hub.work('messages', async () => undefined);
    expect(() => hub.requireHandlers()).not.toThrow();
    await expect(hub.add('lettres', 'send', {}, { jobId: 'x' })).rejects.toMatchObject({
      code: 'unknown-queue',
    });
  });

  it('waits for the running job when it is closed', async () => {
    const hub = await hubOn(freshSchema());
    const started = deferred<void>();
    const release = deferred<void>();
    let finished = false;
    await hub.work('letters', async () => {
      started.resolve();
      await release.promise;
      finished = true;
    });
    await hub.add('letters', 'send', {}, { jobId: 'a' });
    await started.promise;
    const closed = hub.close();
    release.resolve();
    await closed;
    expect(finished).toBe(true);
  });
}
