import { describe, expect, it } from '@jest/globals';
import { checkStock } from './stock.js';
import { context, grid } from './testing/context.js';

const HEAD = 'comune;data_riferimento;codice_alloggio;stato;rilevato_il';
const check = (...rows: readonly string[]) => checkStock(grid(HEAD, ...rows), context);

describe('a file of the stock', () => {
  it('makes one snapshot of the rows of a municipality and reference date', () => {
    const { rows, errors, records } = check(
      '110001;31/12/2021;110001_0001;in proprietà;05/01/2022',
      '110002;31/12/2021;110002_0001;in proprietà;',
      '110001;31/12/2021;110001_0002;alienato;05/01/2022',
    );
    expect({ rows, errors }).toEqual({ rows: 3, errors: [] });
    expect(records).toEqual([
      {
        row: 2,
        municipality: '110001',
        reference: '2021-12-31',
        takenAt: '2022-01-04T23:00:00.000Z',
        units: [
          { key: '110001_0001', status: 'in proprietà' },
          { key: '110001_0002', status: 'alienato' },
        ],
      },
      expect.objectContaining({ row: 3, municipality: '110002', takenAt: null }),
    ]);
  });

  it('takes the columns by other names and in any order, and says which it did not use', () => {
    const file = grid(
      'Stato alloggio;Codice Alloggio;Note;Codice ISTAT;Data di riferimento',
      'Sold;1;x;110001;2021-12-31',
    );
    const { records, notes } = checkStock(file, context);
    expect(records[0]?.units).toEqual([{ key: '1', status: 'Sold' }]);
    expect(notes).toEqual(['Colonna non usata: «Note».']);
  });

  it('takes all rows or none, and names every fault by row and column', () => {
    const result = check(
      '110001;31/12/2021;1;in proprietà;',
      '999999;31/06/2022;;;',
      '110001;31/12/2021;2;in proprietà;non si sa',
    );
    expect(result.records).toEqual([]);
    expect(result.errors.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'comune', '999999'],
      [3, 'data_riferimento', '31/06/2022'],
      [3, 'codice_alloggio', ''],
      [3, 'stato', ''],
      [4, 'rilevato_il', 'non si sa'],
    ]);
  });

  it('refuses a dwelling that stands twice, however its code is written', () => {
    const { errors } = check(
      '110001;31/12/2021;072006_3122;in proprietà;',
      '110001;31/12/2021;072006-3122;alienato;',
    );
    expect(errors).toMatchObject([
      { row: 3, column: 'codice_alloggio', message: expect.stringContaining('riga 2') },
    ]);
  });

  it('refuses one snapshot taken at two moments', () => {
    const { errors } = check(
      '110001;31/12/2021;1;in proprietà;05/01/2022',
      '110001;31/12/2021;2;in proprietà;06/01/2022',
    );
    expect(errors).toMatchObject([{ row: 3, column: 'rilevato_il' }]);
  });

  it.each([
    [
      'without a column',
      ['comune;data_riferimento;stato', '110001;31/12/2021;x'],
      'codice_alloggio',
    ],
    ['with a column twice', [`${HEAD};Stato`, '110001;31/12/2021;1;a;;b'], 'stato'],
    ['with a head only', [HEAD], ''],
  ])('%s is refused as a whole', (_what, lines, column) => {
    const { errors, records } = checkStock(grid(...lines), context);
    expect({ column: errors[0]?.column, row: errors[0]?.row, records }).toEqual({
      column,
      row: 1,
      records: [],
    });
  });

  it('that is empty is no stock of zero dwellings: it is refused', () => {
    expect(checkStock([], context).errors[0]?.message).toContain('vuoto');
  });
});
