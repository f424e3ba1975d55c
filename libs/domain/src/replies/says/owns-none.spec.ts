import { describe, expect, it } from '@jest/globals';
import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import type { Claim } from './claim.js';
import { ownsNone } from './owns-none.js';

/** The claim that begins at a word of a text. */
const read = (text: string, from: RegExp): Claim | null => {
  const list = tokens(clean(text));
  return ownsNone(
    list,
    list.findIndex((token) => from.test(token.is)),
  );
};

describe('an owner without dwellings', () => {
  it.each<[string, Claim | null]>([
    ['Il Comune è privo di alloggi ERP', 'sure'],
    ['L’Amministrazione è priva di alloggi', 'sure'],
    ['Il Comune è sprovvisto di alloggi ERP, si comunica', 'sure'],
    ['La società è priva di alloggi ERP', 'likely'],
    ['Il Comune è privo di alloggi nel registro', 'likely'],
    ['Il Comune è privo di alloggi sfitti', null],
    ['Il Comune è privo di automezzi', null],
    ['Il Comune è privo alloggi ERP', null],
    ['Il Comune è privato di alloggi', null],
    ['Il Comune è semiprivo di alloggi', null],
    ['Il Comune non è privo di alloggi', null],
    ['Il Comune è privo di alloggi e non è una novità', 'likely'],
    ['Non si è mai detto che questo Comune è privo di alloggi', 'sure'],
  ])('in "%s" is %s', (text, wanted) => {
    expect(read(text, /priv|sprovv/)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Si comunica assenza di alloggi ERP', 'sure'],
    ['Si attesta la mancanza di alloggi ERP', 'sure'],
    ['Inesistenza di alloggi ERP', 'likely'],
    ['Assenza di alloggi ERP, come si comunica', 'likely'],
    ['Si comunica al Settore della stessa Regione oggi assenza di alloggi', 'likely'],
    ['Assenza di automezzi', null],
    ['Non si attesta l’assenza di alloggi ERP', null],
    ['Preassenza di alloggi', null],
    ['Assenzati di alloggi', null],
  ])('declared absent, in "%s" is %s', (text, wanted) => {
    expect(read(text, /assenz|mancanz|inesist/)).toBe(wanted);
  });
});

describe('the denial of owning', () => {
  it.each<[string, Claim | null]>([
    ['Non possiede alloggi ERP', 'sure'],
    ['Non vi sono alloggi ERP', 'sure'],
    ['Non ci sono alloggi ERP', 'sure'],
    ['Non ce ne sono di alloggi ERP', 'sure'],
    ['Non ve ne sono di alloggi ERP', 'sure'],
    ['Non si possiede alcun alloggio', 'sure'],
    ['Non risulta essere proprietario di alloggi', 'sure'],
    ['Non è in possesso di alloggi', 'sure'],
    ['Non è titolare di alloggi', 'sure'],
    ['Non è solo proprietario di alloggi', null],
    ['Non vende alloggi', null],
    ['Non risulta in municipio alcun alloggio', null],
    ['Non possiede automezzi', null],
    ['Non possiede', null],
    ['Possiede alloggi', null],
  ])('in "%s" is %s', (text, wanted) => {
    expect(read(text, /^(?:non|possiede)$/)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Non possiedono alloggi ERP', 'likely'],
    ['Non hanno alloggi ERP', 'likely'],
    ['La società non possiede alloggi ERP', 'likely'],
    ['Il Comune non dispone di alloggi ERP', 'likely'],
    ['Il Comune non dispone di alloggi ERP impropri', 'likely'],
    ['Il Comune non dispone di alloggi ERP, come dagli atti degli espropri', 'likely'],
    ['Il Comune non dispone di alloggi ERP di proprietà', 'sure'],
    ['Il Comune non possiede alloggi ERP e dispone altrimenti', 'likely'],
    ['Disponiamo: non possiede alloggi ERP', 'sure'],
  ])('by several, by others or of what is at disposal, in "%s", is %s', (text, wanted) => {
    expect(read(text, /^non$/)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Non possiede più alloggi', 'likely'],
    ['Non possiede più automezzi', null],
    ['Non possiede più', null],
    ['Non risultano trovati alloggi ERP', 'likely'],
    ['Non sono stati trovati alloggi ERP', 'likely'],
    ['Non sono state individuate unità immobiliari', 'likely'],
    ['Non sono stati trovati automezzi', null],
    ['Non sono stati trovati', null],
    ['Non sono stati cercati alloggi', null],
    ['Non sono statici trovati alloggi', null],
    ['Non sono stati trovatelli alloggi', null],
    ['Non sono attestati trovati alloggi', null],
    ['Non sono stati ritrovati alloggi', null],
  ])('of what was once or was not found, in "%s", is %s', (text, wanted) => {
    expect(read(text, /^non$/)).toBe(wanted);
  });

  it.each<[string, Claim | null]>([
    ['Non ne possiede', 'likely'],
    ['Non ne detiene', 'likely'],
    ['Alloggi ERP: il Comune non ne ha', 'likely'],
    ['Di alloggi ERP questo Ente non ne ha', 'likely'],
    ['Questo Ente non ne ha', null],
    ['Questo Ente non ne ha: gli alloggi sono di ARCA', null],
    ['Alloggi: il Comune non ha automezzi', null],
    ['Il Comune non possiede automezzi, ne affitta', null],
    ['Ne parla il Comune che non possiede automezzi', null],
    [`Alloggi ${'di '.repeat(23)}non ne ha`, 'likely'],
    [`Alloggi ${'di '.repeat(24)}non ne ha`, null],
  ])('of what stands before, in "%s", is %s', (text, wanted) => {
    expect(read(text, /^non$/)).toBe(wanted);
  });
});
