import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import {
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
import { Dispatcher } from './outbox/dispatcher.js';
import { Settler } from './outbox/settler.js';
import { WorkflowSettings } from './settings.js';
import { Tick } from './tick/tick.js';
import { sendingOpensAt } from './outbox/sending-window.js';

/** In place of a letter's id: look for letters that may leave. */
const PUMP = '*';
/** Letters woken at once; the provider's limits let few leave, and the next pump wakes the next. */
const WOKEN = 200;

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
    private readonly dispatcher: Dispatcher,
    private readonly processor: MessageProcessor,
    private readonly jobs: Jobs,
    private readonly watch: Watch,
    private readonly alerts: Alerts,
  ) {}

  /** One heartbeat: decide, settle what is open, and wake the senders. */
  async tick(): Promise<number> {
    const report = await this.tickService.run(this.clock.now());
    const revived = await this.settler.run();
    if (report.letters.length + revived.length > 0) await this.#pump();
    await this.alerts.run(this.clock.now());
    await saveSetting(this.db, LAST_TICK, { at: this.clock.now() });
    return report.letters.length + revived.length;
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
    await this.#pump();
    await this.#wakeNew();
  }

  async #wakeNew(): Promise<void> {
    const messages = await newRaw(this.db);
    await this.jobs.wakeMessages(messages.map((message) => message.sha256));
  }

  /** Handler of a letter's job. */
  async sendLetter(letter: string): Promise<void> {
    if (letter === PUMP) return this.#pump();
    const report = await this.dispatcher.dispatch(letter);
    if (report.done === 'later' && report.at !== null && !this.settings.sandbox) {
      // One job for all that wait for that instant: thousands of letters share a few a minute.
      await this.jobs.wakeLetterAt(PUMP, this.clock.now(), report.at);
    }
  }

  /** Wakes letters that may leave now. */
  async #pump(): Promise<void> {
    const now = this.clock.now();
    const opens = await sendingOpensAt(this.db, this.settings, now);
    if (opens !== null && opens <= now) {
      await this.jobs.wakeLetters(await sendableLetters(this.db, now, WOKEN));
    } else if (opens !== null && !this.settings.sandbox) {
      await this.jobs.wakeLetterAt(PUMP, now, opens);
    }
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
        (ids) => this.jobs.wakeLetters(ids),
      );
      if (polled + ticked === 0 && !processed && !sent) return did;
      did = true;
    }
  }

  async #messagesLeft(): Promise<readonly string[]> {
    return (await newRaw(this.db, 50)).map((message) => message.sha256);
  }

  async #lettersLeft(now: Instant): Promise<readonly string[]> {
    const opens = await sendingOpensAt(this.db, this.settings, now);
    return opens === null || opens > now ? [] : sendableLetters(this.db, now);
  }
}
