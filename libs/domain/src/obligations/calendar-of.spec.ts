import { describe, expect, it } from '@jest/globals';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { isHoliday } from '../calendar/day-kind.js';
import { calendarOf } from './due.js';
import { day, survey } from './testing/record.js';

// L. 151/2025, published on 10 October 2025, made 4 October a holiday from 2026.
const saintFrancis = day('2027-10-04');
const saturday = day('2023-09-30');

describe('the calendar of a survey', () => {
  it.each([
    ['the day before publication', '2025-10-09', false],
    ['the day of publication', '2025-10-10', true],
    ['long before', '2022-01-01', false],
    ['long after', '2030-01-01', true],
  ])('knows 4 October as the law stood on %s', (_, lawDay, expected) => {
    expect(isHoliday(calendarOf(survey, day(lawDay)), saintFrancis)).toBe(expected);
  });

  it('counts Saturday as the survey says', () => {
    const strict = aSurvey({ saturday: 'holiday' });
    expect(isHoliday(calendarOf(survey, day('2022-01-01')), saturday)).toBe(false);
    expect(isHoliday(calendarOf(strict, day('2022-01-01')), saturday)).toBe(true);
  });

  it('is one for each state of the law, so that the years reckoned are kept', () => {
    const one = calendarOf(survey, day('2022-01-01'));
    expect(calendarOf(survey, day('2022-01-02'))).toBe(one);
    expect(calendarOf(survey, day('2025-10-10'))).not.toBe(one);
  });
});
