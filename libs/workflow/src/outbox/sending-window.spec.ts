import { describe, expect, it } from '@jest/globals';
import { instant, localDate } from '@app/domain';
import { defaultSurvey } from '@app/contract';
import { andria } from '../testing/samples.js';
import { leavesFrom, leavesUntil } from './sending-window.js';

const SURVEY = defaultSurvey();

describe('when a letter may leave', () => {
  it.each([
    ['Wednesday 16 March 2022 at 08:29', '2022-03-16T08:29:59+01:00', '2022-03-16T08:30:00+01:00'],
    ['at 08:30', '2022-03-16T08:30:00+01:00', '2022-03-16T08:30:00+01:00'],
    ['at 17:30', '2022-03-16T17:30:59+01:00', '2022-03-16T17:30:59+01:00'],
    ['at 17:31: Thursday', '2022-03-16T17:31:00+01:00', '2022-03-17T08:30:00+01:00'],
    ['Friday evening: Monday', '2022-03-18T18:00:00+01:00', '2022-03-21T08:30:00+01:00'],
    ['Saturday: Monday', '2022-03-19T10:00:00+01:00', '2022-03-21T08:30:00+01:00'],
    [
      'Saturday 26 March, before the clocks change: Monday',
      '2022-03-26T10:00:00+01:00',
      '2022-03-28T08:30:00+02:00',
    ],
    ['Monday 25 April, holiday: Tuesday', '2022-04-25T10:00:00+02:00', '2022-04-26T08:30:00+02:00'],
  ])('%s: %s → %s', (_what, now, expected) => {
    expect(leavesFrom(SURVEY, andria({ closingDays: [] }), instant(now))).toBe(instant(expected));
  });

  it('waits over the municipality’s own closing day', () => {
    const closed = andria({ closingDays: ['03-16'] });
    expect(leavesFrom(SURVEY, closed, instant('2022-03-16T10:00:00+01:00'))).toBe(
      instant('2022-03-17T08:30:00+01:00'),
    );
  });

  it('on or before Saturday 30 April 2022 is Friday 29 at 17:30 at the latest', () => {
    expect(leavesUntil(SURVEY, andria({ closingDays: [] }), localDate('2022-04-30'))).toBe(
      instant('2022-04-29T17:30:00+02:00'),
    );
  });
});
