import {
  createPostgresBackend,
  runMigrations,
  withBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
} from 'bullmq';
import pg from 'pg';
import type { Backend } from './backend.js';
import { QueueError } from './errors.js';

/**
 * BullMQ on PostgreSQL, in a schema of its own beside ours. The schema is brought up to date first,
 * over one connection; a database that cannot be reached is said now, since BullMQ remembers a first
 * connection that failed for ever.
 *
 * @throws QueueError `unreachable`
 */
export async function postgresBackend(
  databaseUrl: string,
  schema: string,
  pollMs: number,
): Promise<Backend> {
  await migrate(databaseUrl, schema);
  const { Queue, Worker } = withBackend(restless(pollMs));
  const connection = (max: number) => ({
    connectionString: databaseUrl,
    schema,
    max,
    connectionTimeoutMillis: 10_000,
    application_name: 'sollecito code',
    keepAlive: true,
  });
  return {
    queue: (name) => new Queue(name, { connection: connection(2) }),
    worker: (name, processor, options) =>
      new Worker(name, processor, {
        ...options,
        connection: connection(Math.min(2 + options.concurrency, 6)),
      }),
    close: () => Promise.resolve(),
  };
}

async function migrate(connectionString: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // the query that is under way rejects with it
  try {
    await client.connect();
    await client.query('set client_min_messages = warning');
    await runMigrations(client, schema);
  } catch (cause) {
    throw new QueueError(
      'unreachable',
      `La coda su PostgreSQL non è disponibile: ${(cause as Error).message}`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * BullMQ lets a worker on PostgreSQL sleep for an hour, trusting NOTIFY. A probe that fails while the
 * server restarts loses the wake-up for that hour; a worker of ours looks by itself after `pollMs`.
 */
function restless(pollMs: number): BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> {
  return (name, options, factoryOptions) => {
    const backend = createPostgresBackend(name, options, factoryOptions);
    Object.defineProperty(backend, 'maximumBlockTimeout', { get: () => pollMs / 1000 });
    return backend;
  };
}
