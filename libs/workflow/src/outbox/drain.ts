import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { nextDispatchTry, sendableLetters, withSessionLock } from '@app/persistence';
import { Clock } from '../clock.js';
import { WorkflowSettings } from '../settings.js';
import { Dispatcher } from './dispatcher.js';
import { sendingOpensAt } from './sending-window.js';
import { Settler } from './settler.js';

/** A turn ends after so much real time, at the letter's end: another process may go on, this one may stop. */
const TURN_MS = 5_000;
/** Letters read at once; what is decided meanwhile is seen with the next ones. */
const BATCH = 100;

/**
 * What a turn at the mailbox came to: whether another is due at once, when the first of what waits may leave, or that
 * another process has the mailbox. Null: not before somebody acts.
 */
export type NextTurn = 'now' | 'taken' | Instant | null;

/**
 * Empties the mailbox's queue, one process at a time: what may leave now leaves, in the order of its day. The turn is
 * whose session holds the mailbox's lock; that no letter leaves twice is no matter of the lock but of each letter's claim.
 */
@Injectable()
export class Drain {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly settler: Settler,
    private readonly dispatcher: Dispatcher,
  ) {}

  /**
   * Sends for some seconds. Two at once do no harm: the second finds the mailbox taken.
   *
   * @param turnMs ends after so much real time, at the end of a letter: at least one is looked at
   * @throws the error of a letter that could not be looked at, once nothing else is left to look at
   * @example await drain.turn() //=> '2022-02-14T08:01:00.000Z', the provider's limit for this minute being reached
   */
  async turn(turnMs = TURN_MS): Promise<NextTurn> {
    const lock = `mailbox/${this.settings.mailbox}`;
    const own = await withSessionLock(this.db, lock, async (held) => ({
      next: await this.#turn(turnMs, held),
    }));
    return own === null ? 'taken' : own.next;
  }

  async #turn(turnMs: number, held: () => boolean): Promise<NextTurn> {
    // Whoever had the mailbox before is gone, or has lost it: what it left open is nobody's.
    await this.settler.orphans();
    const ends = performance.now() + turnMs;
    const stands = this.#standingMoment();
    const seen = new Set<string>();
    let done = 0;
    let fault: unknown = null;
    for await (const letter of this.#sendable(seen)) {
      try {
        const report = await this.dispatcher.dispatch(letter);
        done += 1;
        if (report.done === 'later' && (await this.#closed())) break;
      } catch (error) {
        fault ??= error;
      }
      // One letter at least is done in a turn: one that takes long to fail holds up no other.
      if (!held() || !stands() || (done > 0 && performance.now() > ends)) break;
    }
    const next = stands() ? await this.#next(seen) : null;
    if (fault !== null && (next !== 'now' || done === 0)) throw fault;
    return next;
  }

  /** Letters that may leave, first to last, each once. */
  async *#sendable(seen: Set<string>): AsyncGenerator<string> {
    for (;;) {
      const batch = await this.#unseen(seen, BATCH);
      if (batch.length === 0) return;
      for (const letter of batch) {
        seen.add(letter);
        yield letter;
      }
    }
  }

  /** Letters that may leave and were not looked at in this turn. */
  async #unseen(seen: ReadonlySet<string>, limit: number): Promise<string[]> {
    const found = await sendableLetters(this.db, this.clock.now(), seen.size + limit);
    return found.filter((letter) => !seen.has(letter));
  }

  async #next(seen: ReadonlySet<string>): Promise<NextTurn> {
    const now = this.clock.now();
    const opens = await sendingOpensAt(this.db, this.settings, now);
    if (opens === null || opens > now) return opens;
    if ((await this.#unseen(seen, 1)).length > 0) return 'now';
    return nextDispatchTry(this.db, now);
  }

  /** Whether nothing at all may leave: the provider's limits, a pause, a suspension. */
  async #closed(): Promise<boolean> {
    const now = this.clock.now();
    const opens = await sendingOpensAt(this.db, this.settings, now);
    return opens === null || opens > now;
  }

  /** A simulated clock that goes on brings other things first; whoever moved it wakes the next turn. */
  #standingMoment(): () => boolean {
    const began = this.clock.now();
    return () => !this.settings.sandbox || this.clock.now() === began;
  }
}
