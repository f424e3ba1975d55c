import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@app/persistence';
import { type Job, openQueues, QueueError, type QueueHub } from './index.js';
import { startRedis, type TestRedis } from '../../../test/support/redis.js';
import { describeWith } from '../../../test/support/requires.js';
import { deferred, until } from './testing/wait.js';

const SETTINGS = { attempts: 3, backoffMs: 20, lockMs: 500, stalledCheckMs: 250, pollMs: 500 };
const bullmq = createRequire(import.meta.url).resolve('bullmq');

/** A process that takes a job with BullMQ itself, says so and hangs, until it is killed. */
const thief = (backend: string, connection: string) => `
  import { createRequire } from 'node:module';
  const b = createRequire('/')(${JSON.stringify(bullmq)});
  const { Worker } = b.withBackend(b.${backend});
  new Worker('letters', () => { console.log('taken'); return new Promise(() => {}); },
    { connection: ${connection}, prefix: 'crash', lockDuration: 500, stalledInterval: 250 });
`;

async function killedWhileWorking(script: string): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('losses on PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sollecito-queue-'));
  let server: EmbeddedPostgres;
  const open: QueueHub[] = [];

  beforeAll(async () => {
    server = await startEmbeddedPostgres({ dir, settings: { fsync: 'off' } });
  }, 30_000);
  afterEach(() => Promise.all(open.splice(0).map((hub) => hub.close())));
  afterAll(async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const hubOn = async (schema: string, settings = SETTINGS): Promise<QueueHub> => {
    const hub = await openQueues({
      databaseUrl: server.url,
      schema,
      queues: ['letters'],
      settings,
    });
    open.push(hub);
    return hub;
  };

  it('hands the job of a worker that was killed to another', async () => {
    const hub = await hubOn('crash');
    await hub.add('letters', 'send', { letterId: 'L1' }, { jobId: 'a' });
    const connection = JSON.stringify({ connectionString: server.url, schema: 'crash' });
    await killedWhileWorking(thief('createPostgresBackend', connection));
    const got = deferred<Job>();
    await hub.work('letters', async (job) => got.resolve(job));
    expect(await got.promise).toMatchObject({ id: 'a', data: { letterId: 'L1' } });
  });

  it('goes on by itself after PostgreSQL was killed: what waited, what is new, what is delayed', async () => {
    // So long that within this test nothing but a wake-up can bring a job to the worker.
    const hub = await hubOn('restart', { ...SETTINGS, pollMs: 3_600_000 });
    const seen: string[] = [];
    await hub.work('letters', async (job) => void seen.push(job.id));
    await hub.add('letters', 'send', {}, { jobId: 'before' });
    await hub.add('letters', 'send', {}, { jobId: 'delayed', delayMs: 1_500 });
    await until(async () => seen.includes('before'));

    const killed = server.pid;
    process.kill(killed, 'SIGKILL');
    await until(async () => server.pid !== killed);

    await until(() =>
      hub.add('letters', 'send', {}, { jobId: 'after' }).then(
        () => true,
        () => false,
      ),
    );
    await until(async () => seen.includes('after') && seen.includes('delayed'));
    // LISTEN is there again.
    for (const id of ['w1', 'w2', 'w3']) {
      await hub.add('letters', 'send', {}, { jobId: id });
      await until(async () => seen.includes(id));
    }
  });

  it('says that the database cannot be reached', async () => {
    const url = new URL(server.url);
    url.password = 'wrong';
    await expect(openQueues({ databaseUrl: url.href, queues: ['letters'] })).rejects.toThrow(
      'La coda su PostgreSQL non è disponibile',
    );
  });
});

describeWith(['redis-server'], 'losses on Redis', () => {
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  it('hands the job of a worker that was killed to another', async () => {
    const hub = await openQueues({
      redisUrl: server.url,
      schema: 'crash',
      queues: ['letters'],
      settings: SETTINGS,
    });
    await hub.add('letters', 'send', { letterId: 'L1' }, { jobId: 'a' });
    const { port } = new URL(server.url);
    await killedWhileWorking(thief('createRedisBackend', `{ host: '127.0.0.1', port: ${port} }`));
    const got = deferred<Job>();
    await hub.work('letters', async (job) => got.resolve(job));
    expect(await got.promise).toMatchObject({ id: 'a', data: { letterId: 'L1' } });
    await hub.close();
  });

  it('goes on after every connection was cut', async () => {
    const hub = await openQueues({
      redisUrl: server.url,
      schema: 'cut',
      queues: ['letters'],
      settings: SETTINGS,
    });
    const seen: string[] = [];
    await hub.work('letters', async (job) => void seen.push(job.id));
    await hub.add('letters', 'send', {}, { jobId: 'before' });
    await until(async () => seen.includes('before'));
    await server.command('CLIENT', 'KILL', 'TYPE', 'normal');
    await hub.add('letters', 'send', {}, { jobId: 'after' });
    await until(async () => seen.includes('after'));
    await hub.close();
  });

  it('refuses a Redis that may throw jobs away', async () => {
    const evicting = await startRedis(['--maxmemory-policy', 'allkeys-lru']);
    const attempt = openQueues({ redisUrl: evicting.url, queues: ['letters'] });
    await expect(attempt).rejects.toMatchObject({ code: 'evicting-redis' });
    await evicting.stop();
  });

  it('says that Redis cannot be reached', async () => {
    const stopped = await startRedis();
    await stopped.stop();
    const attempt = openQueues({ redisUrl: stopped.url, queues: ['letters'] });
    await expect(attempt).rejects.toThrow(QueueError);
  });
});
