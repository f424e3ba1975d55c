import { describe, expect, it } from '@jest/globals';
import { readReferenceDay } from './reference-day.js';

describe('readReferenceDay', () => {
  it.each([
    ['30/06', '06-30'],
    ['31/12', '12-31'],
    ['01/01', '01-01'],
    ['28/02', '02-28'],
  ])('reads %s as %s', (text, day) => {
    expect(readReferenceDay(text, false)).toBe(day);
  });

  it('reads the letter’s 31/06 as 30/06 once somebody confirmed it', () => {
    expect(readReferenceDay('31/06', true)).toBe('06-30');
  });

  it.each([
    ['31/06', false, 'without a confirmed reading'],
    ['31/04', true, 'another impossible day'],
    ['31/09', true, 'another impossible day'],
    ['31/11', true, 'another impossible day'],
    ['30/02', true, 'another impossible day'],
    ['29/02', true, 'a day that not every year has'],
    ['32/12', true, 'day 32'],
    ['00/12', true, 'day 0'],
    ['01/13', true, 'month 13'],
    ['01/00', true, 'month 0'],
  ])('refuses %s as impossible (reading confirmed: %s): %s', (text, confirmed) => {
    expect(() => readReferenceDay(text, confirmed, 'giorno')).toThrow(
      expect.objectContaining({ code: 'impossible-date', field: 'giorno', found: text }),
    );
  });

  it.each(['06-30', '30/6', '30/06/2022', 'fine giugno', ''])('refuses the form of %j', (text) => {
    expect(() => readReferenceDay(text, true)).toThrow(
      expect.objectContaining({ code: 'invalid-date' }),
    );
  });
});
