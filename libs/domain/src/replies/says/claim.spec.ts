import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';
import { head, nounFrom, strongest, subjectIsOwner, tail, weaker } from './claim.js';
import type { Claim } from './claim.js';

const cut = (text: string): readonly Token[] => tokens(clean(text));

describe('two claims', () => {
  it.each<[Claim | null, Claim | null, Claim | null, Claim | null]>([
    ['sure', 'sure', 'sure', 'sure'],
    ['sure', 'likely', 'likely', 'sure'],
    ['likely', 'sure', 'likely', 'sure'],
    ['likely', 'likely', 'likely', 'likely'],
    ['sure', null, null, 'sure'],
    [null, 'sure', null, 'sure'],
    ['likely', null, null, 'likely'],
    [null, null, null, null],
  ])('%s and %s are together %s, at the best %s', (a, b, weak, strong) => {
    expect(weaker(a, b)).toBe(weak);
    expect(strongest([a, b])).toBe(strong);
  });
});

describe('the noun that words qualify', () => {
  it.each([
    ['alloggi ERP', 'alloggi'],
    ['alcun alloggio', 'alloggio'],
    ['in proprietà alcun alloggio', 'alloggio'],
    ['di proprietà alcun alloggio', 'alloggio'],
    ['della proprietà degli alloggi', 'alloggi'],
    ['proprietà di alloggi', 'alloggi'],
    ['proprietà ERP', 'proprieta'],
    ['proprietà', 'proprieta'],
    ['un patrimonio di alloggi', 'patrimonio'],
    ['automezzi e alloggi', null],
    ['in proprietà automezzi', null],
    ['proprietà di automezzi', null],
    ['alcun', null],
    ['', null],
  ])('"%s" is %s', (text, wanted) => {
    const list = cut(text);
    const at = nounFrom(list, 0);
    expect(at === null ? null : list[at]?.is).toBe(wanted);
  });

  it('is no farther than 24 words', () => {
    expect(nounFrom(cut(`${'di '.repeat(23)}alloggi`), 0)).toBe(23);
    expect(nounFrom(cut(`${'di '.repeat(24)}alloggi`), 0)).toBeNull();
    expect(nounFrom(cut(`alloggi ${'di '.repeat(23)}alloggi`), 1)).toBe(24);
  });
});

describe('what follows a claim', () => {
  it.each<[string, Claim | null]>([
    ['', 'sure'],
    ['ERP di questo Comune', 'sure'],
    ['è di proprietà', 'sure'],
    ['risulta attualmente essere in proprietà', 'likely'],
    ['è gestito', 'likely'],
    ['gestito è di proprietà', 'likely'],
    ['è del Comune e degli enti pubblici e sociali in proprietà', 'likely'],
    ['nel registro storico', 'likely'],
    ['sfitto', null],
    ['nel registro sfitto', null],
    ['ERP, sfitto', 'sure'],
    ['ERP: sfitto', 'sure'],
    ['ERP pertanto sfitto', 'sure'],
    ['ERP come sfitto', 'sure'],
    ['nel registro, sfitto', 'likely'],
  ])('"%s" leaves it %s', (text, wanted) => {
    expect(tail(cut(text), 0)).toBe(wanted);
  });
});

describe('what stands before a claim', () => {
  it.each<[string, Claim | null]>([
    ['', 'sure'],
    ['Si comunica', 'sure'],
    ['Questo Comune possiede', 'sure'],
    ['Il numero ammonta', 'sure'],
    ['In riscontro alla nota', 'sure'],
    ['Ufficialmente', 'sure'],
    ['Mentecatti', 'likely'],
    ['Non', 'sure'],
    ['Dagli archivi', 'likely'],
    ['Sono sfitti', null],
    ['Sono sfitti:', 'sure'],
    ['Sono sfitti,', 'sure'],
    ['Sono sfitti che', 'sure'],
    ['Sono sfitti dagli archivi', null],
    [', archivi', 'likely'],
  ])('"%s" leaves it %s', (text, wanted) => {
    const list = cut(text);
    expect(head(list, list.length - 1)).toBe(wanted);
  });

  it('counts as far as 24 words back', () => {
    const before = (words: number) => {
      const list = cut(`archivi ${'di '.repeat(words)}`);
      return head(list, list.length - 1);
    };
    expect([before(24), before(25)]).toEqual(['likely', 'sure']);
  });
});

describe('the one who owns nothing', () => {
  it.each([
    ['', 'sure'],
    ['Il Comune', 'sure'],
    ['Questo Ente', 'sure'],
    ['La scrivente Amministrazione', 'sure'],
    ['Alla data odierna il Comune', 'sure'],
    ['La società afferma che', 'likely'],
    ['La società:', 'likely'],
    ['La società,', 'likely'],
    ['La società comunica', 'likely'],
    ['In riscontro alla nota', 'sure'],
    ['Agli atti di questo Ente', 'sure'],
    ['La società, si sa,', 'likely'],
    ['L’ARCA, ente gestore,', 'likely'],
    ['Questo Comune, a seguito di verifica,', 'sure'],
    ['In riscontro alla nota, si comunica che', 'sure'],
    ['L’Ufficio comunica di', 'sure'],
    ['Il sottoscritto, per quanto in atti,', 'sure'],
    ['La società', 'likely'],
    ['La società del Comune', 'likely'],
    ['La partecipata di questo Ente', 'likely'],
    ['La partecipata di quest’Amministrazione', 'likely'],
    ['Il Comune della società', 'likely'],
    ['La società comunica oggi', 'likely'],
  ])('is, in "%s", the municipality: %s', (text, wanted) => {
    const list = cut(`${text} non`);
    expect(subjectIsOwner(list, list.length - 1)).toBe(wanted);
  });

  it('is looked for in 24 words', () => {
    const before = (words: number) => {
      const list = cut(`società ${'di '.repeat(words)}non`);
      return subjectIsOwner(list, list.length - 1);
    };
    expect([before(23), before(24)]).toEqual(['likely', 'sure']);
  });
});
