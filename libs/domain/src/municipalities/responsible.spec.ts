import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { aMunicipality } from '../obligations/testing/record.js';
import { responsibleOn } from './municipality.js';

const day = localDate;
const heir = aMunicipality({ istat: '110099', name: 'Nuova' });
const from = day('2000-01-01');
const to = day('2022-05-31');

describe('a successor answers after the end, and only then', () => {
  it.each([
    [
      'before it existed',
      { existsFrom: from, existsTo: to, successor: '110099' },
      '1999-12-31',
      null,
    ],
    [
      'while it exists',
      { existsFrom: from, existsTo: to, successor: '110099' },
      '2022-05-31',
      '110001',
    ],
    [
      'after its end',
      { existsFrom: from, existsTo: to, successor: '110099' },
      '2022-06-01',
      '110099',
    ],
    ['after its end without a successor', { existsTo: to }, '2022-06-01', null],
    [
      'before it existed, without an end',
      { existsFrom: from, successor: '110099' },
      '1999-12-31',
      null,
    ],
    ['without an end', { existsFrom: from, successor: '110099' }, '2022-06-01', '110001'],
  ])('%s', (_, changes, on, expected) => {
    const found = responsibleOn(aMunicipality(changes), day(on), () => heir);
    expect(found?.istat ?? null).toBe(expected);
  });
});
