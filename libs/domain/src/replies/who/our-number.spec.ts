import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../calendar/types.js';
import { letters } from '../testing/world.js';
import type { SentLetterRef } from '../types.js';
import { isOurNumber, registeredNumber } from './our-number.js';

describe('a registration number', () => {
  it.each([
    ['3210', '3210', null, []],
    ['n. 0003210 ', '3210', null, []],
    ['AOO_080/0003210', '3210', null, ['aoo_080']],
    ['77/2022', '77', '2022', []],
    ['2022/0004412', '4412', '2022', []],
    ['2022/2022', '2022', '2022', []],
    ['AOO_080/PROT/16/03/2022/0001234', '1234', '2022', ['aoo_080']],
    ['2022', '2022', null, []],
    ['12/14', '12/14', null, []],
    ['r_puglia/7', '7', null, ['r_puglia']],
    ['', '', null, []],
  ])('%j is number %j of %j by %j', (written, number, year, codes) => {
    expect(registeredNumber(written)).toEqual({ number, year, codes });
  });
});

describe('a registration named elsewhere', () => {
  const DAY = '2022-03-16' as LocalDate;
  const letter: SentLetterRef = {
    ...(letters[0] as SentLetterRef),
    protocol: '0003090',
    protocolDate: DAY,
    protocolArea: 'AOO_080',
  };
  const is = (number: string, date: string | null, codes: readonly string[], known = letter) =>
    isOurNumber({ number, date: date as LocalDate | null, codes }, known, 'Regione Puglia – Casa');

  it.each<[string, string | null, readonly string[]]>([
    ['3090', null, []],
    ['3090/2022', null, []],
    ['3090', DAY, ['r_puglia', 'AOO_080']],
    ['AOO_080/3090', DAY, ['R_PUGLIA']],
  ])('is ours: %j of %j by %j', (number, date, codes) => {
    expect(is(number, date, codes)).toBe(true);
  });

  it.each<[string, string | null, readonly string[]]>([
    ['3090/2021', null, []],
    ['3090', '2022-03-17', []],
    ['3090', '2019-03-16', ['r_puglia']],
    ['3090', DAY, ['c_a662', 'AOO_080']],
    ['3090', DAY, ['r_lazio']],
    ['3090', DAY, ['r_puglia', 'AOO_999']],
    ['AOO_999/3090', DAY, ['r_puglia']],
  ])('is somebody else’s: %j of %j by %j', (number, date, codes) => {
    expect(is(number, date, codes)).toBe(false);
  });

  it('is compared with what our entry tells alone', () => {
    const bare = { ...letter, protocolDate: null, protocolArea: null };
    expect(is('3090', '2019-01-01', ['r_puglia', 'AOO_1'], bare)).toBe(true);
    const whole = { ...bare, protocol: '3090/2022', protocolArea: 'r_altra/AOO_1' };
    expect(is('3090', '2019-01-01', [], whole)).toBe(false);
    expect(is('3090', DAY, ['r_altra', 'AOO_1'], whole)).toBe(true);
    expect(is('3090', DAY, ['r_puglia'], whole)).toBe(false);
  });
});
