import { describe, expect, it } from '@jest/globals';
import { numeral } from './numerals.js';

describe('an Italian numeral', () => {
  it.each([
    ['sei', 6],
    ['venti', 20],
    ['trenta', 30],
    ['quaranta', 40],
    ['cinquanta', 50],
    ['sessanta', 60],
    ['settanta', 70],
    ['ottanta', 80],
    ['novanta', 90],
    ['ventidue', 22],
    ['novantanove', 99],
    ['quarantacinque', 45],
  ])('of one word, "%s", is %d', (word, value) => {
    expect(numeral(word)).toBe(value);
  });

  it.each([
    ['ventun', 21],
    ['ventuno', 21],
    ['trentun', 31],
    ['ventotto', 28],
    ['ottantotto', 88],
    ['ventsei', 26],
  ])('may lose a vowel, as "%s" for %d', (word, value) => {
    expect(numeral(word)).toBe(value);
  });

  it.each([
    ['centouno', 101],
    ['centuno', 101],
    ['centotto', 108],
    ['centootto', 108],
    ['centodue', 102],
    ['centottanta', 180],
    ['duecentottantotto', 288],
    ['novecento', 900],
    ['novecentonovantanove', 999],
  ])('of hundreds, "%s", is %d', (word, value) => {
    expect(numeral(word)).toBe(value);
  });

  it.each([
    ['milleuno', null],
    ['millecentouno', 1101],
    ['milledue', 1002],
    ['duemila', 2000],
    ['ventimila', 20_000],
    ['duecentomilatrecento', 200_300],
    ['quattrocentocinquantaquattromilaquattrocentocinquantaquattro', 454_454],
  ])('of thousands, "%s", is %s', (word, value) => {
    expect(numeral(word)).toBe(value);
  });

  it.each([
    ['a unit of two figures', 'ventidieci'],
    ['a zero at its end', 'ventizero'],
    ['more than nine hundreds', 'diecicento'],
    ['hundreds without their ending', 'cent'],
    ['a foreign word before "cento"', 'piucento'],
    ['a foreign word after "cento"', 'centomigliaia'],
    ['thousands in the singular after a number', 'duemille'],
    ['a foreign word before "mila"', 'tantimila'],
    ['a foreign word after "mille"', 'millefoglie'],
    ['a sign after "mille"', 'mille-due'],
    ['a name of something else', 'quarantena'],
    ['nothing', ''],
  ])('is none with %s', (_, word) => {
    expect(numeral(word)).toBeNull();
  });
});
