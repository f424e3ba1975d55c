import { setTimeout as wait } from 'node:timers/promises';

/**
 * Runs a task on request, one at a time: requests during a run become one more run. So a burst of new mail is
 * read once more, never in parallel.
 */
export class Trigger {
  private running: Promise<void> | null = null;
  private again = false;

  constructor(private readonly task: () => Promise<void>) {}

  /** Asks for a run; resolves when a run that began after this call has ended. */
  fire(): Promise<void> {
    if (this.running !== null) {
      this.again = true;
      return this.running;
    }
    this.running = this.loop().finally(() => (this.running = null));
    return this.running;
  }

  private async loop(): Promise<void> {
    do {
      this.again = false;
      await this.task();
    } while (this.again);
  }
}

/** Waits, or returns false at once when the signal ends it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

/** Calls `onNew` now and then every `pollMs`, until the signal ends it. A throw of `onNew` ends it too. */
export async function watchByPoll(
  onNew: () => Promise<void>,
  signal: AbortSignal,
  pollMs: number,
): Promise<void> {
  do {
    if (signal.aborted) return;
    await onNew();
  } while (await pause(pollMs, signal));
}
