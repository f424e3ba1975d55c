import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { isReferenceDate, referencesOf } from './references.js';

const dates = { firstReference: localDate('2021-12-31'), referenceDays: ['12-31', '06-30'] };

describe('reference dates', () => {
  it('come in order of time whatever the order of the survey', () => {
    const references = referencesOf(dates);
    const four = Array.from({ length: 4 }, () => references.next().value);
    expect(four).toEqual(['2021-12-31', '2022-06-30', '2022-12-31', '2023-06-30']);
  });

  it('are the first alone where the survey has no yearly day', () => {
    expect([...referencesOf({ ...dates, referenceDays: [] })]).toEqual(['2021-12-31']);
  });

  it('come to an end before the calendar does', () => {
    expect([...referencesOf({ ...dates, referenceDays: ['12-31'] })].at(-1)).toBe('9989-12-31');
  });

  it.each([
    ['2021-12-31', true, 'the first'],
    ['2021-06-30', false, 'a yearly day before the first'],
    ['2022-06-30', true, 'a yearly day'],
    ['2022-06-29', false, 'the day before'],
  ])('%s is one: %s (%s)', (day, expected) => {
    expect(isReferenceDate(dates, localDate(day))).toBe(expected);
  });
});
