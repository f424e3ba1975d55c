import { describe, expect, it } from '@jest/globals';
import type { Course, DueVersion } from './course.js';
import { describeDue, trimEnd } from './explain-due.js';
import { aCourse, strangeCourse } from './testing/course.js';
import { day, extended, fact } from './testing/record.js';
import type { FactOf } from './types.js';

describe('the due date in a sentence', () => {
  const dues = (...versions: readonly (readonly [string, string | null])[]): DueVersion[] =>
    versions.map(([date, cause], i) => ({
      due: { version: i + 1, date: day(date), nominal: day(date), cause, steps: [] },
      on: cause === null ? null : day('2022-03-20'),
    }));
  const extension = extended('2022-03-20', '2022-04-29', { id: 'ext' }) as FactOf<'extended'>;
  const lapse = fact(
    'exemption-lapsed',
    '2022-03-20',
    { because: 'sale', due: day('2022-04-29'), reason: 'variazione' },
    { id: 'lapse' },
  );

  it.each<[string, Partial<Course>, string]>([
    ['the survey’s own', {}, '31/03/2022'],
    [
      'postponed',
      { extension, dues: dues(['2022-03-31', null], ['2022-04-29', 'ext']) },
      '29/04/2022 (prorogata il 20/03/2022: richiesta motivata)',
    ],
    [
      'brought forward',
      { extension, dues: dues(['2022-04-30', null], ['2022-04-29', 'ext']) },
      '29/04/2022 (anticipata il 20/03/2022: richiesta motivata)',
    ],
    [
      'confirmed on the same day',
      { extension, dues: dues(['2022-04-29', null], ['2022-04-29', 'ext']) },
      '29/04/2022 (prorogata il 20/03/2022: richiesta motivata)',
    ],
    [
      'the only one',
      { extension, dues: dues(['2022-04-29', 'ext']) },
      '29/04/2022 (prorogata il 20/03/2022: richiesta motivata)',
    ],
    [
      'given anew by a lapse',
      { lapse, dues: dues(['2022-03-31', null], ['2022-04-29', 'lapse']) },
      '29/04/2022',
    ],
    [
      'resumed',
      { lapse, extension, dues: dues(['2022-03-31', null], ['2022-04-29', 'resumed']) },
      '29/04/2022 (termine ripreso il 20/03/2022 dopo la sospensione)',
    ],
  ])('%s', (_, changes, expected) => {
    expect(describeDue(aCourse(changes))).toBe(expected);
  });

  it('of a round that the survey does not have', () => {
    expect(describeDue(strangeCourse(day('2020-12-31')))).toBe('—');
  });

  it.each([
    ['alluvione', 'alluvione'],
    ['  alluvione. ', 'alluvione'],
    ['alluvione . . .', 'alluvione'],
    ['art. 7', 'art. 7'],
    ['', ''],
  ])('a reason as typed: "%s"', (reason, expected) => {
    expect(trimEnd(reason)).toBe(expected);
  });
});
