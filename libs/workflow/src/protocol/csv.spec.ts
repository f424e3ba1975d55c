import { describe, expect, it } from '@jest/globals';
import { readProtocolCsv } from './csv.js';

describe('a CSV of protocol numbers', () => {
  it('names letters by their id', () => {
    const text = 'lettera;numero;data;aoo\npush-erp/110001/2022-03-16;0001234;16/03/2022;AOO_080\n';
    expect(readProtocolCsv(text)).toEqual({
      rows: [
        {
          row: 2,
          key: { letter: 'push-erp/110001/2022-03-16' },
          protocol: { number: '0001234', date: '16/03/2022', aoo: 'AOO_080' },
        },
      ],
      errors: [],
      count: 1,
    });
  });

  it('names letters by municipality, rung and round, with commas, BOM, CRLF and columns in any order', () => {
    const text =
      '\uFEFFNUMERO,Data,ciclo,gradino,comune\r\n0001234,2022-03-16,2021-12-31,reminder-1,110001\r\n\r\n';
    expect(readProtocolCsv(text).rows).toMatchObject([
      { row: 2, key: { municipality: '110001', rung: 'reminder-1', round: '2021-12-31' } },
    ]);
  });

  it.each<[string, string, string]>([
    ['an unknown column', 'lettera;numero;data;protocollo\n', 'Colonna sconosciuta «protocollo»'],
    ['no number', 'lettera;data\n', 'Mancano le colonne «numero» e «data»'],
    ['nothing that names a letter', 'comune;numero;data\n', 'Manca la colonna «lettera»'],
    ['a column twice', 'lettera;numero;numero;data\n', 'Una colonna è ripetuta'],
    ['a quote that never ends', 'lettera;numero;data\n"a;1;2', 'non è un CSV leggibile'],
    ['nothing at all', '', 'Mancano le colonne'],
  ])('is refused with %s', (_what, text, message) => {
    const { rows, errors } = readProtocolCsv(text);
    expect(rows).toEqual([]);
    expect(errors).toMatchObject([{ row: 1, message: expect.stringContaining(message) }]);
  });

  it('says line, column and value of every bad row, and keeps the good ones', () => {
    const text = [
      'comune;gradino;ciclo;numero;data',
      '110001;opening;2021-12-31;1;14/02/2022',
      '1;;31/12;2;14/02/2022',
      '110002;opening;2021-12-31;3;14/02/2022',
    ].join('\n');
    const { rows, errors, count } = readProtocolCsv(text);
    expect(count).toBe(3);
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
    expect(errors.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'comune', '1'],
      [3, 'gradino', ''],
      [3, 'ciclo', '31/12'],
    ]);
  });
});
