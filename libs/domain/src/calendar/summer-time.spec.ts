import { describe, expect, it } from '@jest/globals';
import { millisToInstant } from './instant.js';
import { summerTime } from './summer-time.js';

describe('summerTime', () => {
  it.each([
    [2022, '2022-03-27T01:00', '2022-10-30T01:00', 'last Sundays of March and October'],
    [2024, '2024-03-31T01:00', '2024-10-27T01:00', 'a March that ends on Sunday'],
    [1996, '1996-03-31T01:00', '1996-10-27T01:00', 'the first year until October'],
    [1995, '1995-03-26T01:00', '1995-09-24T01:00', 'the last year until September'],
    [1981, '1981-03-29T01:00', '1981-09-27T01:00', 'the first year of the common rule'],
    [1980, '1980-04-06T01:00', '1980-09-28T01:00', 'the last year by decree'],
    [1966, '1966-05-21T23:00', '1966-09-24T22:00', 'the first year by decree'],
  ])('%i from %s to %s UTC: %s', (year, from, to) => {
    expect(millisToInstant(summerTime(year).from)).toBe(`${from}:00.000Z`);
    expect(millisToInstant(summerTime(year).to)).toBe(`${to}:00.000Z`);
  });

  it('has none before 1966', () => {
    const { from, to } = summerTime(1965);
    expect(from).toBe(to);
  });
});
