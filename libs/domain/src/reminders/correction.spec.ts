import { describe, expect, it } from '@jest/globals';
import type { Fact, FactPayloads } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { correctionOf } from './correction.js';
import { readBoard } from './read-board.js';
import { aFact, andria, at, day, pushErp } from './testing/index.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const NOW = '2022-04-01T07:00:00Z';
const SINCE = '2022-03-22T10:00:00+01:00';
const LATER = '2022-03-24T10:00:00+01:00';

const answered = aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' });
const rejected = (when = SINCE, more: Partial<Fact> = {}): Fact =>
  aFact('rejected', when, { reason: 'x' }, more);
const REOPENED = [answered, rejected()];

function owed(facts: readonly Fact[], survey: Survey = pushErp, moment = NOW, round = 0) {
  const board = readBoard(survey, andria, facts, at(moment));
  const track = board.tracks[round];
  return track === undefined ? null : correctionOf(board, track);
}

const letter = (
  type: 'sent' | 'queued',
  when: string,
  more: Partial<FactPayloads['sent']> = {},
): Fact =>
  aFact(type, when, {
    rung: 'correction',
    dueVersion: 1,
    letter: 'l',
    template: 'correction',
    target: day('2022-03-22'),
    obligations: [FIRST],
    ...more,
  });
const skipped = (when: string, rung = 'correction'): Fact =>
  aFact('skipped', when, { rung, dueVersion: 1, target: day('2022-03-22'), reason: 'x' });
const asked = aFact('correction-requested', LATER, { reason: 'Spiegare' });

describe('what the reopening is owed', () => {
  it('nothing, without one', () => {
    expect(owed([answered])).toBeNull();
  });

  it.each([
    ['2022-03-22T10:00:00+01:00', '2022-03-22'],
    ['2022-03-26T10:00:00+01:00', '2022-03-28'],
  ])('a letter on the first sending day since %s', (when, target) => {
    expect(owed([answered, rejected(when)])?.target).toBe(target);
  });

  it.each<[string, readonly Fact[], Partial<Survey>, string]>([
    ['by an officer’s click', REOPENED, {}, 'awaits-officer'],
    ['at once where the survey says so', REOPENED, { correction: 'at-once' }, 'due'],
    ['when clicked', [...REOPENED, asked], {}, 'due'],
    [
      'not while suspended, asked for or not',
      [...REOPENED, asked, aFact('suspended', LATER, {})],
      {},
      'suspended',
    ],
    [
      'no more, once answered',
      [...REOPENED, aFact('transmitted', LATER, { mode: 'flow' })],
      {},
      'settled',
    ],
  ])('%s', (_, facts, more, status) => {
    expect(owed(facts, { ...pushErp, ...more })?.status).toBe(status);
  });
});

describe('it is owed no longer', () => {
  const settledAfter = [aFact('transmitted', '2022-03-29T10:00:00+02:00', { mode: 'flow' })];

  it.each<[string, readonly Fact[]]>([
    ['once the letter left', [letter('sent', LATER)]],
    ['at the very moment of the reopening', [letter('sent', SINCE)]],
    ['once it was given up', [skipped(LATER)]],
    ['given up at the very moment', [skipped(SINCE)]],
    [
      'once another obligation’s letter explained it',
      [
        {
          ...letter('sent', LATER, { obligations: [FIRST, SECOND] }),
          round: day('2022-06-30'),
        } as Fact,
      ],
    ],
    [
      'explained so at the very moment',
      [
        {
          ...letter('sent', SINCE, { obligations: [FIRST, SECOND] }),
          round: day('2022-06-30'),
        } as Fact,
      ],
    ],
  ])('%s, open or answered since', (_, ending) => {
    expect(owed([...REOPENED, ...ending])).toBeNull();
    expect(owed([...REOPENED, ...ending, ...settledAfter])).toBeNull();
  });

  it.each<[string, Fact]>([
    ['a letter of an earlier reopening', letter('sent', '2022-03-21T10:00:00+01:00')],
    ['a rung of the ladder', skipped(LATER, 'reminder-2')],
    [
      'a letter of the ladder that names it',
      letter('sent', LATER, { rung: 'reminder-2', template: 'reminder' }),
    ],
    [
      'another obligation’s letter that does not name it',
      { ...letter('sent', LATER, { obligations: [SECOND] }), round: day('2022-06-30') } as Fact,
    ],
  ])('but not by %s', (_, fact) => {
    expect(owed([answered, rejected(), fact])).not.toBeNull();
    expect(owed([...REOPENED, fact, ...settledAfter])?.status).toBe('settled');
  });
});

