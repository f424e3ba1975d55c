import { Logger } from '@nestjs/common';
import type { Instant } from '@app/domain';

export interface Way {
  readonly from: Instant;
  readonly to: Instant;
}

/** How far a move has come. */
export interface Progress extends Way {
  /** 0 to 100. */
  readonly percent: number;
  /** Why it stopped half-way; null while it goes on. */
  readonly fault: string | null;
}

/** A move of the clock that may take longer than a page: started, waited for a little, then looked at. */
export class MoveInProgress {
  readonly #log = new Logger('Clock');
  #way: Way | null = null;
  #fault: string | null = null;

  /** @returns whether it ended within the patience */
  async start(way: Way, work: () => Promise<void>, patienceMs: number): Promise<boolean> {
    this.#way = way;
    this.#fault = null;
    const end = work().then(
      () => {
        if (this.#way === way) this.#way = null;
        return true;
      },
      (error: unknown) => {
        this.#log.error(error instanceof Error ? error.message : String(error));
        this.#fault = 'L’orologio si è fermato per un errore. Riprova: riparte da dove è arrivato.';
        return false;
      },
    );
    const patience = AbortSignal.timeout(patienceMs);
    const tired = new Promise<false>((resolve) =>
      patience.addEventListener('abort', () => resolve(false), { once: true }),
    );
    return Promise.race([end, tired]);
  }

  /** Null when nothing moves. A fault is told once. */
  progress(now: Instant): Progress | null {
    if (this.#way === null) return null;
    const { from, to } = this.#way;
    const fault = this.#fault;
    if (fault !== null) this.#way = null;
    return { from, to, percent: percentOf(from, to, now), fault };
  }
}

/** @example percentOf('2022-03-01T…', '2022-03-11T…', '2022-03-06T…') //=> 50 */
export function percentOf(from: Instant, to: Instant, now: Instant): number {
  const whole = Date.parse(to) - Date.parse(from);
  if (whole <= 0) return 100;
  const share = (Date.parse(now) - Date.parse(from)) / whole;
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}
