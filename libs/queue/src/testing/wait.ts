import { setTimeout as pause } from 'node:timers/promises';

/** A promise and the function that fulfils it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}

const LIMIT_MS = 45_000;

/** Waits until a condition on another process holds. @throws Error after 45 seconds in vain */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`in vain: ${holds.toString()}`);
    await pause(10);
  }
}
