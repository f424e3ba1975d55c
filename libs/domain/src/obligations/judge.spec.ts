import { describe, expect, it } from '@jest/globals';
import type { Contest, Course } from './course.js';
import { judge, type StatusFact } from './judge.js';
import { aCourse, anAnswer } from './testing/course.js';
import { day, exempted, fact, nilDeclared, R1, transmitted } from './testing/record.js';
import type { Fact, FactOf } from './types.js';

/** Where a fact leads, or the code of the refusal. */
function verdict(course: Partial<Course>, one: Fact): string {
  const to = judge(aCourse(course), one as StatusFact, null);
  return typeof to === 'string' ? to : to.code;
}

const suspension = fact('suspended', '2022-03-01', {});
const empty = (state: 'standing' | 'validated' | 'rejected' = 'standing') =>
  anAnswer(transmitted('2022-03-01', {}, 0), state);

describe('a suspension runs once', () => {
  const suspended = fact('suspended', '2022-03-02', {});
  const resumed = fact('resumed', '2022-03-02', {});

  it.each<[string, Partial<Course>, Fact, string]>([
    ['begins', {}, suspended, 'open'],
    ['does not begin twice', { suspension }, suspended, 'already-suspended'],
    [
      'of an answered round: the table speaks first',
      { standing: 'nil', suspension },
      suspended,
      'already-answered',
    ],
    ['ends', { suspension }, resumed, 'open'],
    ['does not end before it began', {}, resumed, 'not-suspended'],
    [
      'of a cancelled round: the table speaks first',
      { standing: 'cancelled' },
      resumed,
      'cancelled',
    ],
  ])('%s', (_, course, one, expected) => {
    expect(verdict(course, one)).toBe(expected);
  });
});

describe('an empty file is no nil return: the nil return that explains it is welcome', () => {
  const nil = nilDeclared('2022-03-10');

  it.each<[string, Partial<Course>, Fact, string]>([
    ['after zero units', { standing: 'transmitted', answers: [empty()] }, nil, 'nil'],
    [
      'after zero units, validated',
      { standing: 'validated', answers: [empty('validated')] },
      nil,
      'nil',
    ],
    [
      'after one unit',
      { standing: 'transmitted', answers: [anAnswer(transmitted('2022-03-01', {}, 1))] },
      nil,
      'already-answered',
    ],
    [
      'after an unknown number',
      { standing: 'transmitted', answers: [anAnswer(transmitted('2022-03-01'))] },
      nil,
      'already-answered',
    ],
    [
      'when the empty file was rejected',
      { standing: 'transmitted', answers: [empty('rejected')] },
      nil,
      'already-answered',
    ],
    [
      'when the last was not empty',
      { standing: 'transmitted', answers: [empty(), anAnswer(transmitted('2022-03-02', {}, 7))] },
      nil,
      'already-answered',
    ],
    [
      'but not in a cancelled round',
      { standing: 'cancelled', answers: [empty('validated')] },
      nil,
      'cancelled',
    ],
    [
      'and no decision is',
      { standing: 'transmitted', answers: [empty()] },
      exempted('2022-03-10', R1),
      'already-answered',
    ],
    [
      'nor a suspension',
      { standing: 'validated', answers: [empty()] },
      suspension,
      'already-answered',
    ],
  ])('%s', (_, course, one, expected) => {
    expect(verdict(course, one)).toBe(expected);
  });
});

describe('a contest is resolved while it is open', () => {
  const diff = { added: [], ceased: [], changed: [], vanished: [] };
  const resolution = (contest: string) =>
    fact('contest-resolved', '2022-07-20', { contest, accepted: 'diff', reason: 'verifica' });
  const contest = (id: string, changes: Partial<Contest> = {}): Contest => ({
    fact: fact('contested', '2022-07-12', { statement: 's', diff }, { id }),
    resolution: null,
    moot: false,
    ...changes,
  });
  const resolved: Partial<Contest> = { resolution: resolution('x') as FactOf<'contest-resolved'> };

  it.each<[string, readonly Contest[], string]>([
    ['open', [contest('a')], 'open'],
    ['the second of two', [contest('b', resolved), contest('a')], 'open'],
    ['the first of two', [contest('a'), contest('b')], 'open'],
    ['none', [], 'contest-not-open'],
    ['only another one', [contest('b')], 'contest-not-open'],
    ['resolved', [contest('a', resolved)], 'contest-not-open'],
    ['resolved, while another is open', [contest('a', resolved), contest('b')], 'contest-not-open'],
    ['moot', [contest('a', { moot: true })], 'contest-not-open'],
  ])('%s', (_, contests, expected) => {
    expect(verdict({ contests: [...contests] }, resolution('a'))).toBe(expected);
  });

  it('or refused by its name', () => {
    expect(judge(aCourse(), resolution('a') as StatusFact, null)).toEqual({
      refused: true,
      code: 'contest-not-open',
      message: 'Non c’è alcuna contestazione aperta con identificativo a.',
    });
  });
});

describe('an answer counts until the cut-off, whatever the survey says of it', () => {
  it.each([
    ['2022-12-31 23:59', 'transmitted'],
    ['2023-01-01 00:00', 'after-cut-off'],
  ])('%s', (at, expected) => {
    expect(verdict({}, transmitted(at))).toBe(expected);
  });

  it('for ever in a survey without one', () => {
    const { round } = aCourse();
    const endless = round === null ? null : { ...round, acceptanceCutOff: null };
    expect(verdict({ round: endless }, transmitted('2030-01-01'))).toBe('transmitted');
  });
});

describe('the end of the municipality comes before everything', () => {
  it.each([
    ['2022-04-30 23:59', 'transmitted'],
    ['2022-05-01 00:00', 'municipality-merged'],
  ])('%s', (at, expected) => {
    const merger = { on: day('2022-05-01'), into: null, fact: null };
    const to = judge(aCourse(), transmitted(at) as StatusFact, merger);
    expect(typeof to === 'string' ? to : to.code).toBe(expected);
  });
});
