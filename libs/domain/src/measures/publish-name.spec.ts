import { describe, expect, it } from '@jest/globals';
import {
  corrected,
  fact,
  noChange,
  R1,
  R2,
  rejected,
  snapshot,
  stateOf,
  transmitted,
} from '../obligations/testing/record.js';
import type { Fact } from '../obligations/types.js';
import { mayPublishName } from './publish-name.js';

const delivered = fact(
  'delivered',
  '2022-03-16',
  { rung: 'reminder-1', letter: 'l1' },
  { id: 'd1' },
);

const naming = (facts: readonly Fact[], asOf = '2022-04-11') =>
  mayPublishName(stateOf(facts, asOf), facts);

describe('a defaulter may be named', () => {
  it('with the delivery receipt of a letter of the round', () => {
    expect(naming([delivered])).toEqual({
      allowed: true,
      reason: 'Inadempiente oltre la scadenza; consegna provata dalla ricevuta del 16/03/2022.',
      because: ['d1'],
    });
  });

  it('also when the answer was rejected', () => {
    expect(naming([delivered, transmitted('2022-03-20'), rejected('2022-03-21')]).allowed).toBe(
      true,
    );
  });

  it.each(['sent', 'queued'] as const)('when another letter names it too: %s', (type) => {
    const letter = (obligations: readonly string[]) =>
      fact(
        type,
        '2022-03-15',
        {
          rung: 'overdue-1',
          dueVersion: 1,
          letter: 'l1',
          template: 'overdue',
          target: R1,
          obligations,
        },
        { round: R2 },
      );
    const elsewhere = { ...delivered, round: R2 };
    expect(
      naming([letter(['push-erp/2021-12-31', 'push-erp/2022-06-30']), elsewhere]).allowed,
    ).toBe(true);
    expect(naming([letter(['push-erp/2022-06-30']), elsewhere]).allowed).toBe(false);
    expect(naming([elsewhere]).allowed).toBe(false);
    const nameless = fact('delivered', '2022-03-16', { rung: 'overdue-1' }, { round: R2 });
    expect(naming([letter(['push-erp/2021-12-31']), nameless]).allowed).toBe(false);
  });
});

describe('and may not', () => {
  it.each<[string, readonly Fact[], string]>([
    [
      'without any receipt',
      [],
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    ],
    [
      'by an acceptance',
      [fact('accepted', '2022-03-16', { rung: 'reminder-1' })],
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    ],
    [
      'by a failure',
      [fact('delivery-failed', '2022-03-16', { rung: 'reminder-1', class: 'look' })],
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    ],
    [
      'by a receipt that was taken back',
      [delivered, corrected('2022-03-17', delivered)],
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    ],
    [
      'by a receipt of another municipality',
      [{ ...delivered, municipality: '110002' }],
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    ],
    [
      'by a receipt of another survey',
      [{ ...delivered, survey: 'altra' }],
      'Non è agli atti alcuna ricevuta di avvenuta consegna di un sollecito del ciclo.',
    ],
    [
      'after a late answer',
      [delivered, transmitted('2022-04-05')],
      'L’adempimento non risulta inadempiuto oltre la scadenza.',
    ],
    [
      'while it is suspended',
      [delivered, fact('suspended', '2022-04-05', {})],
      'L’adempimento è sospeso.',
    ],
  ])('%s', (_, facts, reason) => {
    expect(naming(facts)).toEqual({ allowed: false, reason, because: [] });
  });

  it('on the last day, Thursday 31 March 2022', () => {
    expect(naming([delivered], '2022-03-31').allowed).toBe(false);
    expect(naming([delivered], '2022-04-01').allowed).toBe(true);
  });

  it('while its statement is contested', () => {
    const facts = [
      transmitted('2022-03-10'),
      snapshot('2022-03-10', R1, { a: 'owned' }),
      noChange('2022-07-11'),
      snapshot('2022-07-12', R2, { a: 'sold' }),
      fact('delivered', '2022-09-16', { rung: 'reminder-1' }, { round: R2 }),
    ];
    const verdict = mayPublishName(stateOf(facts, '2022-10-11', { round: R2 }), facts);
    expect(verdict.reason).toBe(
      'La dichiarazione del Comune è contestata e attende la decisione dell’ufficio.',
    );
  });
});
