import { describe, expect, it } from '@jest/globals';
import { checkVariations } from './variations.js';
import { context, grid } from './testing/context.js';

const HEAD = 'comune;tipo;data;alloggi;comunicata_il;codice';
const check = (...rows: readonly string[]) => checkVariations(grid(HEAD, ...rows), context);

describe('a file of variations', () => {
  it.each([
    ['nuova costruzione', 'new-construction'],
    ['Alienazione', 'sale'],
    ['VENDITA', 'sale'],
    ['acquisto', 'acquisition'],
    ['trasferimento', 'transfer'],
    ['demolizione', 'demolition'],
    ['frazionamento', 'split'],
    ['accorpamento', 'merge'],
  ])('knows «%s» as %s', (written, kind) => {
    const { errors, records } = check(`110001;${written};15/02/2022;2;;`);
    expect(errors).toEqual([]);
    expect(records[0]).toMatchObject({
      kind,
      date: '2022-02-15',
      units: 2,
      at: '2022-02-14T23:00:00.000Z',
      code: null,
    });
  });

  it('is known from the day on which the municipality told it, where the file says so', () => {
    const { records } = check('110001;vendita;15/02/2022;1;20/09/2022;');
    expect(records[0]).toMatchObject({ date: '2022-02-15', at: '2022-09-19T22:00:00.000Z' });
  });

  it.each([
    ['a kind that is none', '110001;cessione;15/02/2022;1;;', 'tipo'],
    ['no dwelling', '110001;vendita;15/02/2022;0;;', 'alloggi'],
    ['a day that does not exist', '110001;vendita;30/02/2022;1;;', 'data'],
    ['told before it happened', '110001;vendita;15/02/2022;1;14/02/2022;', 'comunicata_il'],
  ])('refuses %s', (_what, row, column) => {
    expect(check(row).errors).toMatchObject([{ row: 2, column }]);
  });

  it('asks whether two equal rows are one variation or two; a code tells them apart', () => {
    const row = '110001;vendita;15/02/2022;1;;';
    expect(check(row, row).errors).toMatchObject([{ row: 3, column: 'codice' }]);
    expect(check(`${row}A`, `${row}B`).records).toHaveLength(2);
  });
});
