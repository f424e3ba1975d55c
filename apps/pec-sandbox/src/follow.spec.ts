import { expect, it } from '@jest/globals';
import type { Sandbox } from './api.js';
import { followClock, type Timers } from './follow.js';

/** A sandbox and timers that only note what is asked of them. */
function stage(due: number | null) {
  const state = { due, advanced: [] as number[], armed: null as null | (() => void), delay: -1 };
  const listeners = new Set<() => void>();
  const sandbox = {
    due: () => state.due,
    advanceTo: async (at: number) => {
      state.advanced.push(at);
      state.due = null;
    },
    onScheduled: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Sandbox;
  const timers: Timers = {
    set: (callback, delay) => {
      state.armed = callback;
      state.delay = delay;
      return callback;
    },
    clear: () => {
      state.armed = null;
    },
  };
  return { state, sandbox, timers, announce: () => listeners.forEach((one) => one()) };
}

const rethrow = (error: unknown): never => {
  throw error;
};

it('waits for the next event and carries out what is due by then', async () => {
  const { state, sandbox, timers } = stage(5_000);
  const stop = followClock(sandbox, { now: () => 3_000 }, rethrow, timers);
  expect(state.delay).toBe(2_000);
  state.armed?.();
  await stop();
  expect(state.advanced).toEqual([3_000]);
});

it('sleeps while nothing is due, and wakes when something is scheduled', async () => {
  const { state, sandbox, timers, announce } = stage(null);
  const stop = followClock(sandbox, { now: () => 0 }, rethrow, timers);
  expect(state.armed).toBeNull();
  state.due = 0;
  announce();
  expect(state.delay).toBe(0);
  await stop();
  expect(state.armed).toBeNull();
});

it('never waits longer than an hour: timers overflow after 24 days', async () => {
  const { state, sandbox, timers } = stage(30 * 24 * 3_600_000);
  const stop = followClock(sandbox, { now: () => 0 }, rethrow, timers);
  expect(state.delay).toBe(3_600_000);
  await stop();
});

it('reports a failure instead of swallowing it', async () => {
  const { state, sandbox, timers } = stage(0);
  (sandbox as { advanceTo: unknown }).advanceTo = () => Promise.reject(new Error('disco pieno'));
  const seen: unknown[] = [];
  const stop = followClock(sandbox, { now: () => 0 }, (error) => seen.push(error), timers);
  state.armed?.();
  await stop();
  expect(seen).toEqual([new Error('disco pieno')]);
});
