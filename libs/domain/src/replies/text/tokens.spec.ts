import { describe, expect, it } from '@jest/globals';
import { clean } from './clean.js';
import { numeral } from './numerals.js';
import { isAbbreviation, tokens } from './tokens.js';

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

describe('a token', () => {
  it.each([
    ['a word', 'Alloggi', { kind: 'word', is: 'alloggi' }],
    ['a word of initials', 'E.R.P.', { kind: 'word', is: 'erp' }],
    ['a number', '1.250,5', { kind: 'number', is: 'number', value: 1250.5 }],
    ['a number in words', 'Dodici', { kind: 'number', is: 'dodici', value: 12 }],
    ['a day', '10/03/2022', { kind: 'day', is: 'day', day: { year: 2022, month: 3, day: 10 } }],
    [
      'an ISO day',
      '2022-03-10',
      { kind: 'day', is: 'day', day: { year: 2022, month: 3, day: 10 } },
    ],
    ['a code', 'C_L328', { kind: 'code', is: 'c_l328' }],
    ['an address', 'a@b.it', { kind: 'code', is: '@' }],
    ['a link', 'https://b.it', { kind: 'code', is: '@' }],
    ['a sign', '+', { kind: 'sign', is: '+' }],
  ])('is %s, with its place', (_, raw, wanted) => {
    const place = { raw, from: 3, to: 3 + raw.length };
    expect(tokens(`va ${raw} `)[1]).toEqual({ ...wanted, ...place });
  });

  it.each([
    ['31/12/00', 2000],
    ['31/12/99', 2099],
    ['31/12/0100', 100],
    ['31/12/1999', 1999],
  ])('of a day, "%s", is of the year %d', (text, year) => {
    expect(tokens(text)[0]?.day?.year).toBe(year);
  });
});

describe('an apostrophe', () => {
  it.each([
    ['stands for an accent', "la proprieta' nulla", ['la', 'proprieta', 'nulla']],
    ['makes a verb of an "e"', "e' nulla", ['è', 'nulla']],
    ['makes none where it elides', "e'nulla", ['e', 'nulla']],
    ['parts an article from its noun', "l'Ente", ['l', 'ente']],
    ['parts a numeral from its noun', "ventun'unità", ['21', 'unita']],
    ['is a quote before a word', "'Ente'", ["'", 'ente']],
    ['is a quote apart from a word', "Ente 'ERP", ['ente', "'", 'erp']],
    ['is a quote behind a number', "'zero' 'unità", ["'", '0', "'", "'", 'unita']],
    ['is a quote between a sign and a word', "('Ente", ['(', "'", 'ente']],
    ['is a quote behind a sign', "(')", ['(', "'", ')']],
  ])('%s: %s', (_, text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it('belongs to the verb that it makes', () => {
    expect(tokens("non e' nulla")[1]).toEqual({ kind: 'word', is: 'è', raw: 'e', from: 4, to: 6 });
  });
});

describe('a full stop ends nothing', () => {
  it.each(['n', 'prot', 'dott', 'c.so', 'sem', 'dicem'])('after "%s"', (word) => {
    expect(isAbbreviation(word)).toBe(true);
  });

  it.each(['', ' ', 'alloggi', 'zero', 'n prot'])('but after "%s"', (word) => {
    expect(isAbbreviation(word)).toBe(false);
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
