import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { clockMove } from './clock-move.js';
import { percentOf } from './move-in-progress.js';

const monday = '2022-02-14T08:00:00.000Z' as Instant;

describe('the controls of the simulated clock', () => {
  it('go on by one day at the same time of day, also over the change of the clocks', () => {
    expect(clockMove({ azione: 'giorno' }, monday)).toEqual({ to: '2022-02-15T08:00:00.000Z' });
    const saturday = '2022-03-26T08:00:00.000Z' as Instant;
    expect(clockMove({ azione: 'giorno' }, saturday)).toEqual({ to: '2022-03-27T07:00:00.000Z' });
  });

  it('go to the evening of a day', () => {
    const move = clockMove({ azione: 'data', data: '2022-03-31' }, monday);
    expect(move).toEqual({ to: '2022-03-31T16:00:00.000Z' });
  });

  it.each([
    ['a day that is over', '2022-02-13', /successiva/],
    ['more than 550 days ahead', '2023-08-19', /al massimo il 18\/08\/2023/],
    ['a day that does not exist', '2022-02-30', /2022-02-30/],
    ['nothing', '', /data/],
  ])('refuse %s', (_what, data, expected) => {
    expect(clockMove({ azione: 'data', data }, monday)).toEqual({
      fault: expect.stringMatching(expected),
    });
  });

  it('refuse what they do not know', () => {
    expect(clockMove({ azione: 'indietro' }, monday)).toHaveProperty('fault');
  });

  it('say how far a move has come, in hundredths', () => {
    const target = '2022-02-24T08:00:00.000Z' as Instant;
    const half = '2022-02-19T08:00:00.000Z' as Instant;
    expect([monday, half, target].map((now) => percentOf(monday, target, now))).toEqual([
      0, 50, 100,
    ]);
    expect(percentOf(monday, monday, monday)).toBe(100);
  });
});
