import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { formatNumber, momentText, percentText } from './helpers.js';

describe('what pages write', () => {
  it('tells a moment by the clock of Rome, in winter and in summer', () => {
    expect(momentText('2022-02-14T08:00:00.000Z' as Instant)).toBe('14/02/2022 09:00');
    expect(momentText('2022-07-31T22:30:00.000Z' as Instant)).toBe('01/08/2022 00:30');
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [7900, '7.900'],
    [1234567, '1.234.567'],
  ])('groups the digits of %d', (n, text) => expect(formatNumber(n)).toBe(text));

  it.each([
    [1, '100 %'],
    [0.625, '62,5 %'],
    [0, '0 %'],
    [null, '—'],
  ])('writes the share %s as %s', (share, text) => expect(percentText(share)).toBe(text));
});
