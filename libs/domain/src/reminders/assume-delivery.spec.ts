import { describe, expect, it } from '@jest/globals';
import type { Fact, FactOf } from '../obligations/types.js';
import { assumedDelivery, deliveriesOf, recordTellsDelivery } from './assume-delivery.js';
import { aFact, at, day } from './testing/index.js';
import type { Decision } from './types.js';

const LETTER = {
  rung: 'reminder-1',
  day: day('2022-08-16'),
  obligations: ['push-erp/2021-12-31', 'push-erp/2022-06-30'],
} as unknown as Decision;

const receipt = (rung: string, when: string, round: string | null): Fact =>
  aFact('delivered', when, { rung }, { round: round === null ? null : day(round) });
const failure = (rung: string, when: string): Fact =>
  aFact('delivery-failed', when, { rung, class: 'look' });
const SAME_DAY = '2022-08-16T00:00:00+02:00';

describe('nothing is assumed of a letter of which the record speaks', () => {
  it.each<[string, boolean, readonly Fact[]]>([
    ['no word of it', false, []],
    ['a receipt of its rung, on its day', true, [receipt('reminder-1', SAME_DAY, '2021-12-31')]],
    ['of the other round that it names', true, [receipt('reminder-1', SAME_DAY, '2022-06-30')]],
    ['of no round in particular', true, [receipt('reminder-1', SAME_DAY, null)]],
    ['later', true, [receipt('reminder-1', '2022-09-01T09:00:00+02:00', '2021-12-31')]],
    ['a failure', true, [failure('reminder-1', SAME_DAY)]],
    ['of another rung', false, [receipt('reminder-2', SAME_DAY, '2021-12-31')]],
    ['of a round that it does not name', false, [receipt('reminder-1', SAME_DAY, '2022-12-31')]],
    [
      'from before its day',
      false,
      [receipt('reminder-1', '2022-08-15T23:59:59+02:00', '2021-12-31')],
    ],
    [
      'another rung’s receipt beside its own old one',
      false,
      [
        receipt('reminder-2', SAME_DAY, '2021-12-31'),
        receipt('reminder-1', '2022-03-16T09:00:00+01:00', '2021-12-31'),
      ],
    ],
    [
      'a request of its rung is no receipt',
      false,
      [aFact('send-requested', SAME_DAY, { rung: 'reminder-1', reason: 'x' })],
    ],
  ])('%s: %p', (_, tells, record) => {
    expect(recordTellsDelivery(LETTER, deliveriesOf(record))).toBe(tells);
  });
});

it('an assumed delivery says that it is one', () => {
  const sent = aFact('sent', '2022-08-16T09:00:00+02:00', {
    rung: 'reminder-1',
    dueVersion: 1,
    letter: 'l-1',
    template: 'reminder',
    target: day('2022-08-16'),
    obligations: ['push-erp/2021-12-31'],
  }) as FactOf<'sent'>;
  expect(assumedDelivery(sent, at('2022-08-16T07:01:00Z'))).toEqual({
    id: 'delivered/l-1',
    type: 'delivered',
    survey: 'push-erp',
    municipality: '110001',
    round: '2021-12-31',
    occurredAt: '2022-08-16T07:01:00.000Z',
    recordedAt: '2022-08-16T07:01:00.000Z',
    actor: 'simulazione',
    source: 'sandbox',
    evidence: null,
    payload: { rung: 'reminder-1', letter: 'l-1' },
  });
});
