import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import { amounts, mayCount, statedUnits } from './amounts.js';

const read = (text: string): readonly number[] => amounts(tokens(clean(text)));
const may = (text: string): boolean => mayCount(tokens(clean(text)));

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

describe('a sentence with a number that may be of dwellings', () => {
  it.each([
    'gli alloggi, per quanto si sa, dodici',
    'il patrimonio conta 12 elementi',
    '12 automezzi e gli alloggi',
    'alloggi 1) 12',
    'a) alloggi 12',
    'n. 12 alloggi',
    'patrimonio 1899',
    '2022 alloggi',
    'alloggi 12 del Comune',
  ])('is one about dwellings: "%s"', (text) => {
    expect(may(text)).toBe(true);
  });

  it.each(['12 in totale', 'in totale 12', 'gestisce 12', 'ha 12', 'sono 12', 'risultano dodici'])(
    'is one that counts or owns, whatever it speaks of: "%s"',
    (text) => {
      expect(may(text)).toBe(true);
    },
  );

  it.each<[string, boolean]>([
    ['dodici', true],
    ['restano ancora dodici, dicono', true],
    ['oggi, 31 dicembre 2021', false],
    ['entro giorni trenta', false],
    ['zero', false],
  ])('may have it in letters, in "%s": %s', (text, wanted) => {
    expect(may(text)).toBe(wanted);
  });

  it.each<[string, boolean]>([
    ['N. 12', true],
    ['Numero: 12', true],
    ['Quantità 12', true],
    ['Dati: 12', false],
    ['Consistenza 9999 del territorio', true],
    ['N. 9999', true],
    ['N. 10.000', false],
    ['N. 2211 del 14/02/2022', false],
    ['N. 1234/2022', false],
    ['12', false],
    ['- 12 -', false],
    ['int. 12', false],
  ])('may be the value of a form, "%s": %s', (text, wanted) => {
    expect(may(text)).toBe(wanted);
  });

  it.each<[string, boolean]>([
    ['ne restano 12', true],
    ['ne sono già stati assegnati 12', false],
    ['ne sono stati assegnati 12', true],
    ['restano 12', false],
    ['ne restano zero', false],
    ['12 ne restano', false],
  ])('speaks of those named before, at most four words apart, in "%s": %s', (text, wanted) => {
    expect(may(text)).toBe(wanted);
  });

  it.each([
    'alloggi: 12 in totale al 31/12/2021',
    'il patrimonio era 12 del 31/12/2021',
    'possiede 12 del totale al 31/12/2021',
    'alloggi 12 in data 31/12/2021',
    'alloggi comunali 12 del 31/12/2021',
    'alloggi n. 12 a Trani, non il 31/12/2021',
    'alloggi al 31/12/2021 12 del Comune',
    'il 31/12/2021 gli alloggi a Trani, 12',
    'alloggi sfitti 12 al 31/12/2021',
    'alloggi sfitti 12 del Comune di Trani rilevati al 31/12/2021',
  ])('is one of a day too: "%s"', (text) => {
    expect(may(text)).toBe(true);
  });

  it.each([
    'gli alloggi sono 0',
    'gli alloggi di legge',
    'alloggi, prot. n. 12',
    'alloggi nel 2022',
    '1) alloggi',
    'Tel. 0883',
    'Via Garibaldi 12',
  ])('is not "%s"', (text) => {
    expect(may(text)).toBe(false);
  });

  it.each([
    'nota n. 2211 del 14/02/2022',
    '2211 del 14/02/2022',
    '2211 in data 14/02/2022',
    '2211 data 14/02/2022',
    '2211 dd 14/02/2022',
    '2211 - 14/02/2022',
    'D.P.R. 28/12/2000 n. 445',
    'D.P.R. 28/12/2000 n 445',
    'D.P.R. 28/12/2000 nr 445',
    'D.P.R. 28/12/2000 n° 445',
    'D.P.R. 28/12/2000, 445',
    'vostra 2211 del 14/02/2022',
  ])('is not one that names an act: "alloggi, %s"', (text) => {
    expect(may(`alloggi, ${text}`)).toBe(false);
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
