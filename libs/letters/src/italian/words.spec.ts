import { describe, it, expect } from '@jest/globals';
import { dayWith, longDay, romeParts, shortDay } from './dates.js';
import { counted, daysLeft, listOf, numberText, termText } from './words.js';

describe('days in a letter', () => {
  it('are written in figures or in words, the first of a month as an ordinal', () => {
    expect(shortDay('2022-03-31')).toBe('31/03/2022');
    expect(longDay('2022-03-31')).toBe('31 marzo 2022');
    expect(longDay('2022-04-01')).toBe('1° aprile 2022');
    expect(longDay('2022-04-08')).toBe('8 aprile 2022');
  });

  it.each([
    [
      '2022-04-01',
      'al 1° aprile 2022',
      'il 1° aprile 2022',
      'del 1° aprile 2022',
      'dal 1° aprile 2022',
    ],
    [
      '2022-04-07',
      'al 7 aprile 2022',
      'il 7 aprile 2022',
      'del 7 aprile 2022',
      'dal 7 aprile 2022',
    ],
    [
      '2022-04-08',
      'all’8 aprile 2022',
      'l’8 aprile 2022',
      'dell’8 aprile 2022',
      'dall’8 aprile 2022',
    ],
    [
      '2022-04-10',
      'al 10 aprile 2022',
      'il 10 aprile 2022',
      'del 10 aprile 2022',
      'dal 10 aprile 2022',
    ],
    [
      '2022-04-11',
      'all’11 aprile 2022',
      'l’11 aprile 2022',
      'dell’11 aprile 2022',
      'dall’11 aprile 2022',
    ],
    [
      '2022-04-18',
      'al 18 aprile 2022',
      'il 18 aprile 2022',
      'del 18 aprile 2022',
      'dal 18 aprile 2022',
    ],
  ])('%s elides its preposition only before eight and eleven', (day, al, il, del, dal) => {
    expect([
      dayWith('al', day),
      dayWith('il', day),
      dayWith('del', day),
      dayWith('dal', day),
    ]).toEqual([al, il, del, dal]);
  });

  it('of an instant are those of Rome, across the change of the clocks on Sunday 27 March 2022', () => {
    expect(romeParts('2022-03-27T00:59:00.000Z')).toEqual({ day: '2022-03-27', time: '01:59' });
    expect(romeParts('2022-03-27T01:00:00.000Z')).toEqual({ day: '2022-03-27', time: '03:00' });
    expect(romeParts('2022-03-30T22:30:00.000Z')).toEqual({ day: '2022-03-31', time: '00:30' });
  });

  it('that do not exist are refused', () => {
    expect(() => longDay('2022-06-31')).toThrow(/30 giorni/);
  });
});

describe('words', () => {
  it('joins a list with commas and «e»', () => {
    expect([listOf([]), listOf(['a']), listOf(['a', 'b']), listOf(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a e b',
      'a, b e c',
    ]);
  });

  it('groups thousands', () => {
    expect([0, 999, 1000, 1240, 1234567, -5].map(numberText)).toEqual([
      '0',
      '999',
      '1.000',
      '1.240',
      '1.234.567',
      '−5',
    ]);
  });

  it('counts in the singular only for one', () => {
    expect([0, 1, 2].map((n) => counted(n, 'alloggio', 'alloggi'))).toEqual([
      '0 alloggi',
      '1 alloggio',
      '2 alloggi',
    ]);
  });

  it.each([
    [45, 'mancano 45 giorni'],
    [2, 'mancano 2 giorni'],
    [1, 'scade domani'],
    [0, 'scade oggi'],
    [-1, 'è scaduto ieri'],
    [-2, 'è scaduto da 2 giorni'],
    [-4, 'è scaduto da 4 giorni'],
  ])('%i days from the due date: %s', (days, words) => {
    expect(daysLeft(days)).toBe(words);
  });

  it('says a term in words, and leaves a typed one as typed', () => {
    expect(['P30D', 'P1D', 'P10WD', 'P1M', 'P2Y', '30 giorni naturali'].map(termText)).toEqual([
      '30 giorni',
      '1 giorno',
      '10 giorni lavorativi',
      '1 mese',
      '2 anni',
      '30 giorni naturali',
    ]);
  });
});
