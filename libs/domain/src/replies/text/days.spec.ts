import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { tokens } from './tokens.js';

const read = (text: string): string[] =>
  tokens(clean(text)).flatMap(({ day }) =>
    day === undefined ? [] : [`${day.year}-${day.month}-${day.day}`],
  );

describe('a day with its month in letters', () => {
  it.each([
    ['1 gennaio 2022', '2022-1-1'],
    ['1° gennaio 2022', '2022-1-1'],
    ['30 giugno del 2022', '2022-6-30'],
    ['31 dicembre dell’anno 2021', '2021-12-31'],
    ['31 dicembre, 2021', '2021-12-31'],
    ['30 giu 2022', '2022-6-30'],
    ['30 set. 2022', '2022-9-30'],
    ['30 sett. 2022', '2022-9-30'],
    ['31 dic. 21', '2021-12-31'],
    ['31 dicembre 00', '2000-12-31'],
    ['31 dicembre 1900', '1900-12-31'],
    ['31 dicembre 2199', '2199-12-31'],
    ['trentuno dicembre duemilaventuno', '2021-12-31'],
  ])('"%s" is %s', (text, day) => {
    expect(read(text)).toEqual([day]);
  });

  it.each(
    [
      'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
      'gen feb mar apr mag giu lug ago set ott nov dic',
    ].flatMap((names) => names.split(' ').map((name, index) => [name, index + 1] as const)),
  )('in %s is of the month %d', (name, month) => {
    expect(read(`5 ${name} 2022`)).toEqual([`2022-${month}-5`]);
  });

  it.each([
    '0 dicembre 2021',
    '32 dicembre 2021',
    '1,5 dicembre 2021',
    'fine dicembre 2021',
    '31 di 2021',
    '31 alloggi 2021',
    '31 dicem 2021',
    '31 dicembre',
    '31 dicembre del',
    '31 dicembre 5',
    '31 dicembre in Trani',
    '31 dicembre,',
    '31 dicembre 121',
    '31 dicembre 1899',
    '31 dicembre 2200',
    '31 dicembre 2021,5',
    '31 dicembre scorso',
    '31°',
    '31',
  ])('"%s" is none', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('is one token, over all that is written of it', () => {
    const [before, day, after] = tokens(clean('al 31 dicembre 2021 zero'));
    expect(day).toEqual({
      kind: 'day',
      is: 'day',
      raw: '31 dicembre 2021',
      from: 3,
      to: 19,
      day: { year: 2021, month: 12, day: 31 },
    });
    expect([before?.is, after?.value]).toEqual(['al', 0]);
  });
});

describe('a half-year', () => {
  it.each([
    ['I semestre 2022', '2022-6-30'],
    ['primo semestre 2022', '2022-6-30'],
    ['1 semestre 2022', '2022-6-30'],
    ['1° sem. 2022', '2022-6-30'],
    ['1^ semestre del 2022', '2022-6-30'],
    ['II semestre, 2021', '2021-12-31'],
    ['secondo semestre dell’anno 2021', '2021-12-31'],
    ['2 semestre - 2021', '2021-12-31'],
    ['II sem./2021', '2021-12-31'],
    ['II semestrale 2021', '2021-12-31'],
    ['II semestre 21', '2021-12-31'],
  ])('"%s" is its last day, %s', (text, day) => {
    expect(read(text)).toEqual([day]);
  });

  it.each([
    'terzo semestre 2022',
    '3 semestre 2022',
    'I trimestre 2022',
    'I 2022',
    'semestre 2022',
    'I semestre',
    'I semestre del',
    'I semestre prossimo',
    '1°',
    '1° 2022',
    'I',
    'I sem. in Trani',
  ])('"%s" is none', (text) => {
    expect(read(text)).toEqual([]);
  });
});
