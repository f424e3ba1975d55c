import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeTerm, formatTerm, parseTerm } from './term.js';
import type { Term } from './types.js';

describe('parseTerm', () => {
  it.each([
    ['P3M', { unit: 'months', count: 3 }],
    ['P1Y', { unit: 'years', count: 1 }],
    ['P1Y6M', { unit: 'months', count: 18 }],
    ['P0Y6M', { unit: 'months', count: 6 }],
    ['P30D', { unit: 'days', count: 30 }],
    ['P0D', { unit: 'days', count: 0 }],
    ['P2W', { unit: 'days', count: 14 }],
    ['P10WD', { unit: 'working-days', count: 10 }],
  ])('reads %s', (text, term) => {
    expect(parseTerm(text)).toEqual(term);
  });

  it.each([
    ['P', 'invalid-term', 'no length'],
    ['', 'invalid-term', 'nothing'],
    ['3M', 'invalid-term', 'no P'],
    ['p3m', 'invalid-term', 'small letters'],
    ['P3', 'invalid-term', 'no unit'],
    ['P1.5M', 'invalid-term', 'half a month'],
    ['PT24H', 'invalid-term', 'hours'],
    ['P3M ', 'invalid-term', 'a blank'],
    ['P1000000D', 'invalid-term', 'too many digits'],
    ['-P3M', 'negative-term', 'backward'],
    ['P-3M', 'negative-term', 'backward'],
    ['P1M15D', 'mixed-term', 'months and days'],
    ['P1Y1D', 'mixed-term', 'years and days'],
    ['P1W1D', 'mixed-term', 'weeks and days'],
  ])('refuses %j as %s: %s', (text, code) => {
    expect(() => parseTerm(text, 'dueOffset')).toThrow(
      expect.objectContaining({ code, field: 'dueOffset', found: text }),
    );
  });

  it('refuses what is no text', () => {
    expect(() => parseTerm(3 as unknown as string)).toThrow(
      expect.objectContaining({ code: 'invalid-term', found: '3' }),
    );
  });

  it('reads back what formatTerm writes', () => {
    const terms = fc.record({
      unit: fc.constantFrom('days', 'working-days', 'months', 'years'),
      count: fc.integer({ min: 0, max: 9999 }),
    }) as fc.Arbitrary<Term>;
    fc.assert(fc.property(terms, (term) => expect(parseTerm(formatTerm(term))).toEqual(term)));
  });
});

describe('describeTerm', () => {
  it.each([
    ['P1M', '1 mese'],
    ['P3M', '3 mesi'],
    ['P1Y', '1 anno'],
    ['P0D', '0 giorni'],
    ['P10WD', '10 giorni lavorativi'],
    ['P1WD', '1 giorno lavorativo'],
  ])('says %s as «%s»', (text, said) => {
    expect(describeTerm(parseTerm(text))).toBe(said);
  });
});
