import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '@app/domain';
import { pauseAfter, sendAllowance } from './allowance.js';

const NOON = Date.parse('2022-03-16T12:00:00.000Z');
const at = (ms: number): Instant => new Date(NOON + ms).toISOString() as Instant;
const LIMITS = { perMinute: 5, perDay: 8 };

describe('sendAllowance', () => {
  it('allows the whole minute to a mailbox that sent nothing', () => {
    expect(sendAllowance([], at(0), LIMITS)).toEqual({
      allowed: 5,
      nextAt: at(0),
      limitedBy: null,
    });
  });

  it('waits until the oldest of the minute is 60 seconds old, not a millisecond less', () => {
    const five = [0, 1000, 2000, 3000, 4000].map(at);
    expect(sendAllowance(five, at(59_999), LIMITS)).toEqual({
      allowed: 0,
      nextAt: at(60_000),
      limitedBy: 'minute',
    });
    expect(sendAllowance(five, at(60_000), LIMITS).allowed).toBe(1);
  });

  it('waits for the day when its cap is reached, on both sides of 24 hours', () => {
    const eight = Array.from({ length: 8 }, (_, n) => at(n * 60_000));
    expect(sendAllowance(eight, at(86_399_999), LIMITS)).toEqual({
      allowed: 0,
      nextAt: at(86_400_000),
      limitedBy: 'day',
    });
    expect(sendAllowance(eight, at(86_400_000), LIMITS).allowed).toBe(1);
  });

  it('names no instant when the limit allows none', () => {
    expect(sendAllowance([], at(0), { perMinute: 0, perDay: 9 })).toEqual({
      allowed: 0,
      nextAt: null,
      limitedBy: 'minute',
    });
  });

  it('never lets more than the limits leave in any minute or day, whoever follows it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        (gaps, perMinute, perDay) => {
          const sent: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            const { allowed } = sendAllowance(sent.map(at), at(now), { perMinute, perDay });
            for (let n = 0; n < allowed; n += 1) sent.push(now);
          }
          for (const [window, limit] of [
            [60_000, perMinute],
            [86_400_000, perDay],
          ] as const)
            for (const one of sent)
              expect(
                sent.filter((other) => other > one - window && other <= one).length,
              ).toBeLessThanOrEqual(limit);
        },
      ),
    );
  });

  it('is right about the next instant: one may leave then and none a millisecond before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -90_000_000, max: 0 }), { maxLength: 40 }), (past) => {
        const history = past.map(at);
        const { allowed, nextAt } = sendAllowance(history, at(0), LIMITS);
        if (allowed > 0) return;
        const next = Date.parse(nextAt!) - NOON;
        expect(sendAllowance(history, at(next), LIMITS).allowed).toBeGreaterThan(0);
        expect(sendAllowance(history, at(next - 1), LIMITS).allowed).toBe(0);
      }),
    );
  });
});

describe('pauseAfter', () => {
  const table: [Parameters<typeof pauseAfter>[0], number, number | null][] = [
    ['ok', 1, 0],
    ['rejected', 3, 0],
    ['login-refused', 1, null],
    ['throttled', 1, 60_000],
    ['throttled', 2, 120_000],
    ['throttled', 9, 1_800_000],
    ['retry', 1, 15_000],
    ['retry', 4, 120_000],
    ['retry', 1000, 3_600_000],
  ];
  it.each(table)('after %s, %d in a row: %p ms', (kind, failures, expected) => {
    expect(pauseAfter(kind, failures)).toBe(expected);
  });
});
