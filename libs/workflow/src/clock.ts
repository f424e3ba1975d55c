import type { Instant } from '@app/domain';

/** The seam of time. Services ask it once at the start of a unit of work and hand the instant on to the rules. */
export abstract class Clock {
  abstract now(): Instant;
}

/** The machine's clock: live mode. */
export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString() as Instant;
  }
}

/**
 * The sandbox's clock. It stands still until somebody moves it, and never goes back:
 * queue delays, receipts and schedules follow it.
 */
export class SimulatedClock extends Clock {
  #now: Instant;

  constructor(start: Instant) {
    super();
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** @throws RangeError when the instant lies before the present one. */
  moveTo(instant: Instant): void {
    if (instant < this.#now) {
      throw new RangeError(`the clock stands at ${this.#now} and can't go back to ${instant}`);
    }
    this.#now = instant;
  }
}
