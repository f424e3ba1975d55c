import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { Mailbox } from '@app/mail';
import { databaseState, recordCounts, setting, unreadMessages } from '@app/persistence';
import { QueueHub } from '@app/queue';
import type { ChainReport } from '../acts/chain-check.js';
import { Clock, SystemClock } from '../clock.js';
import { mailboxState } from '../outbox/mailbox-state.js';
import { QUEUES, WorkflowSettings } from '../settings.js';
import type { HealthCheck, HealthFacts } from './checks.js';
import { healthChecks } from './checks.js';

/** The longest that a page waits for a server outside. */
const PATIENCE_MS = 3_000;

/** Settings under which the engine and the copy note when they were last done. */
export const LAST_TICK = 'last-tick';
export const LAST_BACKUP = 'last-backup';

/** How the system stands, from the record and from a look at its parts. */
@Injectable()
export class Health {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly mailbox: Mailbox,
    private readonly hub: QueueHub,
  ) {}

  /** Everything that the checks look at. */
  async facts(): Promise<HealthFacts> {
    const { db, settings } = this;
    const [database, counts, mailbox, unread, lastTick, lastBackup, staff, chain] =
      await Promise.all([
        databaseState(db),
        recordCounts(db),
        mailboxState(db, settings.mailbox),
        unreadMessages(db, settings.mailbox),
        setting<{ at: Instant }>(db, LAST_TICK),
        setting<{ at: Instant }>(db, LAST_BACKUP),
        setting<{ failure?: { response: string } | null }>(db, 'staff-mail'),
        setting<ChainReport>(db, 'chain-check'),
      ]);
    const [quota, queue, disk] = await Promise.all([this.#quota(), this.#queue(), this.#disk()]);
    return {
      now: this.clock.now(),
      machineNow: new SystemClock().now(),
      sandbox: settings.sandbox,
      ...{ database, counts, mailbox, unread, quota, queue, disk, chain },
      lastTick: lastTick?.at ?? null,
      lastBackup: lastBackup?.at ?? null,
      staffMailFailure: staff?.failure?.response ?? null,
    };
  }

  /** How every part stands, in words. */
  async checks(): Promise<HealthCheck[]> {
    return healthChecks(await this.facts());
  }

  async #quota(): Promise<number | null | string> {
    const asked = this.mailbox.quota().then((quota) => quota?.usedShare ?? null);
    return within(asked).catch(reason);
  }

  async #queue(): Promise<{ waiting: number; active: number } | string> {
    const asked = Promise.all(Object.values(QUEUES).map((queue) => this.hub.counts(queue))).then(
      (all) => ({
        waiting: all.reduce((sum, { waiting, delayed }) => sum + waiting + delayed, 0),
        active: all.reduce((sum, { active }) => sum + active, 0),
      }),
    );
    return within(asked).catch(reason);
  }

  async #disk(): Promise<{ free: number; size: number } | null> {
    const { dataDir = null } = this.settings;
    if (dataDir === null) return null;
    const found = await statfs(dataDir).catch(() => null);
    if (found === null) return null;
    return { free: found.bavail * found.bsize, size: found.blocks * found.bsize };
  }
}

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

async function within<T>(work: Promise<T>): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const tired = new Promise<never>((_resolve, reject) =>
    patience.addEventListener(
      'abort',
      () => reject(new Error('nessuna risposta entro 3 secondi')),
      { once: true },
    ),
  );
  return Promise.race([work, tired]);
}
