import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import {
  dispatchesIn,
  newRaw,
  nextDispatchTry,
  queuedLetters,
  saveSetting,
  sendableLetters,
} from '@app/persistence';
import { Alerts } from './alerts/alerts.js';
import { Watch } from './alerts/watch.js';
import { Clock } from './clock.js';
import { MessageProcessor } from './intake/processor.js';
import { MailboxReader } from './intake/reader.js';
import { LAST_TICK } from './health/health.js';
import { Jobs } from './jobs.js';
import { Drain } from './outbox/drain.js';
import { Settler } from './outbox/settler.js';
import { WorkflowSettings } from './settings.js';
import { Tick } from './tick/tick.js';
import { sendingOpensAt } from './outbox/sending-window.js';

/** While another process has the mailbox, somebody looks so often whether it is free: its holder may die. */
const TAKEN_MS = 1_000;

/**
 * The three things that the engine does again and again, and the jobs that they start. The queue is a
 * wake-up hint: `reconcile` re-derives every job from PostgreSQL, so losing the queue costs time only.
 */
@Injectable()
export class Engine {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly tickService: Tick,
    private readonly settler: Settler,
    private readonly reader: MailboxReader,
    private readonly drain: Drain,
    private readonly processor: MessageProcessor,
    private readonly jobs: Jobs,
    private readonly watch: Watch,
    private readonly alerts: Alerts,
  ) {}

  /** One heartbeat: decide, settle what is in doubt, and wake the sender. */
  async tick(): Promise<number> {
    const now = this.clock.now();
    const report = await this.tickService.run(now);
    const resent = await this.settler.doubts();
    if ((await this.#lettersLeft(now)).length > 0) await this.jobs.wakeSender();
    await this.alerts.run(this.clock.now());
    await saveSetting(this.db, LAST_TICK, { at: this.clock.now() });
    return report.letters.length + resent.length;
  }

  /** Reads the mailbox and wakes the processors. */
  async poll(): Promise<number> {
    // What was read before a fault is processed all the same.
    const fresh = await this.reader.poll().catch(async (error: unknown) => {
      await this.#wakeNew();
      throw error;
    });
    await this.jobs.wakeMessages(fresh);
    await this.watch.quota(this.clock.now());
    return fresh.length;
  }

  /** Derives every job anew from the truth. */
  async reconcile(): Promise<void> {
    await this.jobs.wakeSenderBeside();
    await this.#wakeNew();
  }

  async #wakeNew(): Promise<void> {
    const messages = await newRaw(this.db);
    await this.jobs.wakeMessages(messages.map((message) => message.sha256));
  }

  /** Handler of the sender's job: one turn at the mailbox, which wakes the next. */
  async sendLetters(): Promise<void> {
    const next = await this.drain.turn();
    if (next === null) return;
    if (next === 'now') await this.jobs.wakeSender();
    else if (next === 'taken') await this.jobs.wakeSender(TAKEN_MS);
    // Whoever moves a simulated clock wakes the sender then.
    else if (!this.settings.sandbox) await this.jobs.wakeSenderAt(next, this.clock.now());
  }

  /** Handler of a message's job. */
  async processMessage(sha256: string): Promise<void> {
    await this.processor.process(sha256);
  }

  /** The next instant at which a waiting letter may leave or a doubt may be settled. */
  async nextWake(now: Instant): Promise<Instant | null> {
    const limited = await sendingOpensAt(this.db, this.settings, now);
    const waiting = (await queuedLetters(this.db, 1)).length > 0;
    const retry = await nextDispatchTry(this.db, now);
    const candidates = [waiting ? limited : null, retry].filter((at) => at !== null && at > now);
    return candidates.length === 0 ? null : candidates.reduce((a, b) => (a! < b! ? a : b));
  }

  /**
   * Does everything that can be done at this standing moment: used by the sandbox, whose clock waits for it.
   * The work goes through the queue; this only waits until nothing is left to wait for.
   *
   * @returns whether anything happened
   */
  async settleDown(now: Instant): Promise<boolean> {
    let did = false;
    for (;;) {
      const polled = await this.poll();
      const processed = await this.jobs.untilIdle(
        () => this.#messagesLeft(),
        (ids) => this.jobs.wakeMessages(ids),
      );
      const ticked = await this.tick();
      const sent = await this.jobs.untilIdle(
        () => this.#lettersLeft(now),
        () => this.jobs.wakeSenderBeside(),
      );
      if (polled + ticked === 0 && !processed && !sent) return did;
      did = true;
    }
  }

  async #messagesLeft(): Promise<readonly string[]> {
    return (await newRaw(this.db, 50)).map((message) => message.sha256);
  }

  /** Letters that may leave now, and those whose submission is under way or died. */
  async #lettersLeft(now: Instant): Promise<readonly string[]> {
    const begun = (await dispatchesIn(this.db, ['submitting'])).map(({ letter }) => letter);
    const opens = await sendingOpensAt(this.db, this.settings, now);
    return opens === null || opens > now
      ? begun
      : [...begun, ...(await sendableLetters(this.db, now))];
  }
}
