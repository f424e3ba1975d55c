import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../calendar/types.js';
import type { Fact } from '../obligations/types.js';
import { aFact, andria, planOf, pushErp, recorded } from './testing/index.js';
import { againstResending, failuresToMend } from './undelivered.js';

const FIRST = 'push-erp/110001/2022-03-16';
const SECOND = 'push-erp/110001/2022-03-18';

const failed = (when: string, letter: string): Fact =>
  aFact('delivery-failed', when, { rung: 'reminder-1', class: 'retry-later', letter });
const FAILED = failed('2022-03-16T09:30:00+01:00', FIRST);
const ASKED = aFact('resend-requested', '2022-03-17T10:00:00+01:00', {
  ...{ rung: 'reminder-1', letter: FIRST, reason: 'Casella svuotata' },
});
/** The record with the ladder's own decisions up to a day. */
const until = (to: string, ...story: readonly Fact[]): Fact[] =>
  [...story, ...recorded(pushErp, planOf('2022-03-16', to, story))].sort((a, b) =>
    a.recordedAt < b.recordedAt ? -1 : 1,
  );

describe('letters that were not delivered and can be mended', () => {
  it.each([
    ['one that may leave once more', until('2022-03-16', FAILED), '2022-03-17', [FIRST]],
    ['not while a repetition is asked for', until('2022-03-16', FAILED, ASKED), '2022-03-17', []],
    ['not once it was repeated', until('2022-03-18', FAILED, ASKED), '2022-03-18', []],
    [
      'the repetition has its own fate',
      until('2022-03-18', FAILED, ASKED, failed('2022-03-18T09:30:00+01:00', SECOND)),
      '2022-03-18',
      [SECOND],
    ],
    [
      'not once the duty is answered',
      until(
        '2022-03-17',
        FAILED,
        aFact('transmitted', '2022-03-17T11:00:00+01:00', { mode: 'flow' }),
      ),
      '2022-03-17',
      [],
    ],
    [
      'not once the due date that it announces has passed',
      until('2022-03-16', FAILED),
      '2022-04-01',
      [],
    ],
    [
      'not once it arrived after all',
      until(
        '2022-03-16',
        FAILED,
        aFact('delivered', '2022-03-16T10:00:00+01:00', { rung: 'reminder-1', letter: FIRST }),
      ),
      '2022-03-17',
      [],
    ],
  ])('%s', (_what, facts, day, ids) => {
    const at = `${day}T22:00:00.000Z` as Instant;
    expect(failuresToMend(pushErp, andria, facts, at)).toEqual(ids);
    for (const id of ids)
      expect(
        againstResending(
          pushErp,
          andria,
          facts,
          { repeats: id, obligation: 'push-erp/2021-12-31' },
          at,
        ),
      ).toBeNull();
  });
});
