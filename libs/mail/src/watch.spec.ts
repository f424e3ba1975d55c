import { describe, expect, it } from '@jest/globals';
import { Trigger, watchByPoll } from './watch.js';

/** A task that ends when it is told. */
function gate() {
  const waiting: (() => void)[] = [];
  let runs = 0;
  return {
    task: () => {
      runs += 1;
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    open: () => waiting.shift()?.(),
    runs: () => runs,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Trigger', () => {
  it('runs one at a time, and many requests during a run become one more', async () => {
    const { task, open, runs } = gate();
    const trigger = new Trigger(task);
    const all = [trigger.fire(), trigger.fire(), trigger.fire()];
    expect(runs()).toBe(1);
    open();
    await turn();
    expect(runs()).toBe(2);
    open();
    await Promise.all(all);
    expect(runs()).toBe(2);
  });

  it('runs anew on a request after the end, also after a failure', async () => {
    let runs = 0;
    const trigger = new Trigger(async () => {
      runs += 1;
      if (runs === 1) throw new Error('away');
    });
    await expect(trigger.fire()).rejects.toThrow('away');
    await trigger.fire();
    expect(runs).toBe(2);
  });
});

describe('watchByPoll', () => {
  it('calls nothing when it is told to stop before it began', async () => {
    let calls = 0;
    const count = async () => void (calls += 1);
    await watchByPoll(count, AbortSignal.abort(), 1);
    expect(calls).toBe(0);
  });
});
