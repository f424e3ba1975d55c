import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant, LocalDate, Survey } from '@app/domain';
import { addDays, romeDate, romeInstant } from '@app/domain';
import { saveSetting } from '@app/persistence';
import { SimulatedClock } from '../clock.js';
import { Engine } from '../engine.js';
import { Reference } from '../reference.js';

/** The simulated world beside us: the provider with its queue of receipts and the scripted municipalities. */
export abstract class SimulatedWorld {
  /** When the next thing happens by itself, at or after this instant; null: nothing is planned. */
  abstract nextEvent(after: Instant): Promise<Instant | null>;
  /** Lets happen everything planned up to this instant. */
  abstract advanceTo(instant: Instant): Promise<void>;
}

/** Moves the sandbox's clock, stopping at every moment at which something happens. */
@Injectable()
export class TimeMachine implements OnModuleDestroy {
  #moving: Promise<void> = Promise.resolve();
  #halted = false;

  constructor(
    private readonly db: DataSource,
    private readonly clock: SimulatedClock,
    private readonly world: SimulatedWorld,
    private readonly engine: Engine,
    private readonly reference: Reference,
  ) {}

  /** Where the clock stands. */
  now(): Instant {
    return this.clock.now();
  }

  /** Moves to an instant, one move at a time; resolves when everything that happens on the way has happened. */
  async moveTo(target: Instant, onStop?: (at: Instant) => void): Promise<void> {
    const move = this.#moving.then(() => this.#moveTo(target, onStop));
    this.#moving = move.catch(() => undefined);
    return move;
  }

  /**
   * Ends a move at its next stop, for good: the program is being stopped. What has happened is on record, the clock stands where
   * it has come, and a later move goes on from there.
   */
  async halt(): Promise<void> {
    this.#halted = true;
    await this.#moving;
  }

  onModuleDestroy(): Promise<void> {
    return this.halt();
  }

  /** The next moment at which something leaves or arrives; null when nothing is in sight for a year. */
  async nextStop(until: Instant): Promise<Instant> {
    const now = this.clock.now();
    const surveys = [...(await this.reference.load()).surveys.values()];
    const candidates = [
      nextSendTime(surveys, now),
      await this.world.nextEvent(now),
      await this.engine.nextWake(now),
    ].filter((moment): moment is Instant => moment !== null && moment > now);
    return candidates.reduce((first, moment) => (moment < first ? moment : first), until);
  }

  async #moveTo(target: Instant, onStop?: (at: Instant) => void): Promise<void> {
    try {
      await this.#move(target, onStop);
    } catch (error) {
      // The database may be stopped with us; nothing of the move is lost by it.
      if (!this.#halted) throw error;
    }
  }

  async #move(target: Instant, onStop?: (at: Instant) => void): Promise<void> {
    await this.#happen();
    while (this.clock.now() < target && !this.#halted) {
      const stop = await this.nextStop(target);
      this.clock.moveTo(stop);
      await saveSetting(this.db, 'clock', { now: stop });
      await this.#happen();
      onStop?.(stop);
    }
  }

  /** Everything that the present moment brings, until it brings nothing more. */
  async #happen(): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      await this.world.advanceTo(now);
      const did = await this.engine.settleDown(now);
      const next = await this.world.nextEvent(now);
      if (this.#halted || (!did && (next === null || next > now))) return;
    }
  }
}

/** The next moment at which a survey's letters leave. */
function nextSendTime(surveys: readonly Survey[], now: Instant): Instant | null {
  const today = romeDate(now);
  const days: LocalDate[] = [today, addDays(today, 1)];
  const moments = surveys
    .flatMap((survey) => days.map((day) => romeInstant(day, survey.sendTime)))
    .filter((moment) => moment > now);
  return moments.length === 0 ? null : moments.reduce((a, b) => (a < b ? a : b));
}
