import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@app/domain';
import { readProtocolCsv as readOf } from './csv.js';

const readProtocolCsv = (text: string) => readOf({ text, today: '2022-03-16' as LocalDate });

describe('a CSV of protocol numbers', () => {
  it('names letters by their id', () => {
    const text = 'lettera;numero;data;aoo\npush-erp/110001/2022-03-16;0001234;16/03/2022;AOO_080\n';
    expect(readProtocolCsv(text)).toEqual({
      rows: [
        {
          row: 2,
          key: { letter: 'push-erp/110001/2022-03-16' },
          protocol: { number: '0001234', date: '2022-03-16', aoo: 'AOO_080' },
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
    ['a quote that never ends', 'lettera;numero;data\n"a;1;2', 'virgolette'],
    ['nothing at all', '', 'Mancano le colonne'],
  ])('is refused with %s', (_what, text, message) => {
    const { rows, errors } = readProtocolCsv(text);
    expect(rows).toEqual([]);
    expect(errors).toMatchObject([
      { row: expect.any(Number), message: expect.stringContaining(message) },
    ]);
  });

  it.each([
    ['quotes and nothing else', '"'.repeat(4_900_000)],
    ['rows beyond the limit', `lettera;numero;data\n${'a;1;2\n'.repeat(300_001)}`],
    ['wrong rows', `comune;gradino;ciclo;numero;data\n${';;;;x\n'.repeat(20_000)}`],
    ['a cell without end', `lettera;numero;data\na;1;${'1'.repeat(900_000)}\n`],
    ['a name without end', `lettera;numero;data;${'x'.repeat(900_000)}\n`],
  ])('of %s gives a page that can be read, in Italian', (_what, text) => {
    const { rows, errors } = readProtocolCsv(text);
    const page = JSON.stringify(errors);
    expect(rows).toEqual([]);
    expect(errors.length).toBeGreaterThan(0);
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).not.toMatch(/Quote|QUOTE|Record/);
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
