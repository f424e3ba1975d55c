import type { Backend, BackendQueue } from './backend.js';
import { QueueError } from './errors.js';
import { QueueHub } from './hub.js';
import { postgresBackend } from './postgres-backend.js';
import { redisBackend } from './redis-backend.js';
import type { QueueOptions, QueueSettings } from './types.js';

const DEFAULTS: QueueSettings = {
  attempts: 5,
  backoffMs: 1_000,
  lockMs: 10_000,
  stalledCheckMs: 5_000,
  pollMs: 5_000,
};

/**
 * Opens the queues, on Redis when there is a `redisUrl`, else on PostgreSQL.
 *
 * @throws QueueError `no-backend`, `unreachable`, `evicting-redis`
 * @example const hub = await openQueues({ databaseUrl, redisUrl, queues: ['letters', 'messages'] });
 */
export async function openQueues(options: QueueOptions): Promise<QueueHub> {
  const settings = { ...DEFAULTS, ...options.settings };
  const onError = options.onError ?? (() => undefined);
  const backend = await openBackend(options, settings, (error) => onError(error, { queue: '*' }));
  const queues = new Map<string, BackendQueue>();
  for (const name of options.queues) {
    const queue = backend.queue(name);
    queue.on('error', (error) => onError(error, { queue: name }));
    queues.set(name, queue);
  }
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));
  return new QueueHub({ backend, queues, settings, onError });
}

async function openBackend(
  options: QueueOptions,
  settings: QueueSettings,
  onError: (error: Error) => void,
): Promise<Backend> {
  const schema = options.schema ?? 'bullmq';
  if (options.redisUrl) return redisBackend(options.redisUrl, schema, onError);
  if (options.databaseUrl) return postgresBackend(options.databaseUrl, schema, settings.pollMs);
  throw new QueueError('no-backend', 'La coda ha bisogno di DATABASE_URL o di REDIS_URL.');
}
