import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { localDate } from '@app/domain';
import type { DeputyRow } from '@app/persistence';
import { mayApprove } from './four-eyes.js';

const MONDAY = localDate('2022-03-14');
const BATCH = { state: 'prepared', preparedBy: 'rossi' } as const;
const APPROVERS = new Set(['bianchi', 'rossi']);

/** `neri` stands in from Monday 14 to Friday 18 March 2022. */
const mandate = (absent: string, change: Partial<DeputyRow> = {}): DeputyRow => ({
  id: `m-${absent}`,
  absent,
  deputy: 'neri',
  validFrom: MONDAY,
  validTo: localDate('2022-03-18'),
  recordedBy: 'admin',
  recordedAt: '2022-03-01T08:00:00.000Z' as Instant,
  revokedBy: null,
  revokedAt: null,
  ...change,
});

const outcome = (
  decider: { id: string; approver: boolean },
  deputies: readonly DeputyRow[] = [],
  day = MONDAY,
): string => {
  const right = mayApprove(BATCH, decider, deputies, APPROVERS, day);
  return 'refused' in right ? right.code : (right.onBehalfOf ?? 'in an own right');
};

describe('who may approve what rossi prepared', () => {
  it.each([
    ['bianchi, an approver', 'bianchi', true, [], 'in an own right'],
    ['not rossi, who is an approver too', 'rossi', true, [], 'same-person'],
    ['not neri, who is none', 'neri', false, [], 'not-an-approver'],
    ['neri as deputy of bianchi', 'neri', false, [mandate('bianchi')], 'bianchi'],
    ['not neri as deputy of rossi', 'neri', false, [mandate('rossi')], 'deputy-of-preparer'],
    [
      'neri as deputy of both, for bianchi',
      'neri',
      false,
      [mandate('rossi'), mandate('bianchi')],
      'bianchi',
    ],
    [
      'not neri as deputy of verdi, who is no approver',
      'neri',
      false,
      [mandate('verdi')],
      'not-an-approver',
    ],
    [
      'not rossi as deputy of bianchi',
      'rossi',
      false,
      [mandate('bianchi', { deputy: 'rossi' })],
      'same-person',
    ],
    [
      'not neri when the mandate was taken back',
      'neri',
      false,
      [mandate('bianchi', { revokedAt: '2022-03-10T08:00:00.000Z' as Instant })],
      'not-an-approver',
    ],
  ] as const)('is %s', (_who, id, approver, deputies, expected) => {
    expect(outcome({ id, approver }, deputies)).toBe(expected);
  });

  it.each([
    ['2022-03-13', 'Sunday, the day before', 'not-an-approver'],
    ['2022-03-14', 'Monday, the first day', 'bianchi'],
    ['2022-03-18', 'Friday, the last day', 'bianchi'],
    ['2022-03-19', 'Saturday, the day after', 'not-an-approver'],
  ])('holds for a deputy on %s (%s): %s', (day, _which, expected) => {
    const deputy = { id: 'neri', approver: false };
    expect(outcome(deputy, [mandate('bianchi')], localDate(day))).toBe(expected);
  });

  it.each(['approved', 'refused', 'superseded', 'revoked'] as const)(
    'is nobody once it is %s',
    (state) => {
      const right = mayApprove(
        { ...BATCH, state },
        { id: 'bianchi', approver: true },
        [],
        APPROVERS,
        MONDAY,
      );
      expect(right).toMatchObject({ refused: true, code: 'not-prepared' });
    },
  );
});
