import { beforeAll, describe, expect, it } from '@jest/globals';
import { PdfReader } from '../testing/pdf-reader.js';
import type { TableDocument } from './table.js';
import { tablePrinter } from './table.js';

const print = tablePrinter();
const table: TableDocument = {
  title: 'Chi ha risposto: «ricognizione»',
  notes: ['Stato: scaduto.', 'Al 01/04/2022.'],
  office: 'Regione Puglia – Sezione Politiche Abitative',
  columns: [
    { title: 'Comune', right: false },
    { title: 'Scadenza', right: false },
    { title: 'Completezza', right: true },
  ],
  rows: [
    ['Canosa di Puglia', '31/03/2022', '62,5%'],
    ['#panic("x") $1$ *a* @b <c> [d] \\e', '', '-3'],
    ['Andria; «è» "virgolette"', '29/02/2024', ''],
  ],
  created: { year: 2022, month: 4, day: 1 },
};

describe('the PDF of a table', () => {
  let reader: PdfReader;
  beforeAll(() => {
    reader = new PdfReader(print(table));
  });

  it('declares PDF/A-2a, its title and Italian (ISO 19005-2)', () => {
    expect(reader.xmp).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(reader.xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(reader.xmp).toContain('Chi ha risposto: «ricognizione»');
    expect(reader.catalog).toMatch(/\/Lang\s*\(it-IT\)/);
  });

  it('is tagged: one heading, one table with its heads and cells', () => {
    expect(reader.roles).toMatchObject({ H1: 1, Table: 1, TH: 3, TD: 9 });
  });

  it('holds every value as it was typed: nothing is read as markup', () => {
    const text = reader.text.replaceAll(/\s+/g, '');
    const heads = table.columns.map(({ title }) => title);
    for (const value of [table.title, ...table.notes, ...heads, ...table.rows.flat()]) {
      expect(text).toContain(value.replaceAll(/\s+/g, ''));
    }
  });

  it('repeats the heads on each page of a long table', () => {
    const rows = Array.from({ length: 120 }, (_, n) => [`Comune ${n}`, '31/03/2022', '1']);
    const long = new PdfReader(print({ ...table, rows }));
    expect(long.text.split('Scadenza').length - 1).toBeGreaterThan(2);
    expect(long.roles).toMatchObject({ Table: 1, TD: 360 });
  });

  it('says so when there is no row', () => {
    expect(new PdfReader(print({ ...table, rows: [] })).text).toContain('Nessuna riga');
  });
});
