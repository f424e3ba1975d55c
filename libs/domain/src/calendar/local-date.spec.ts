import { describe, expect, it } from '@jest/globals';
import { DomainError } from './errors.js';
import { addDays, daysBetween, LAST_DAY, localDate, monthName, weekday } from './local-date.js';

function refusal(read: () => unknown): DomainError {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('localDate', () => {
  it.each(['2022-03-31', '2024-02-29', '1583-01-01', '9999-12-31'])('takes %s', (text) => {
    expect(localDate(text)).toBe(text);
  });

  it.each([
    ['2022-06-31', 'impossible-date', '31 June, which Date takes for 1 July'],
    ['2023-02-29', 'impossible-date', '29 February of a common year'],
    ['2100-02-29', 'impossible-date', '29 February of a century'],
    ['2022-13-01', 'impossible-date', 'month 13'],
    ['2022-00-10', 'impossible-date', 'month 0'],
    ['2022-01-00', 'impossible-date', 'day 0'],
    ['2022-1-1', 'invalid-date', 'single digits'],
    ['31/03/2022', 'invalid-date', 'the Italian form'],
    ['2022-03-31T00:00', 'invalid-date', 'a time beside it'],
    [' 2022-03-31', 'invalid-date', 'a blank before it'],
    ['2022-03-31\n', 'invalid-date', 'a line end after it'],
    ['', 'invalid-date', 'nothing'],
    ['1582-12-31', 'date-out-of-range', 'the year of the reform'],
    ['0001-01-01', 'date-out-of-range', 'the first year'],
  ])('refuses %j as %s: %s', (text, code) => {
    expect(refusal(() => localDate(text)).code).toBe(code);
  });

  it('refuses what is no text at all', () => {
    expect(refusal(() => localDate(20_220_331 as unknown as string)).code).toBe('invalid-date');
    expect(refusal(() => localDate(undefined as unknown as string)).found).toBe('undefined');
  });

  it('names the field, what was found and what was expected', () => {
    const error = refusal(() => localDate('2022-06-31', 'reference'));
    expect(error).toMatchObject({ name: 'DomainError', field: 'reference', found: '2022-06-31' });
    expect(error.message).toBe(
      'reference: trovato «2022-06-31», atteso un giorno che esiste (giugno 2022 ha 30 giorni)',
    );
  });
});

describe('addDays', () => {
  it.each([
    ['2022-02-28', 1, '2022-03-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2022-01-01', -1, '2021-12-31'],
    ['2022-03-31', 0, '2022-03-31'],
  ])('%s and %i days is %s', (day, n, expected) => {
    expect(addDays(localDate(day), n)).toBe(expected);
  });

  it('ends at the years 1583 and 9999', () => {
    expect(addDays(localDate('9999-12-30'), 1)).toBe(LAST_DAY);
    expect(addDays(localDate('1583-01-02'), -1)).toBe('1583-01-01');
    expect(refusal(() => addDays(LAST_DAY, 1)).code).toBe('date-out-of-range');
    expect(refusal(() => addDays(localDate('1583-01-01'), -1)).found).toBe('1583-01-01 − 1 giorni');
  });
});

describe('daysBetween', () => {
  it('counts forward positive and backward negative', () => {
    const [a, b] = [localDate('2024-02-28'), localDate('2024-03-01')];
    expect(daysBetween(a, b)).toBe(2);
    expect(daysBetween(b, a)).toBe(-2);
    expect(daysBetween(a, a)).toBe(0);
  });
});

describe('weekday', () => {
  it.each([
    ['2022-03-28', 1],
    ['2022-03-31', 4],
    ['2022-04-02', 6],
    ['2022-04-03', 7],
    ['1969-12-29', 1],
    ['1583-01-01', 6],
  ])('%s is ISO day %i', (day, expected) => {
    expect(weekday(localDate(day))).toBe(expected);
  });
});

describe('monthName', () => {
  it('says the months in Italian', () => {
    expect([1, 6, 12].map(monthName)).toEqual(['gennaio', 'giugno', 'dicembre']);
  });
});
