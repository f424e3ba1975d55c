import { describe, expect, it } from '@jest/globals';
import type { Course, DueVersion } from './course.js';
import { day, R1, transmitted } from './testing/record.js';
import { aCourse, anAnswer, strangeCourse } from './testing/course.js';
import { timelinessOf } from './timeliness.js';
import type { Standing } from './transitions.js';

const OWN = '2022-03-31';

/** The due dates, each with the day of the fact that set it. */
function dues(...versions: readonly (readonly [date: string, on: string | null])[]): DueVersion[] {
  return versions.map(([date, on], i) => ({
    due: { version: i + 1, date: day(date), nominal: day(date), cause: null, steps: [] },
    on: on === null ? null : day(on),
  }));
}

function of(changes: Partial<Course>, today = '2022-05-01'): string {
  const { timeliness, since } = timelinessOf(aCourse(changes), day(today));
  return `${timeliness} ${since}`;
}

describe('what nobody owes is judged by where it stands', () => {
  it.each<[Standing, string]>([
    ['exempt', 'on-time 2022-01-01'],
    ['carried-nil', 'on-time 2022-01-01'],
    ['cancelled', 'pending 2022-01-01'],
    ['open', 'overdue 2022-04-01'],
    ['rejected', 'overdue 2022-04-01'],
  ])('%s', (standing, expected) => {
    const answers = [anAnswer(transmitted('2022-03-01'))];
    expect(of({ standing, answers })).toBe(expected);
  });

  it('and a round that the survey does not have is pending: it has no due date', () => {
    const R0 = day('2020-12-31');
    const answers = [anAnswer(transmitted('2022-03-01', { round: R0 }))];
    const course = strangeCourse(R0, { standing: 'transmitted', answers });
    expect(timelinessOf(course, R1)).toEqual({ timeliness: 'pending', since: R0 });
  });
});

describe('an answered round, by its first answer', () => {
  const answered = (at: string, versions: DueVersion[], whileSuspended = false) =>
    of({
      standing: 'transmitted',
      since: day(at),
      dues: versions,
      answers: [anAnswer(transmitted(at), 'standing', whileSuspended)],
    });

  it.each([
    ['in time', '2022-03-31', dues([OWN, null]), 'on-time 2022-03-31'],
    ['late', '2022-04-01', dues([OWN, null]), 'late 2022-04-01'],
    [
      'late until the extension',
      '2022-04-01',
      dues([OWN, null], ['2022-04-29', '2022-04-10']),
      'on-time 2022-04-10',
    ],
    [
      'in time before and after the extension',
      '2022-03-31',
      dues([OWN, null], ['2022-04-29', '2022-04-10']),
      'on-time 2022-03-31',
    ],
    [
      'in time by an extension of before',
      '2022-04-20',
      dues([OWN, null], ['2022-04-29', '2022-04-10']),
      'on-time 2022-04-20',
    ],
    [
      'late all the same',
      '2022-04-30',
      dues([OWN, null], ['2022-04-29', '2022-05-01']),
      'late 2022-04-30',
    ],
    [
      'late since the due date was brought forward',
      '2022-03-20',
      dues([OWN, null], ['2022-03-10', '2022-03-25']),
      'late 2022-03-25',
    ],
    [
      'in time by the day on which the due date of before ended',
      '2022-03-31',
      dues([OWN, null], ['2022-03-30', '2022-04-05']),
      'late 2022-04-05',
    ],
  ])('%s', (_, at, versions, expected) => {
    expect(answered(at, versions)).toBe(expected);
  });

  it('is in time when it came while the term did not run, and counts as of today otherwise', () => {
    expect(answered('2022-04-20', dues([OWN, null]), true)).toBe('on-time 2022-04-20');
    expect(answered('2022-04-20', dues([OWN, null]), false)).toBe('late 2022-04-20');
  });
});

describe('an open round, by today', () => {
  it.each([
    ['the last day is pending', dues([OWN, null]), '2022-03-31', 'pending 2022-01-01'],
    ['the day after is overdue', dues([OWN, null]), '2022-04-01', 'overdue 2022-04-01'],
    [
      'extended on the last day it was never overdue',
      dues([OWN, null], ['2022-05-31', '2022-03-31']),
      '2022-05-01',
      'pending 2022-01-01',
    ],
    [
      'extended on the day after it was overdue until then',
      dues([OWN, null], ['2022-05-31', '2022-04-01']),
      '2022-05-01',
      'pending 2022-04-01',
    ],
    [
      'overdue since the day after the last version',
      dues([OWN, null], ['2022-04-29', '2022-04-10']),
      '2022-05-01',
      'overdue 2022-04-30',
    ],
  ])('%s', (_, versions, today, expected) => {
    expect(of({ dues: versions }, today)).toBe(expected);
  });

  it('is not overdue while the term stands still', () => {
    expect(of({ termStopped: true })).toBe('pending 2022-01-01');
    expect(of({ termStopped: false })).toBe('overdue 2022-04-01');
  });

  it('reopened after the due date it is overdue since it was reopened', () => {
    expect(of({ standing: 'rejected', since: day('2022-04-15') })).toBe('overdue 2022-04-15');
  });
});
