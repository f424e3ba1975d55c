import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { numeral } from './numerals.js';
import { tokens } from './tokens.js';

const read = (text: string): string[] =>
  tokens(clean(text)).map(({ kind, is, value, day }) => {
    if (day !== undefined) return `${day.year}-${day.month}-${day.day}`;
    return value === undefined ? `${kind === 'code' ? '#' : ''}${is}` : String(value);
  });

describe('tokens', () => {
  it.each([
    ['31/12/2021', ['2021-12-31']],
    ['31.12.21', ['2021-12-31']],
    ['31-12-2021', ['2021-12-31']],
    ['31 / 12 / 2021', ['2021-12-31']],
    ['2021-12-31', ['2021-12-31']],
    ['31 dicembre 2021', ['2021-12-31']],
    ['1° gennaio 2022', ['2022-1-1']],
    ['30 giu. 2022', ['2022-6-30']],
    ['31/06/2022', ['2022-6-31']],
    ['I semestre 2022', ['2022-6-30']],
    ['1° sem. 2022', ['2022-6-30']],
    ["secondo semestre dell'anno 2021", ['2021-12-31']],
  ])('reads the day in "%s"', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it.each([
    ['1.250 alloggi', ['1250', 'alloggi']],
    ['n. 0 (zero)', ['n', '.', '0', '(', '0', ')']],
    ['1234/2022', ['#1234/2022']],
    ['c_a285', ['#c_a285']],
    ['E.R.P.', ['erp']],
    ["dell'Ente", ['dell', 'ente']],
    ["proprieta' e' nulla", ['proprieta', 'è', 'nulla']],
    ['PROPRIETÀ È', ['proprieta', 'è']],
    ['Trani – Bari', ['trani', '-', 'bari']],
    ['a@b.it https://x.it/0', ['#@', '#@']],
  ])('reads "%s"', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });
});

describe('numeral', () => {
  it.each([
    ['zero', 0],
    ['dodici', 12],
    ['ventuno', 21],
    ['ventitre', 23],
    ['trentotto', 38],
    ['cento', 100],
    ['centoventitre', 123],
    ['duecento', 200],
    ['mille', 1000],
    ['milleduecentocinquanta', 1250],
    ['tremila', 3000],
    ['alloggi', null],
    ['recente', null],
    ['centro', null],
    ['uno', null],
    ['accento', null],
  ])('of "%s" is %s', (word, value) => {
    expect(numeral(word)).toBe(value);
  });
});
