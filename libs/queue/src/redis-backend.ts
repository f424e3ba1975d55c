import { createRedisBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Backend } from './backend.js';
import { QueueError } from './errors.js';

/**
 * BullMQ on Redis through ioredis. A Redis that may throw keys away under memory pressure would lose
 * jobs without a word: it is refused.
 *
 * @throws QueueError `unreachable`, `evicting-redis`
 */
export async function redisBackend(
  redisUrl: string,
  prefix: string,
  onError: (error: Error) => void,
): Promise<Backend> {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectionName: 'sollecito',
  });
  redis.on('error', onError);
  try {
    await connect(redis);
    await refuseEviction(redis);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const { Queue, Worker } = withBackend(createRedisBackend);
  return {
    queue: (name) => new Queue(name, { connection: redis, prefix }),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, connection: redis, prefix }),
    close: async () => {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

const CONNECT_LIMIT_MS = 10_000;

/** ioredis tries for ever; a start must say that it cannot. */
async function connect(redis: Redis): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('nessuna risposta')), CONNECT_LIMIT_MS);
  });
  const first = new Promise<never>((_resolve, reject) => redis.once('error', reject));
  try {
    await Promise.race([redis.connect(), late, first]);
  } catch (cause) {
    throw new QueueError(
      'unreachable',
      `La coda su Redis (REDIS_URL) non è raggiungibile: ${(cause as Error).message}`,
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

async function refuseEviction(redis: Redis): Promise<void> {
  const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
  if (policy === undefined || policy === 'noeviction') return;
  throw new QueueError(
    'evicting-redis',
    `Redis può scartare lavori quando la memoria è piena (maxmemory-policy è «${policy}»). Impostare maxmemory-policy noeviction, o togliere REDIS_URL per usare PostgreSQL.`,
  );
}
