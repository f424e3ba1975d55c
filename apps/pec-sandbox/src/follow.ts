import type { Sandbox, SandboxClock } from './api.js';

/** The timers of the platform; tests pass their own. */
export interface Timers {
  set(callback: () => void, delay: number): unknown;
  clear(handle: unknown): void;
}

const SYSTEM_TIMERS: Timers = {
  set: (callback, delay) => setTimeout(callback, delay),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Longer waits are cut: a timer of the platform overflows after 24 days, and clocks get set. */
const LONGEST = 60 * 60 * 1000;

/**
 * Lets a sandbox run by itself on a clock that moves by itself: a timer is set to the next event and set
 * anew whenever something is scheduled.
 *
 * @returns how to stop following; resolves when nothing is under way any more
 */
export function followClock(
  sandbox: Sandbox,
  clock: SandboxClock,
  onError: (error: unknown) => void,
  timers: Timers = SYSTEM_TIMERS,
): () => Promise<void> {
  let handle: unknown = null;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  const arm = (): void => {
    if (handle !== null) timers.clear(handle);
    handle = null;
    const due = sandbox.due(clock.now());
    if (stopped || due === null) return;
    handle = timers.set(run, Math.min(LONGEST, Math.max(0, due - clock.now())));
  };
  const run = (): void => {
    handle = null;
    running = sandbox.advanceTo(clock.now()).then(arm, onError);
  };
  const forget = sandbox.onScheduled(arm);
  arm();
  return async () => {
    stopped = true;
    forget();
    if (handle !== null) timers.clear(handle);
    await running;
  };
}
