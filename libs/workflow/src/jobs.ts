import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { Instant } from '@app/domain';
import { QueueHub } from '@app/queue';
import { QUEUES, WorkflowSettings } from './settings.js';

/** Without progress for so long the queue may have lost the jobs: they are derived again. */
const PATIENCE_MS = 1_000;
/**
 * Times without any progress after which waiting ends: something is wrong and the log says what. Longer than a job of a
 * process that was killed is kept from others (its lock, 10 s, and two looks of 5 s): a simulated clock that went on
 * earlier would leave that message behind.
 */
const GIVE_UP_AFTER = 120;

/** Puts wake-up hints on the queue and tells whoever waits when one has been worked. */
@Injectable()
export class Jobs {
  /** This process among others, for as long as it lives. */
  readonly #self = randomUUID();
  readonly #progress = new EventEmitter();
  /** Jobs worked so far. */
  #worked = 0;

  constructor(
    private readonly hub: QueueHub,
    private readonly settings: WorkflowSettings,
  ) {}

  /**
   * The next turn at the mailbox, at once or after some real time: one job, whoever asks for it and however often.
   * While its turn is under way it is kept for afterwards, so nobody needs to know whether that one has looked yet.
   */
  async wakeSender(delayMs = 0): Promise<void> {
    await this.#turn(this.settings.mailbox, delayMs);
  }

  /** The turn at which the first of what waits may leave, in real time: one job too, of the last that was told. */
  async wakeSenderAt(at: Instant, now: Instant): Promise<void> {
    const delayMs = Math.max(0, Date.parse(at) - Date.parse(now));
    await this.#turn(`${this.settings.mailbox}@`, delayMs);
  }

  /** A turn beside the one that is under way: the process that has that one may be dead, and the queue not know it yet. */
  async wakeSenderBeside(): Promise<void> {
    await this.#turn(`${this.settings.mailbox}/${this.#self}`, 0);
  }

  async #turn(jobId: string, delayMs: number): Promise<void> {
    await this.hub.add(QUEUES.letters, 'send', {}, { jobId, delayMs, again: true });
  }

  async wakeMessages(messages: readonly string[]): Promise<void> {
    await this.hub.addBulk(
      QUEUES.messages,
      messages.map((sha256) => ({ name: 'process', data: { sha256 }, jobId: sha256 })),
    );
  }

  /** Called by the workers after every job, done or failed. */
  worked(): void {
    this.#worked += 1;
    this.#progress.emit('worked');
  }

  /**
   * Waits until the truth says that nothing is left to do.
   *
   * @param left what is still to do, by the record
   * @param wake puts it on the queue again
   * @returns whether there was anything to wait for
   */
  async untilIdle(
    left: () => Promise<readonly string[]>,
    wake: (ids: readonly string[]) => Promise<void>,
  ): Promise<boolean> {
    let waited = false;
    let idle = 0;
    let seen = this.#worked;
    let remaining = await left();
    if (remaining.length > 0) await wake(remaining);
    while (remaining.length > 0 && idle < GIVE_UP_AFTER) {
      waited = true;
      const progressed = await this.#progressSince(seen);
      // Counted before the record is read: what is worked meanwhile is not missed.
      seen = this.#worked;
      const now = await left();
      idle = progressed || now.length < remaining.length ? 0 : idle + 1;
      if (!progressed && now.length > 0) await wake(now);
      remaining = now;
    }
    return waited;
  }

  async #progressSince(seen: number): Promise<boolean> {
    if (this.#worked > seen) return true;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    try {
      await once(this.#progress, 'worked', { signal: patience });
      return true;
    } catch {
      return false;
    }
  }
}
