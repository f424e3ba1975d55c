import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import { amounts, statedUnits } from './amounts.js';

const read = (text: string): readonly number[] => amounts(tokens(clean(text)));

describe('the numbers of dwellings in a text', () => {
  it.each([
    ['12 alloggi', [12]],
    ['12 (dodici) alloggi', [12, 12]],
    ['n. 3 unità immobiliari', [3]],
    ['12 in totale', [12]],
    ['alloggi: 12', [12]],
    ['alloggi ERP in proprietà: 12', [12]],
    ['consistenza pari a 12', [12]],
    ['il patrimonio è di 12', [12]],
    ['possiede 12', [12]],
    ['detiene complessivamente 12', [12]],
    ['totale 12', [12]],
    ['alloggi: 0 occupati, 12 in totale', [0, 12]],
    ['2022 alloggi', [2022]],
    ['1899 in totale', [1899]],
    ['2101 in totale', [2101]],
    ['piano di 12 alloggi', [12]],
    ['art. 12 alloggi', [12]],
    ['possiede duemila', [2000]],
    ['possiede 2.022', [2022]],
    ['possiede 12.022', [12022]],
    ['possiede 2022,0', [2022]],
    ['possiede 02022', [2022]],
    ['alloggi: 10 e 12', [10, 12]],
    ['alloggi: 12 in totale al 31/12/2021', [12]],
    ['(12) alloggi', [12]],
    ['i 3) alloggi', [3]],
  ])('are, in "%s", %j', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it.each([
    '12',
    'dodici persone e un alloggio',
    '12 automezzi del patrimonio',
    '12, alloggi',
    '12: alloggi',
    '12 di di di di di di alloggi',
    'alloggi 12',
    'alloggi e automezzi: 12',
    '1,5 alloggi',
    'alloggi: 1,5',
    'prot. n. 12 del patrimonio: alloggi',
    'alloggi di cui alla legge n. 12',
    'totale art. 12',
    'alloggi: protocollo 12',
    'alloggi: anno 2022',
    'totale 2022',
    'totale 1900',
    'totale 2100',
    'alloggi: 31/12/2021',
    'alloggi indisponibili 12',
    '1) alloggi',
    '1) totale',
    'zero',
  ])('are none in "%s"', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('stand at most 20 words behind their noun', () => {
    expect(read(`alloggi: ${'di '.repeat(18)}12`)).toEqual([12]);
    expect(read(`alloggi: ${'di '.repeat(19)}12`)).toEqual([]);
  });

  it('stand at most six words before it', () => {
    expect(read(`12 ${'di '.repeat(5)}alloggi`)).toEqual([12]);
    expect(read(`12 ${'di '.repeat(6)}alloggi`)).toEqual([]);
  });
});

describe('the number that a text states', () => {
  it.each<[readonly number[], number | null]>([
    [[], null],
    [[0], 0],
    [[3, 12, 9], 12],
    [[...Array.from({ length: 1000 }, () => 1), 2], 1],
  ])('is the largest', (all, wanted) => {
    expect(statedUnits(all)).toBe(wanted);
  });
});
