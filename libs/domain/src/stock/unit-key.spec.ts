import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normaliseUnitKey } from './unit-key.js';
import { isCeased } from './unit-status.js';

describe('unit keys are compared in one form', () => {
  it.each([
    ['072006_3122', '072006-3122'],
    ['072006-3122', '072006-3122'],
    ['072006 3122', '072006-3122'],
    [' 072006 - 3122\t', '072006-3122'],
    ['072006–3122', '072006-3122'],
    ['072006—3122', '072006-3122'],
    ['072006\u22123122', '072006-3122'],
    ['072006\u00a03122', '072006-3122'],
    ['072006__3122', '072006-3122'],
    ['07a-1b', '07A-1B'],
    ['０７２００６＿３１２２', '072006-3122'],
    ['', ''],
  ])('«%s» is «%s»', (written, normal) => {
    expect(normaliseUnitKey(written)).toBe(normal);
  });

  it('leading zeros are part of the key', () => {
    expect(normaliseUnitKey('072006_0012')).not.toBe(normaliseUnitKey('72006_12'));
    expect(normaliseUnitKey('0')).not.toBe(normaliseUnitKey('00'));
  });

  it('other signs are part of the key too', () => {
    expect(normaliseUnitKey('3122/1')).not.toBe(normaliseUnitKey('3122-1'));
  });

  it('a normal form is its own normal form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const normal = normaliseUnitKey(key);
        expect(normaliseUnitKey(normal)).toBe(normal);
      }),
    );
  });
});

describe('a unit that is no longer owned', () => {
  it.each([
    'sold',
    ' Sold ',
    'ALIENATO',
    'venduta',
    'ceduto',
    'demolita',
    'transferred',
    'cessato',
  ])('«%s»', (status) => {
    expect(isCeased(status)).toBe(true);
  });

  it.each(['owned', 'in proprietà', '', 'soldd', 'libero'])('«%s» is still there', (status) => {
    expect(isCeased(status)).toBe(false);
  });
});
