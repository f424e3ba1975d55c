import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A redis-server of its own on a loopback port, kept in memory only. */
export interface TestRedis {
  readonly url: string;
  /** Sends one command over a connection of its own. */
  command(name: string, ...args: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts redis-server (a test that uses it stands under `describeWith(['redis-server'], …)`).
 *
 * @param extra further arguments, as `['--maxmemory-policy', 'allkeys-lru']`
 */
export async function startRedis(extra: readonly string[] = []): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'sollecito-redis-'));
  const port = await freePort();
  const fixed = ['--bind', '127.0.0.1', '--port', String(port), '--dir', dir];
  const memory = ['--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', [...fixed, ...memory, ...extra], { stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  // A worker of Jest that is ended must not leave a server behind.
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  await answers(port, server);
  return {
    url: `redis://127.0.0.1:${port}`,
    command: async (name, ...args) => {
      const client = new Redis(port, '127.0.0.1');
      try {
        return await client.call(name, ...args);
      } finally {
        client.disconnect();
      }
    },
    stop: async () => {
      process.removeListener('exit', kill);
      kill();
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answers(port: number, server: ChildProcess): Promise<void> {
  const client = new Redis(port, '127.0.0.1', {
    retryStrategy: () => (server.exitCode === null ? 20 : null),
    maxRetriesPerRequest: null,
  });
  client.on('error', () => undefined); // it is still starting
  try {
    await client.ping();
  } finally {
    client.disconnect();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
