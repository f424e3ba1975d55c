import { describe, expect, it } from '@jest/globals';
import { civilToLocalDate, daysInMonth } from './day-number.js';
import { DomainError } from './errors.js';
import { addMinutes, instant } from './instant.js';
import { addDays, localDate } from './local-date.js';
import { romeInstant } from './rome.js';

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
  return 'taken';
}

const YEARS = 'un anno da 1583 a 9999';

describe('a refused day says what was expected', () => {
  it.each([
    ['31/03/2022', 'data: trovato «31/03/2022», atteso un giorno nella forma AAAA-MM-GG'],
    ['2022-13-01', 'data: trovato «2022-13-01», atteso un mese da 01 a 12'],
    ['2022-00-01', 'data: trovato «2022-00-01», atteso un mese da 01 a 12'],
    ['2022-12-31', 'taken'],
    ['2022-01-01', 'taken'],
    [
      '2022-02-29',
      'data: trovato «2022-02-29», atteso un giorno che esiste (febbraio 2022 ha 28 giorni)',
    ],
    ['1582-12-31', `data: trovato «1582-12-31», atteso ${YEARS}`],
  ])('%s', (text, message) => {
    expect(messageOf(() => localDate(text))).toBe(message);
  });

  it('also when it is a list of one text', () => {
    const list = ['2022-03-31'] as unknown as string;
    expect(messageOf(() => localDate(list))).toMatch(
      /^data: trovato «2022-03-31», atteso un giorno/u,
    );
  });

  it.each([
    ['9999-12-31', 2, `data: trovato «9999-12-31 + 2 giorni», atteso ${YEARS}`],
    ['1583-01-01', -2, `data: trovato «1583-01-01 − 2 giorni», atteso ${YEARS}`],
    ['9999-12-31', 0, 'taken'],
  ])('%s and %i days', (day, n, message) => {
    expect(messageOf(() => addDays(localDate(day), n))).toBe(message);
  });
});

describe('a refused moment says what was expected', () => {
  const ISO = 'un istante ISO 8601 con fuso, come 2022-03-10T10:00:00+01:00';
  const REAL = 'un giorno che esiste';
  const TIME = 'un’ora da 00:00:00 a 23:59:59';
  const ZONE = 'un fuso da -14:00 a +14:00';

  it.each<[string, string | null]>([
    ['adesso', ISO],
    ['2022-13-10T10:00Z', REAL],
    ['2022-00-10T10:00Z', REAL],
    ['2022-13-00T10:00Z', REAL],
    ['2022-02-29T10:00Z', REAL],
    ['2022-12-31T10:00Z', null],
    ['2022-03-10T24:00Z', TIME],
    ['2022-03-10T23:59:59Z', null],
    ['2022-03-10T10:00+15:00', ZONE],
    ['2022-03-10T10:00+14:00', null],
    ['2022-03-10T10:00+01:60', ZONE],
    ['2022-03-10T10:00+01:59', null],
    ['1582-12-31T23:59:59.999Z', YEARS],
    ['1583-01-01T00:00:00.000Z', null],
    ['9999-12-31T23:59:59.999Z', null],
    ['9999-12-31T23:59:59.999-00:01', YEARS],
  ])('%s', (text, expected) => {
    const message = expected === null ? 'taken' : `istante: trovato «${text}», atteso ${expected}`;
    expect(messageOf(() => instant(text))).toBe(message);
  });

  it('also when it is a list of one text', () => {
    const list = ['2022-03-10T10:00Z'] as unknown as string;
    expect(messageOf(() => instant(list))).toBe(
      `istante: trovato «2022-03-10T10:00Z», atteso ${ISO}`,
    );
  });

  it('one without seconds is the first of its minute', () => {
    expect(addMinutes(instant('2022-03-10T10:00Z'), 0)).toBe('2022-03-10T10:00:00.000Z');
  });
});

describe('a refused time of day says what was expected', () => {
  it.each(['24:00', '10:60', '9:00', '10', '10:00:60', '10:00:00.', '10:00:00.0000', ' 10:00'])(
    '%s',
    (time) => {
      expect(messageOf(() => romeInstant(localDate('2022-03-31'), time))).toBe(
        `ora: trovato «${time}», atteso un’ora HH:mm, HH:mm:ss o HH:mm:ss.SSS`,
      );
    },
  );
});

describe('a day of three numbers', () => {
  it.each([
    [999, 1, 2, '0999-01-02'],
    [1000, 10, 9, '1000-10-09'],
    [2022, 9, 10, '2022-09-10'],
  ])('%i %i %i', (year, month, day, expected) => {
    expect(civilToLocalDate(year, month, day)).toBe(expected);
  });

  it.each([0, 13])('month %i has no days', (month) => {
    expect(daysInMonth(2024, month)).toBe(0);
  });
});
