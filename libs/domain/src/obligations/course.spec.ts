import { describe, expect, it } from '@jest/globals';
import {
  answersUntil,
  type Course,
  dueOf,
  firstValidAnswer,
  lastValidAnswer,
  later,
  lockOf,
  openContest,
} from './course.js';
import { aCourse, anAnswer, strangeCourse } from './testing/course.js';
import { day, fact, transmitted } from './testing/record.js';
import type { Standing } from './transitions.js';

const a = transmitted('2022-03-01', { id: 'a' });
const b = transmitted('2022-03-01', { id: 'b' });
const c = transmitted('2022-02-01', { id: 'c' });
const strange = strangeCourse(day('2020-12-31'));

/** The last due date in force. */
const due = (date: string): Course['dues'] => [
  {
    due: { version: 2, date: day(date), nominal: day(date), cause: 'x', steps: [] },
    on: day('2022-03-01'),
  },
];

describe('of several answers, by when they came', () => {
  it.each<[string, Course['answers'], string | undefined, string | undefined]>([
    ['none', [], undefined, undefined],
    ['one', [anAnswer(a)], 'a', 'a'],
    ['two of one moment, as recorded', [anAnswer(a), anAnswer(b)], 'a', 'b'],
    ['the earlier one recorded later', [anAnswer(a), anAnswer(c)], 'c', 'a'],
    [
      'rejected ones left out',
      [anAnswer(c, 'rejected'), anAnswer(a), anAnswer(b, 'rejected')],
      'a',
      'a',
    ],
    ['all rejected', [anAnswer(a, 'rejected')], undefined, undefined],
  ])('%s', (_, answers, first, last) => {
    const course = aCourse({ answers });
    expect(firstValidAnswer(course)?.fact.id).toBe(first);
    expect(lastValidAnswer(course)?.fact.id).toBe(last);
  });
});

describe('the days of a round', () => {
  const round = aCourse().round;
  const without = (changes: object) => (round === null ? null : { ...round, ...changes });

  it.each<[string, Partial<Course>, string | null, string | null]>([
    ['as the survey has them', {}, '2022-12-31', '2023-06-30'],
    [
      'with the due date after the cut-off',
      { dues: due('2023-02-01') },
      '2023-02-01',
      '2023-06-30',
    ],
    ['with the due date after the lock', { dues: due('2023-07-01') }, '2023-07-01', '2023-07-01'],
    ['with the due date on the cut-off', { dues: due('2022-12-31') }, '2022-12-31', '2023-06-30'],
    [
      'without a cut-off',
      { round: without({ acceptanceCutOff: null }), dues: due('2023-07-01') },
      null,
      '2023-06-30',
    ],
    [
      'without a lock',
      { round: without({ lock: null }), dues: due('2023-07-01') },
      '2023-07-01',
      null,
    ],
    ['without a due date', { dues: [] }, '2022-12-31', '2023-06-30'],
  ])('%s', (_, changes, cutOff, lock) => {
    const course = aCourse(changes);
    expect(answersUntil(course)).toBe(cutOff);
    expect(lockOf(course)).toBe(lock);
  });

  it('are none where the survey has no such round', () => {
    expect([dueOf(strange), answersUntil(strange), lockOf(strange)]).toEqual([null, null, null]);
    expect(strange.since).toBe('2020-12-31');
  });

  it.each([
    ['2022-03-01', '2022-03-02', '2022-03-02'],
    ['2022-03-02', '2022-03-01', '2022-03-02'],
    ['2022-03-01', '2022-03-01', '2022-03-01'],
  ])('the later of %s and %s', (one, other, expected) => {
    expect(later(day(one), day(other))).toBe(expected);
  });
});

describe('a contest awaits an officer', () => {
  const diff = { added: [], ceased: [], changed: [], vanished: [] };
  const contest = (id: string, moot = false) => ({
    fact: fact('contested', '2022-07-12', { statement: 's', diff }, { id }),
    resolution: null,
    moot,
  });

  it.each<[Standing, string | undefined]>([
    ['open', 'b'],
    ['rejected', 'b'],
    ['transmitted', undefined],
    ['exempt', undefined],
    ['cancelled', undefined],
  ])('while the round is %s', (standing, expected) => {
    const contests = [contest('a'), contest('b'), contest('c', true)];
    expect(openContest(aCourse({ standing, contests }))?.id).toBe(expected);
  });
});
