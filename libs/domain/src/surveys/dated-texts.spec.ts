import { describe, expect, it } from '@jest/globals';
import { localDate } from '../calendar/local-date.js';
import { textsOn } from './dated-texts.js';

const signatories = [
  { validFrom: localDate('2021-01-01'), validTo: localDate('2022-06-30'), text: 'prima' },
  { validFrom: localDate('2022-07-01'), validTo: null, text: 'seconda' },
];

describe('textsOn', () => {
  it.each([
    ['2020-12-31', [], 'the day before the first took office'],
    ['2021-01-01', ['prima'], 'her first day'],
    ['2022-06-30', ['prima'], 'her last day'],
    ['2022-07-01', ['seconda'], 'her successor’s first day'],
    ['2030-01-01', ['seconda'], 'no end'],
  ])('on %s gives %j: %s', (day, texts) => {
    expect(textsOn(signatories, localDate(day))).toEqual(texts);
  });
});
