import { describe, expect, it } from '@jest/globals';
import { distance, isSlipOf } from './distance.js';

describe('a slip of the keyboard', () => {
  it.each([
    ['the same word, however short', 'di', 'di'],
    ['a letter left out of four', 'bri', 'bari'],
    ['a letter doubled', 'allogggi', 'alloggi'],
    ['two neighbours swapped', 'tarni', 'trani'],
    ['one letter for another', 'trami', 'trani'],
    ['two slips in nine letters', 'dtazioe', 'dotazione'],
  ])('is %s', (_, word, meant) => {
    expect(isSlipOf(word, meant)).toBe(true);
  });

  it.each([
    ['a letter of three', 'vie', 'via'],
    ['two slips in eight letters', 'imobie', 'immobile'],
    ['two slips in four letters', 'ba', 'bari'],
    ['three slips in nine letters', 'dtazoe', 'dotazione'],
    ['another word', 'andria', 'trani'],
  ])('is not %s', (_, word, meant) => {
    expect(isSlipOf(word, meant)).toBe(false);
  });
});

describe('the distance of two words', () => {
  it.each<[string, string, number, number | null]>([
    ['abc', 'abc', 0, 0],
    ['abc', 'abd', 0, null],
    ['', 'abc', 3, 3],
    ['abc', '', 3, 3],
    ['', 'abc', 2, null],
    ['abcd', 'abxd', 2, 1],
    ['ab', 'ba', 1, 1],
    ['abcd', 'acbd', 2, 1],
    ['abcd', 'badc', 2, 2],
    ['ca', 'abc', 3, 3],
    ['abc', 'cba', 3, 2],
    ['abcdef', 'bcdefa', 3, 2],
    ['aab', 'aba', 2, 1],
    ['xab', 'xyba', 3, 2],
  ])('from "%s" to "%s", at most %d, is %s', (a, b, most, found) => {
    expect(distance(a, b, most)).toBe(found);
  });

  it('is not measured beyond 64 letters', () => {
    expect(distance('a'.repeat(64), 'a'.repeat(64), 1)).toBe(0);
    expect(distance('a'.repeat(65), 'a'.repeat(65), 1)).toBeNull();
  });
});
