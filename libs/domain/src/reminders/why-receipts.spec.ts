import { describe, expect, it } from '@jest/globals';
import type { Fact, FactOf } from '../obligations/types.js';
import { aFact, day } from './testing/index.js';
import { tellReceipts, tellRequests } from './why-receipts.js';

const ROUND = day('2021-12-31');
const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const SENT_AT = '2022-08-16T09:00:00+02:00';

const letter = (obligations: readonly string[] = [FIRST]): FactOf<'sent'> =>
  aFact('sent', SENT_AT, {
    rung: 'reminder-1',
    dueVersion: 1,
    letter: 'l-1',
    template: 'reminder',
    target: day('2022-08-16'),
    obligations,
  }) as FactOf<'sent'>;

const LATER = '2022-08-16T09:05:00+02:00';
const delivered = (
  when = LATER,
  payload: { rung?: string; letter?: string } = {},
  more: Partial<Fact> = {},
): Fact => aFact('delivered', when, { rung: 'reminder-1', ...payload }, more);
const NONE = 'Nessuna ricevuta di consegna agli atti.';
const RECEIPT = 'Ricevuta di avvenuta consegna del 16/08/2022 alle 09:05.';

describe('what a letter named', () => {
  it('a letter about one obligation is told by its id alone', () => {
    expect(tellReceipts([], letter())).toEqual(['Lettera l-1.', NONE]);
  });

  it('a letter about several says which', () => {
    expect(tellReceipts([], letter([FIRST, SECOND]))).toEqual([
      'Lettera l-1.',
      'Riepilogava gli adempimenti con riferimento al 31/12/2021, 30/06/2022.',
      NONE,
    ]);
  });
});

describe('which receipt is about a letter', () => {
  const last = (fact: Fact): string | undefined =>
    tellReceipts([fact], letter([FIRST, SECOND])).at(-1);

  it.each<[string, Fact]>([
    ['one that names it', delivered(LATER, { letter: 'l-1' })],
    ['whatever rung it says', delivered(LATER, { letter: 'l-1', rung: 'opening' })],
    ['one of its rung and of a round that it names', delivered()],
    ['of the other round that it names', delivered(LATER, {}, { round: day('2022-06-30') })],
    ['of no round in particular', delivered(LATER, {}, { round: null })],
  ])('%s', (_, fact) => {
    expect(last(fact)).toBe(RECEIPT);
  });

  it('one of the very moment of sending', () => {
    expect(last(delivered(SENT_AT))).toBe(
      'Ricevuta di avvenuta consegna del 16/08/2022 alle 09:00.',
    );
  });

  it.each<[string, Fact]>([
    ['one that names another letter', delivered(LATER, { letter: 'l-2' })],
    ['one of another rung', delivered(LATER, { rung: 'reminder-2' })],
    ['one from before it left', delivered('2022-08-16T08:59:59+02:00')],
    ['one of a round that it does not name', delivered(LATER, {}, { round: day('2022-12-31') })],
    [
      'another kind of fact of its rung',
      aFact('accepted', LATER, { rung: 'reminder-1', letter: 'l-1' }),
    ],
  ])('not %s', (_, fact) => {
    expect(last(fact)).toBe(NONE);
  });

  it('a failure is told as long as nothing was delivered, the last one first', () => {
    const failed = (when: string, kind: 'fix-address' | 'look'): Fact =>
      aFact('delivery-failed', when, { rung: 'reminder-1', class: kind });
    const failures = [failed(LATER, 'fix-address'), failed('2022-08-16T10:00:00+02:00', 'look')];
    expect(tellReceipts(failures, letter()).at(-1)).toBe(
      'Mancata consegna il 16/08/2022 alle 10:00: da esaminare.',
    );
    expect(tellReceipts([...failures, delivered()], letter())).toEqual(['Lettera l-1.', RECEIPT]);
  });

  it.each([
    ['fix-address', 'l’indirizzo è da correggere'],
    ['retry-later', 'si può ritentare più tardi'],
    ['other-channel', 'serve un altro canale'],
    ['look', 'da esaminare'],
  ] as const)('a failure says what is to be done: %s', (kind, told) => {
    const failed = aFact('delivery-failed', LATER, { rung: 'reminder-1', class: kind });
    expect(last(failed)).toBe(`Mancata consegna il 16/08/2022 alle 09:05: ${told}.`);
  });
});

describe('what officers asked for a rung', () => {
  const WHEN = '2022-03-11T10:00:00+01:00';
  const unlock = { legalBasis: 'L.', signer: 'il Dirigente', act: 'det. 1', protocol: 'prot. 2' };
  const facts = (rung: string, more: Partial<Fact> = {}): readonly Fact[] => [
    aFact('send-requested', WHEN, { rung, reason: 'subito' }, more),
    aFact('skip-requested', WHEN, { rung, reason: 'accordi' }, more),
    aFact('postpone-requested', WHEN, { rung, until: day('2022-03-18'), reason: 'festa' }, more),
    aFact('unlocked', WHEN, { rung, ...unlock }, more),
    aFact('delivered', WHEN, { rung }, more),
  ];
  const by = '(prova, 11/03/2022 alle 10:00).';

  it('each in its words, with author and time', () => {
    expect(tellRequests(facts('reminder-1'), ROUND, 'reminder-1')).toEqual([
      `Chiesto l’invio: subito ${by}`,
      `Chiesto di saltarlo: accordi ${by}`,
      `Chiesto il rinvio al 18/03/2022: festa ${by}`,
      `Sbloccato con atto det. 1, protocollo prot. 2, firma il Dirigente ${by}`,
    ]);
  });

  it('nothing of another rung, nothing of another round', () => {
    expect(tellRequests(facts('reminder-2'), ROUND, 'reminder-1')).toEqual([]);
    const other = facts('reminder-1', { round: day('2022-06-30') });
    expect(tellRequests(other, ROUND, 'reminder-1')).toEqual([]);
  });
});
