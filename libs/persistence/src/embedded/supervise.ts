import { setTimeout as pause } from 'node:timers/promises';
import { type Ownership, takeOwnership } from './ownership.js';
import { type Postmaster, type StartFailure, stopPostmaster } from './postmaster.js';
import type { EmbeddedPostgres } from './start.js';

interface Supervised {
  readonly first: Postmaster;
  readonly owner: Ownership;
  readonly port: number;
  readonly url: string;
  readonly admin: string;
  start(port: number): Promise<Postmaster | StartFailure>;
}

const RETRY_MS = 500;

/**
 * Keeps PostgreSQL up: one that ends by itself (killed for memory, by hand) is started again on the
 * same port, so that the connections of the pools come back and losing it costs time only.
 */
export function supervise(given: Supervised): EmbeddedPostgres {
  let current = given.first;
  let owner = given.owner;
  let stopping: Promise<void> | null = null;
  let reviving: Promise<void> = Promise.resolve();

  const watch = (running: Postmaster): void => {
    void running.gone.then(async () => {
      if (stopping === null) await (reviving = revive());
    });
  };

  const revive = async (): Promise<void> => {
    while (stopping === null) {
      const next = await given.start(given.port);
      if (typeof next === 'string') {
        await pause(RETRY_MS, undefined, { ref: false });
        continue;
      }
      current = next;
      // Asked to stop while it was starting: `stop` has looked at the one before.
      if (stopping !== null) return;
      watch(next);
      await owner.release().catch(() => undefined);
      const taken = await takeOwnership(given.port, given.admin).catch(() => null);
      if (taken !== null && 'release' in taken) owner = taken;
      return;
    }
  };

  const stop = async (): Promise<void> => {
    await reviving;
    await owner.release().catch(() => undefined);
    await stopPostmaster(current.pid);
  };

  watch(current);
  return {
    url: given.url,
    port: given.port,
    get pid() {
      return current.pid;
    },
    stop: () => (stopping ??= stop()),
  };
}
