import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';
import { isDwelling, isEstate, isOtherClaim, MUNICIPALITY, qualifies } from './words.js';

const token = (text: string): Token => tokens(clean(text))[0] as Token;

describe('a word for dwellings', () => {
  it.each(['alloggio', 'ALLOGGI', 'allogi', 'unità', 'case', 'immobiie', 'appartamneti'])(
    'is "%s"',
    (text) => {
      expect(isDwelling(token(text))).toBe(true);
      expect(isEstate(token(text))).toBe(false);
    },
  );

  it.each(['casa', 'cose', 'unito', 'automezzi', '12', 'x_1'])('is not "%s"', (text) => {
    expect(isDwelling(token(text))).toBe(false);
  });

  it('is not what is no word, nor nothing', () => {
    expect(isDwelling({ ...token('alloggi'), kind: 'code' })).toBe(false);
    expect(isEstate({ ...token('patrimonio'), kind: 'code' })).toBe(false);
    expect([isDwelling(undefined), isEstate(undefined)]).toEqual([false, false]);
  });
});

describe('a word for the estate', () => {
  it.each(['patrimonio', 'patrimono', 'consistenza', 'consitenza', 'dotazione', 'dotazine'])(
    'is "%s"',
    (text) => {
      expect(isEstate(token(text))).toBe(true);
    },
  );

  it.each(['proprio', 'alloggi', 'numero', 'dote'])('is not "%s"', (text) => {
    expect(isEstate(token(text))).toBe(false);
  });
});

describe('what qualifies the municipality’s own dwellings', () => {
  it.each(['di', 'ERP', 'proprietà', 'alloggi', 'patrimonio', '(', ',', '0', 'zero', '31/12/2021'])(
    'is "%s"',
    (text) => {
      expect(qualifies(token(text))).toBe(true);
    },
  );

  it('is the municipality’s name', () => {
    expect(qualifies({ ...token('Trani'), is: MUNICIPALITY })).toBe(true);
  });

  it.each(['sfitti', '12', '1234/2022', ':', '?', '%', 'Trani'])('is not "%s"', (text) => {
    expect(qualifies(token(text))).toBe(false);
  });

  it('is no code, whatever it looks like', () => {
    expect(qualifies({ ...token('alloggi'), kind: 'code' })).toBe(false);
  });
});

describe('another claim', () => {
  it('is made by words alone', () => {
    expect(isOtherClaim(token('sfitti'))).toBe(true);
    expect(isOtherClaim(token('alloggi'))).toBe(false);
    expect(isOtherClaim({ ...token('sfitti'), kind: 'code' })).toBe(false);
  });
});
