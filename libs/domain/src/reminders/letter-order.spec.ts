import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { letterContent, type LetterOrder } from './letter-content.js';
import { aFact, andria, at, day, pushErp } from './testing/index.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const ORDER: LetterOrder = {
  template: 'formal-notice',
  rung: 'formal-notice',
  obligations: [FIRST, SECOND],
  at: at('2022-08-16T07:00:00Z'),
  to: 'comune@pec.example',
  from: 'ufficio@pec.example',
  token: 'SOL-1',
  protocol: null,
  sandbox: false,
};
const content = (facts: readonly Fact[], more: Partial<LetterOrder> = {}) =>
  letterContent(pushErp, andria, facts, { ...ORDER, ...more });
const TODAY = '2022-08-16T08:30:00+02:00';
const YESTERDAY = '2022-08-15T09:00:00+02:00';

describe('which letters on record are the letter itself', () => {
  const letter = (type: 'sent' | 'queued', id: string, rung: string, when = TODAY): Fact =>
    aFact(type, when, {
      rung,
      dueVersion: 1,
      letter: id,
      template: 'overdue',
      target: day('2022-08-15'),
      obligations: [FIRST],
    });
  const earlier = (fact: Fact, own?: string): number =>
    content([fact], own === undefined ? {} : { letter: own }).obligations[0]?.earlier.length ?? NaN;

  it.each<[string, number, Fact, string | undefined]>([
    ['its own id', 0, letter('sent', 'own', 'formal-notice'), 'own'],
    ['its own id, queued before it is written', 0, letter('queued', 'own', 'formal-notice'), 'own'],
    ['another id, though its rung and day', 1, letter('sent', 'other', 'formal-notice'), 'own'],
    ['no id given: its rung that day', 0, letter('queued', 'x', 'formal-notice'), undefined],
    ['no id given: another rung that day', 1, letter('sent', 'x', 'overdue-2'), undefined],
    [
      'no id given: its rung on another day',
      1,
      letter('sent', 'x', 'formal-notice', YESTERDAY),
      undefined,
    ],
  ])('%s: %i earlier', (_, count, fact, own) => {
    expect(earlier(fact, own)).toBe(count);
  });
});

describe('what an officer entered for a formal notice', () => {
  const entered = { legalBasis: 'L.', signer: 'S.', act: 'A.', protocol: 'P.' };
  const unlocked = (rung: string, act = 'A.', more: Partial<Fact> = {}): Fact =>
    aFact('unlocked', TODAY, { rung, ...entered, act }, more);
  const act = (facts: readonly Fact[], more: Partial<LetterOrder> = {}) =>
    content(facts, more).formalNotice?.act ?? null;

  it.each<[string, readonly Fact[], string | null]>([
    ['nothing', [], null],
    ['for one of the rounds that it names, that very day', [unlocked('formal-notice')], 'A.'],
    ['the last word', [unlocked('formal-notice', 'B.'), unlocked('formal-notice')], 'A.'],
    ['for another rung afterwards', [unlocked('formal-notice'), unlocked('overdue-2', 'C.')], 'A.'],
    [
      'for another round afterwards',
      [unlocked('formal-notice'), unlocked('formal-notice', 'D.', { round: day('2022-12-31') })],
      'A.',
    ],
    [
      'a request for the rung afterwards',
      [
        unlocked('formal-notice'),
        aFact('send-requested', TODAY, { rung: 'formal-notice', reason: 'x' }),
      ],
      'A.',
    ],
  ])('%s', (_, facts, expected) => {
    expect(act(facts)).toBe(expected);
  });

  it.each<[string, Partial<LetterOrder>]>([
    ['a letter of another kind', { template: 'overdue' }],
    ['a rung that sets no term', { rung: 'overdue-2' }],
    ['a rung that is on no ladder', { rung: 'boh' }],
  ])('is not told in %s', (_, more) => {
    const rung = more.rung ?? 'formal-notice';
    expect(act([unlocked(rung)], more)).toBeNull();
  });
});

describe('the dwellings last transmitted', () => {
  const transmitted = (units: number | null, round: string | null): Fact =>
    aFact('transmitted', YESTERDAY, units === null ? { mode: 'flow' } : { mode: 'flow', units }, {
      round: round === null ? null : day(round),
    });
  const variation = aFact('variation', YESTERDAY, {
    kind: 'sale',
    date: day('2022-08-01'),
    units: 3,
  });

  it.each<[string, readonly Fact[], number | null]>([
    ['nothing transmitted', [variation], null],
    ['without a number', [transmitted(null, '2021-12-31')], null],
    ['of no round', [transmitted(9, null)], null],
    ['the last one', [transmitted(10, '2021-12-31'), transmitted(12, '2022-06-30')], 12],
    [
      'the latest date, in whatever order',
      [transmitted(12, '2022-06-30'), transmitted(10, '2021-12-31')],
      12,
    ],
    ['the last word on a date', [transmitted(10, '2021-12-31'), transmitted(11, '2021-12-31')], 11],
    ['that says how many', [transmitted(10, '2021-12-31'), transmitted(null, '2022-06-30')], 10],
    ['a variation changes nothing', [transmitted(10, '2021-12-31'), variation], 10],
  ])('%s', (_, facts, units) => {
    expect(content(facts).stock?.units ?? null).toBe(units);
  });
});

it('an obligation that the municipality has not is not named', () => {
  const { obligations } = content([], { obligations: [FIRST, 'push-erp/2030-12-31'] });
  expect(obligations.map(({ obligation }) => obligation)).toStrictEqual([FIRST]);
});
