import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '../defaults.js';
import { checkIpa } from './ipa.js';
import { grid } from './testing/context.js';

const HEAD =
  'Codice_IPA;Denominazione_ente;Codice_Categoria;Codice_comune_ISTAT;Mail1;Tipo_Mail1;Mail2;Tipo_Mail2';
const andria = defaultMunicipalities().slice(0, 1);
const check = (...rows: readonly string[]) => checkIpa(grid(HEAD, ...rows), andria);
const ANDRIA = 'c_a285;Comune di Andria;L6;110001';

describe('IndicePA’s enti.csv', () => {
  it.each([
    ['the first mail', `${ANDRIA};uno@pec.it;pec;;`, 'uno@pec.it'],
    ['a later one', `${ANDRIA};info@comune.it;altro;Due@PEC.it;Pec`, 'due@pec.it'],
    ['the first of two', `${ANDRIA};uno@pec.it;PEC;due@pec.it;pec`, 'uno@pec.it'],
    ['none', `${ANDRIA};info@comune.it;altro;;`, null],
  ])('gives the first address of type PEC, in upper or lower case: %s', (_what, row, pec) => {
    expect(check(row)).toMatchObject({
      rows: 1,
      errors: [],
      records: [{ row: 2, municipality: '110001', ipaCode: 'c_a285', pec }],
    });
  });

  it('has schools and unions with the same ISTAT code: the municipality is told from them', () => {
    const { records, errors } = check(
      'istsc_baic1;Istituto comprensivo di Andria;L33;110001;scuola@pec.istruzione.it;Pec;;',
      'c_a285;Comune di Andria;L6;110001;comune@pec.it;Pec;;',
      'uca_1;Unione dei Comuni;L18;110001;unione@pec.it;Pec;;',
    );
    expect(errors).toEqual([]);
    expect(records).toMatchObject([{ row: 3, pec: 'comune@pec.it' }]);
  });

  it.each([
    ['by its category and name', 'altro;Citta’ di Andria;L6;110001;comune@pec.it;Pec;;'],
    ['by its name alone', 'altro;COMUNE DI ANDRIA;;110001;comune@pec.it;Pec;;'],
  ])('finds a municipality of another code %s', (_what, row) => {
    expect(check(row).records).toMatchObject([{ pec: 'comune@pec.it' }]);
  });

  it('never takes another body’s address: a municipality that is missing is noted', () => {
    const { records, notes } = check('aslbt;ASL BT;L7;110001;asl@pec.it;Pec;;');
    expect(records).toEqual([]);
    expect(notes).toEqual(['Andria (110001) non è nel file: l’indirizzo resta.']);
  });

  it('refuses an address that can’t be written to, and two entries of one municipality', () => {
    expect(check(`${ANDRIA};comune at pec.it;Pec;;`).errors).toMatchObject([
      { row: 2, column: 'mail1', value: 'comune at pec.it' },
    ]);
    const one = `${ANDRIA};comune@pec.it;Pec;;`;
    expect(check(one, one).errors).toMatchObject([{ row: 3, column: 'codice_comune_istat' }]);
  });
});
