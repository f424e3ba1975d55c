import { describe, expect, it } from '@jest/globals';
import { apply } from './apply.js';
import type { Contest, Course } from './course.js';
import { calendarOf } from './due.js';
import type { StatusFact } from './judge.js';
import { aCourse, anAnswer, strangeCourse } from './testing/course.js';
import {
  day,
  extended,
  fact,
  R1,
  R2,
  rejected,
  rome,
  survey,
  transmitted,
  validated,
} from './testing/record.js';
import type { Standing } from './transitions.js';
import type { Fact, FactOf } from './types.js';

const calendar = calendarOf(survey, day('2022-12-31'));
const R0 = day('2020-12-31');

function after(course: Course, one: Fact, to: Standing = course.standing): Course {
  apply(course, one as StatusFact, to, calendar);
  return course;
}

const states = ({ answers }: Course) => answers.map(({ state }) => state);
const reopened = { by: 'r', kind: 'rejected', at: rome('2022-03-15') } as const;
const grant = fact('exemption-granted', '2022-07-20', {
  base: 'b',
  baseReference: R1,
  ground: 'decision',
  evidence: [],
  from: R1,
  to: R2,
});

describe('what is reopened stays so until an answer or an exemption', () => {
  it.each<[Standing, Standing, typeof reopened | null]>([
    ['rejected', 'transmitted', null],
    ['rejected', 'nil', null],
    ['rejected', 'exempt', null],
    ['open', 'cancelled', null],
    ['rejected', 'open', reopened],
    ['open', 'rejected', reopened],
    ['open', 'open', reopened],
  ])('from %s to %s', (standing, to, expected) => {
    const course = aCourse({ standing, reopened });
    expect(after(course, fact('typed', '2022-03-20', {}), to).reopened).toEqual(expected);
  });

  it('and the day changes with the standing only', () => {
    const typed = fact('typed', '2022-03-20', {});
    expect(after(aCourse(), typed, 'open').since).toBe('2022-01-01');
    expect(after(aCourse(), typed, 'nil').since).toBe('2022-03-20');
  });
});

describe('the Region judges the answers that stand', () => {
  const answers = () => [
    anAnswer(transmitted('2022-03-01'), 'rejected'),
    anAnswer(transmitted('2022-03-02'), 'validated'),
    anAnswer(transmitted('2022-03-03')),
  ];

  it('validates those, and no rejected one', () => {
    const course = aCourse({ standing: 'transmitted', answers: answers() });
    expect(states(after(course, validated('2022-03-05'), 'validated'))).toEqual([
      'rejected',
      'validated',
      'validated',
    ]);
  });

  it.each<[Standing, readonly string[]]>([
    ['transmitted', ['rejected', 'validated', 'rejected']],
    ['validated', ['rejected', 'rejected', 'rejected']],
  ])('rejects, when the round is %s', (standing, expected) => {
    const course = aCourse({ standing, answers: answers() });
    expect(states(after(course, rejected('2022-03-05'), 'rejected'))).toEqual(expected);
  });
});

describe('contests', () => {
  const diff = { added: [], ceased: [], changed: [], vanished: [] };
  const resolution = (contest: string) =>
    fact('contest-resolved', '2022-07-15', { contest, accepted: 'diff', reason: 'verifica' });
  const contest = (id: string, by: FactOf<'contest-resolved'> | null = null): Contest => ({
    fact: fact('contested', '2022-07-12', { statement: 's', diff }, { id }),
    resolution: by,
    moot: false,
  });

  it('are moot once an exemption is granted, unless they were resolved', () => {
    const contests = [contest('a'), contest('b', resolution('b'))];
    const course = after(aCourse({ contests }, R2), grant, 'exempt');
    expect(course.contests.map(({ moot }) => moot)).toEqual([true, false]);
    expect(after(course, grant, 'exempt').contests.map(({ moot }) => moot)).toEqual([true, false]);
  });

  it('are resolved by their id, and no other', () => {
    const by = resolution('b');
    const course = after(aCourse({ contests: [contest('a'), contest('b')] }, R2), by);
    expect(course.contests.map((one) => one.resolution)).toEqual([null, by]);
    const unknown = after(aCourse({ contests: [contest('a')] }, R2), resolution('c'));
    expect(unknown.contests.map((one) => one.resolution)).toEqual([null]);
  });
});

describe('a suspension stops a term that runs', () => {
  it.each([
    ['the last day', '2022-03-31 23:59', true],
    ['the day after', '2022-04-01 00:00', false],
  ])('%s', (_, at, expected) => {
    const course = after(aCourse(), fact('suspended', at, {}));
    expect(course.termStopped).toBe(expected);
    expect(course.suspension).not.toBeNull();
  });

  it('none where the survey has no such round', () => {
    const course = after(strangeCourse(R0), fact('suspended', '2022-03-01', {}));
    expect(course.termStopped).toBe(false);
  });

  it('ends with it', () => {
    const course = aCourse({ suspension: fact('suspended', '2022-03-10', {}), termStopped: true });
    expect(after(course, fact('resumed', '2022-03-20', {}))).toMatchObject({
      suspension: null,
      termStopped: false,
    });
    expect(course.dues.at(-1)?.due.date).toBe('2022-04-11');
    expect(after(aCourse(), fact('resumed', '2022-03-20', {})).dues).toHaveLength(1);
  });
});

describe('a round that the survey does not have gets no due date', () => {
  const lapse = { because: 'x', due: day('2022-04-29'), reason: 'variazione' };
  const suspension = fact('suspended', '2022-03-10', {});

  it.each<[string, Fact, Partial<Course>]>([
    ['by an extension', extended('2022-03-01', '2022-04-29'), {}],
    ['by a lapse', fact('exemption-lapsed', '2022-03-01', lapse), {}],
    ['by a resumption', fact('resumed', '2022-03-20', {}), { suspension, termStopped: true }],
  ])('%s', (_, one, changes) => {
    expect(after(strangeCourse(R0, changes), one).dues).toEqual([]);
  });
});

describe('an extension', () => {
  it.each([
    ['2022-03-30', 'scadenza anticipata al 30/03/2022: richiesta motivata'],
    ['2022-03-31', 'scadenza prorogata al 31/03/2022: richiesta motivata'],
    ['2022-04-01', 'scadenza prorogata al 01/04/2022: richiesta motivata'],
  ])('to %s is named by the due date before it', (due, rule) => {
    const course = after(aCourse(), extended('2022-03-01', due));
    expect(course.dues.at(-1)?.due).toMatchObject({
      version: 2,
      date: due,
      nominal: due,
      steps: [{ rule }],
    });
  });

  it('to a holiday rolls day by day to the end: Sunday 24 April 2022 to Tuesday 26 April', () => {
    const course = after(aCourse(), extended('2022-03-01', '2022-04-24'));
    expect(course.dues.at(-1)?.due).toMatchObject({ date: '2022-04-26', nominal: '2022-04-24' });
  });
});