describe('it is owed again', () => {
  const key = { rung: 'correction', dueVersion: 1, letter: 'l', target: day('2022-03-22') };
  const queued = letter('queued', LATER);
  const held = (source: Fact['source'] = 'engine'): Fact =>
    aFact('withdrawn', '2022-03-25T10:00:00+01:00', { ...key, reason: 'sospeso' }, { source });
  const wanted = (when: string): Fact => aFact('correction-requested', when, { reason: 'x' });
  const waived = aFact('skip-requested', LATER, { rung: 'correction', reason: 'x' });
  const atOnce: Partial<Survey> = { correction: 'at-once' };

  it.each<[string, readonly Fact[], Partial<Survey>, string | null]>([
    ['held back before it left', [queued, held()], {}, 'awaits-officer'],
    ['at once, where the survey says so', [queued, held()], atOnce, 'due'],
    [
      'not at once where an officer gave it up',
      [queued, held('officer')],
      atOnce,
      'awaits-officer',
    ],
    ['the click is spent', [wanted(SINCE), queued, held()], {}, 'awaits-officer'],
    ['a new click', [queued, held(), wanted('2022-03-26T10:00:00+01:00')], {}, 'due'],
    [
      'let be, then wanted',
      [waived, skipped(LATER), wanted('2022-03-26T10:00:00+01:00')],
      {},
      'due',
    ],
    ['not when let be', [waived, skipped(LATER)], {}, null],
  ])('%s', (_, facts, more, status) => {
    const correction = owed([...REOPENED, ...facts], { ...pushErp, ...more });
    expect(correction?.status ?? null).toBe(status);
    // The name of the first is taken.
    if (correction !== null) expect(correction.rung).toBe('correction-2');
  });

  it('when the answer that settled it was taken back', () => {
    const again = aFact('transmitted', LATER, { mode: 'flow' });
    const record = [...REOPENED, again, skipped('2022-03-25T10:00:00+01:00')];
    expect(owed(record)).toBeNull();
    const taken = aFact('corrected', '2022-03-28T10:00:00+02:00', { fact: again.id, reason: 'x' });
    expect(owed([...record, taken])?.status).toBe('awaits-officer');
  });
});

describe('the officer’s last word since the reopening', () => {
  const word = (facts: readonly Fact[]) => owed([...REOPENED, ...facts])?.request ?? null;
  const send = (rung: string, when = LATER): Fact =>
    aFact('send-requested', when, { rung, reason: 'a' });
  const skip = (rung: string, when = LATER): Fact =>
    aFact('skip-requested', when, { rung, reason: 'b' });
  const clicked = (when: string): Fact => aFact('correction-requested', when, { reason: 'c' });

  it.each<[string, readonly Fact[], boolean | null]>([
    ['none', [], null],
    ['a click', [clicked(LATER)], true],
    ['a click at the very moment', [clicked(SINCE)], true],
    ['a click from before', [clicked('2022-03-21T10:00:00+01:00')], null],
    ['sent by the name of its rung', [send('correction')], true],
    ['skipped', [skip('correction')], false],
    ['skipped before', [skip('correction', '2022-03-21T10:00:00+01:00')], null],
    ['a later click takes the skip back', [skip('correction'), clicked(LATER)], true],
    ['a word on another rung', [send('reminder-2'), skip('last-call')], null],
    [
      'a postponement is none',
      [
        aFact('postpone-requested', LATER, {
          rung: 'correction',
          until: day('2022-04-04'),
          reason: 'x',
        }),
      ],
      null,
    ],
  ])('%s', (_, facts, wanted) => {
    expect(word(facts)?.wanted ?? null).toBe(wanted);
  });
});

describe('the name of the letter', () => {
  const AGAIN = '2022-03-28T10:00:00+02:00';
  const twice = (...between: readonly Fact[]): readonly Fact[] => [
    ...REOPENED,
    ...between,
    aFact('transmitted', '2022-03-26T10:00:00+01:00', { mode: 'flow' }),
    rejected(AGAIN),
  ];

  it.each<[string, readonly Fact[], string]>([
    ['the first', REOPENED, 'correction'],
    ['the second under the same due date', twice(letter('sent', LATER)), 'correction-2'],
    [
      'queued and sent, one letter is one',
      twice(letter('queued', LATER), letter('sent', LATER)),
      'correction-2',
    ],
    ['only queued, its name is taken', twice(letter('queued', LATER)), 'correction-2'],
    ['given up, it counts', twice(skipped(LATER)), 'correction-2'],
    ['a rung of the ladder does not', twice(skipped(LATER, 'reminder-2')), 'correction'],
    ['nor one of another due date', twice(letter('sent', LATER, { dueVersion: 2 })), 'correction'],
  ])('%s', (_, facts, rung) => {
    expect(owed(facts)?.rung).toBe(rung);
  });
});
