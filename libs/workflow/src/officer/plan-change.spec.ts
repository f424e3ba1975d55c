import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@app/domain';
import { planChanges } from './plan-change.js';

const line = (rung: string, day: string, action = 'send', dueVersion = 1): Decision =>
  ({
    municipality: '110001',
    obligation: 'push-erp/2021-12-31',
    rung,
    day,
    action,
    dueVersion,
  }) as Decision;

describe('the difference between two plans', () => {
  it('tells what is added, removed, moved and as before', () => {
    const before = [
      line('reminder-1', '2022-03-16'),
      line('last-call', '2022-03-30'),
      line('overdue-1', '2022-04-04'),
    ];
    const after = [
      line('reminder-1', '2022-03-16'),
      line('last-call', '2022-04-29', 'send', 2),
      line('reminder-2', '2022-04-26', 'send', 2),
    ];
    expect(planChanges(before, after).map(({ rung, change }) => [rung, change])).toEqual([
      ['reminder-1', 'same'],
      ['last-call', 'changed'],
      ['overdue-1', 'removed'],
      ['reminder-2', 'added'],
    ]);
  });

  it('compares the line of the due date in force, not what an earlier one left', () => {
    const before = [line('last-call', '2022-03-30')];
    const after = [
      line('last-call', '2022-04-29', 'send', 2),
      line('last-call', '2022-03-30', 'dropped', 1),
    ];
    expect(planChanges(before, after)).toMatchObject([
      { change: 'changed', after: { dueVersion: 2 } },
    ]);
  });
});
