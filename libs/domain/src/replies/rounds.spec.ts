import { describe, expect, it } from '@jest/globals';
import { namedDays, readDay, standsAside } from './rounds.js';
import { survey } from './testing/world.js';
import { clean } from './text/clean.js';
import { tokens } from './text/tokens.js';

const named = (text: string) => namedDays(tokens(clean(text)), survey);

describe('a day as somebody wrote it', () => {
  it.each([
    [{ year: 2021, month: 12, day: 31 }, '2021-12-31'],
    [{ year: 2022, month: 3, day: 1 }, '2022-03-01'],
    [{ year: 2022, month: 2, day: 30 }, null],
    [{ year: 2022, month: 13, day: 1 }, null],
  ])('%j is %s', (written, day) => {
    expect(readDay(written, survey)).toEqual({ day, reading: null });
  });

  it('is read as the survey confirms, and says so', () => {
    const { day, reading } = readDay({ year: 2022, month: 6, day: 31 }, survey);
    expect(day).toBe('2022-06-30');
    expect(reading).toMatch(/^«31\/06\/2022» è letto come 30\/06\/2022, secondo la lettura/);
  });
});

describe('the reference days that a text names', () => {
  it('are those of rounds, and those that would be', () => {
    expect(named('al 31/12/2021, al 14/02/2022, al 30/06/2019')).toEqual([
      { day: '2021-12-31', isRound: true, aside: false, reading: null, at: 1 },
      { day: '2019-06-30', isRound: false, aside: false, reading: null, at: 7 },
    ]);
  });

  it('are none that exist in no calendar', () => {
    expect(named('al 30/02/2022')).toEqual([]);
    expect(named('nessuna')).toEqual([]);
  });
});

describe('a day that stands aside', () => {
  const aside = (text: string): boolean => {
    const list = tokens(clean(text));
    return standsAside(
      list,
      list.findLastIndex((token) => token.day !== undefined),
    );
  };

  it.each([
    'nota prot. 12 del 31/12/2021',
    'nota n. 15678 del 31/12/2021',
    'n. 15678 dd 31/12/2021',
    '1234/2021 - 31/12/2021',
    'n. 15678 del 31/12/2021',
    'nota del 31/12/2021',
    'nota di di di di di di 31/12/2021',
    'entro il 31/12/2021',
    'dal 31/12/2021',
    'rispetto al 31/12/2021',
    'ultima di a a a a a a a a 31/12/2021',
    'trasmissione del 31/12/2021',
    'quanto trasmesso il 31/12/2021',
    'trasmissione del 31/12/2021 della consistenza',
    'la consistenza e la trasmissione del 31/12/2021',
  ])('is that of an act or of before: "%s"', (text) => {
    expect(aside(text)).toBe(true);
  });

  it.each([
    '31/12/2021',
    'alla data del 31/12/2021',
    'zero del 31/12/2021',
    '12 al 31/12/2021',
    'nota, al 31/12/2021',
    'nota; al 31/12/2021',
    'nota fino al 31/12/2021',
    'nota del 14/02/2022 al 31/12/2021',
    'nota di di di di di di di 31/12/2021',
    'ultima di di di di di di di di di di 31/12/2021',
    'trasmissione della consistenza al 31/12/2021',
    'trasmissione degli alloggi al 31/12/2021',
    'trasmissioni varie sono: consistenza al 31/12/2021',
  ])('is not the one declared: "%s"', (text) => {
    expect(aside(text)).toBe(false);
  });
});
