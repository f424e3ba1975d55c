import { describe, expect, it } from '@jest/globals';
import { pushErp } from './testing/index.js';
import type { Track } from './track.js';
import type { Decision } from './types.js';
import { callsForTick, wakeDay } from './wake.js';

const TODAY = 100;
const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';

interface Waiting {
  readonly target: number;
  readonly rung?: string;
  readonly offset?: number;
  readonly notBefore?: number;
  readonly needs?: readonly string[];
}

/** A ladder whose next decision is possible on a day, with the rungs that have not ended. */
const ladder = (next: number, live: readonly Waiting[], obligation = FIRST): Track =>
  ({
    state: { obligation },
    next,
    live: live.map(({ target, rung = 'overdue-1', offset = 4, notBefore = null, needs = [] }) => ({
      rung: { id: rung, offset, needs },
      target,
      notBefore,
    })),
  }) as unknown as Track;

const decision = (
  action: Decision['action'],
  code: string,
  rung = 'overdue-1',
  obligation = FIRST,
): Decision => ({ action, code, rung, obligation }) as Decision;

const wake = (tracks: readonly Track[], decisions: readonly Decision[] = []): number =>
  wakeDay(pushErp, tracks, decisions, TODAY);

describe('a tick is worth while on the next rung’s day', () => {
  it.each<[string, readonly Track[], number]>([
    ['no ladder', [], Infinity],
    ['all rungs ended', [ladder(Infinity, [])], Infinity],
    ['the next target', [ladder(105, [{ target: 105 }, { target: 110 }])], 105],
    [
      'the earlier of two ladders',
      [ladder(105, [{ target: 105 }]), ladder(103, [{ target: 103 }], SECOND)],
      103,
    ],
    [
      'a rung is due today: the one after it',
      [ladder(100, [{ target: 100 }, { target: 107 }])],
      107,
    ],
    [
      'a rung was due before: the nearest of those to come',
      [ladder(90, [{ target: 90 }, { target: 109 }, { target: 104 }, { target: 111 }])],
      104,
    ],
    ['a request is pending: the targets to come', [ladder(-Infinity, [{ target: 108 }])], 108],
    ['none is to come', [ladder(90, [{ target: 90 }])], Infinity],
  ])('%s', (_, tracks, day) => {
    expect(wake(tracks)).toBe(day);
  });
});

describe('a decision that is not final calls for another tick', () => {
  it.each<[string, Decision, number]>([
    ['postponed: at the next tick, be it today', decision('postponed', 'gap'), 100],
    ['suspended: only a fact ends it', decision('postponed', 'suspended'), Infinity],
    ['awaits an officer: only a click ends it', decision('locked', 'awaits-officer'), Infinity],
    ['sent: it is over', decision('send', 'due'), Infinity],
    ['skipped: it is over', decision('skipped', 'satisfied'), Infinity],
  ])('%s', (_, one, day) => {
    expect(wake([ladder(95, [{ target: 95 }])], [one])).toBe(day);
  });

  it('the earliest call counts, and never later than the next rung', () => {
    const tracks = [ladder(95, [{ target: 95 }, { target: 103 }])];
    expect(wake(tracks, [decision('locked', 'awaits-unlock')])).toBe(103);
    expect(wake(tracks, [decision('postponed', 'gap'), decision('locked', 'awaits-unlock')])).toBe(
      100,
    );
  });
});

describe('a locked rung calls when it becomes too old to leave', () => {
  it.each<[string, Waiting, number]>([
    ['eleven days after its target', { target: 95 }, 106],
    ['eleven days after its target, today', { target: 100 }, 111],
    ['counted from the day to which an officer postponed it', { target: 91, notBefore: 99 }, 110],
    ['but from its target when that is later', { target: 99, notBefore: 92 }, 110],
    ['tomorrow, when that day has passed', { target: 70 }, 101],
    ['tomorrow, when that day is today', { target: 89 }, 101],
    [
      'a rung up to the due date falls with the due date: tomorrow',
      { target: 95, offset: -5 },
      101,
    ],
    ['so does one on the very due date', { target: 95, offset: 0 }, 101],
    ['one that waits for an unlock never does', { target: 95, needs: ['unlock'] }, Infinity],
  ])('%s', (_, step, day) => {
    expect(wake([ladder(95, [step])], [decision('locked', 'awaits-unlock')])).toBe(day);
  });

  it('each obligation and each rung by its own day', () => {
    const tracks = [
      ladder(80, [
        { target: 80, rung: 'overdue-1' },
        { target: 98, rung: 'overdue-2' },
      ]),
      ladder(94, [{ target: 94, rung: 'overdue-2' }], SECOND),
    ];
    const locked = (rung: string, obligation: string): number =>
      wake(tracks, [decision('locked', 'awaits-delivery', rung, obligation)]);
    expect(locked('overdue-2', FIRST)).toBe(109);
    expect(locked('overdue-2', SECOND)).toBe(105);
    expect(locked('correction', SECOND)).toBe(101);
    expect(locked('overdue-2', 'push-erp/2022-12-31')).toBe(101);
  });
});

describe('what calls before the next rung’s day', () => {
  it.each([
    'extended',
    'resumed',
    'rejected',
    'exemption-lapsed',
    'nil-lapsed',
    'corrected',
    'closed-day',
    'send-requested',
    'skip-requested',
    'correction-requested',
    'notice-requested',
  ])('%s: something may be decided at once', (type) => {
    expect(callsForTick({ type } as never)).toBe(true);
  });

  it.each(['transmitted', 'validated', 'nil-declared', 'suspended', 'delivered', 'sent'])(
    'not %s: the next rung’s day is soon enough',
    (type) => {
      expect(callsForTick({ type } as never)).toBe(false);
    },
  );
});
