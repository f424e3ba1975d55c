import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as xlsx from '@e965/xlsx';
import fc from 'fast-check';
import type { LocalDate } from '@app/domain';
import { csvFile, guarded } from './csv.js';
import { exportTable } from './export-table.js';
import type { ExportFormat } from './formats.js';
import { EXPORT_FORMATS } from './formats.js';
import type { Cell, ExportTable } from './table.js';
import { column } from './table.js';

const table: ExportTable = {
  file: 'matrice',
  title: 'Chi ha risposto: «ricognizione» [prova]/2022',
  notes: ['Stato: scaduto.', 'Al 01/04/2022.'],
  office: 'Regione – Sezione',
  takenOn: '2022-04-01' as LocalDate,
  columns: [
    column('name', 'Comune'),
    column('due', 'Scadenza', 'date'),
    column('at', 'Decisa il', 'moment'),
    column('count', 'Alloggi', 'number'),
    column('share', 'Completezza', 'percent'),
  ],
  rows: [
    ['Canosa di Puglia', '2022-03-31', '2022-03-30T22:30:00.000Z', 12, 0.625],
    ['=HYPERLINK("http://x")', null, null, -3, 1],
    ['Andria; «è» "virgolette"\na capo', '2024-02-29', '2022-02-14T08:00:00.000Z', null, null],
  ],
};

/** The values as every format but JSON shows them. */
const SHOWN = [
  ['Comune', 'Scadenza', 'Decisa il', 'Alloggi', 'Completezza'],
  ['Canosa di Puglia', '31/03/2022', '31/03/2022 00:30', '12', '62,5%'],
  ['=HYPERLINK("http://x")', '', '', '-3', '100%'],
  ['Andria; «è» "virgolette"\na capo', '29/02/2024', '14/02/2022 09:00', '', ''],
];

async function bytes(format: ExportFormat, of: ExportTable = table): Promise<Buffer> {
  const file = await exportTable(of, format);
  if ('refused' in file) throw new Error(file.message);
  return file.bytes;
}

const toTheSecond = (days: number): number => Math.round(days * 86_400) / 86_400;

/** The bare values of the first sheet, days and moments as days since 30 December 1899. */
function workbookCells(book: xlsx.WorkBook): Cell[][] {
  const sheet = book.Sheets[book.SheetNames[0]!]!;
  const { e: end } = xlsx.utils.decode_range(sheet['!ref'] ?? 'A1');
  return Array.from({ length: end.r + 1 }, (_, r) =>
    Array.from({ length: end.c + 1 }, (_none, c) => {
      const cell = sheet[xlsx.utils.encode_cell({ r, c })] as xlsx.CellObject | undefined;
      const value = (cell?.v ?? null) as Cell;
      return typeof value === 'number' ? toTheSecond(value) : value;
    }),
  );
}

describe('a table handed over', () => {
  it.each(Object.keys(EXPORT_FORMATS) as ExportFormat[])(
    'as %s has a name with its day, and its type',
    async (format) => {
      const file = await exportTable(table, format);
      expect(file).toMatchObject({
        name: `matrice-2022-04-01.${format}`,
        type: EXPORT_FORMATS[format].type,
      });
    },
  );

  it('as CSV opens in an Italian spreadsheet: BOM, «;», CRLF, decimals with a comma', async () => {
    const text = (await bytes('csv')).toString('utf8');
    expect(text.startsWith('\uFEFFComune;Scadenza;')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    const read = parse(text, { bom: true, delimiter: ';', record_delimiter: '\r\n' });
    expect(read).toEqual(
      SHOWN.map((row) => row.map((cell) => (cell.startsWith('=') ? `'${cell}` : cell))),
    );
  });

  it.each(['xlsx', 'ods'] as const)(
    'as %s holds typed values, and a text that looks like a formula as a text',
    async (format) => {
      const book = xlsx.read(await bytes(format), { cellFormula: true, UTC: true });
      // Days since 30 December 1899; the clock of Rome: 30 March 22:30 UTC is 31 March 00:30.
      expect(workbookCells(book)).toEqual([
        SHOWN[0],
        ['Canosa di Puglia', 44651, toTheSecond(44651 + 1800 / 86_400), 12, 0.625],
        ['=HYPERLINK("http://x")', null, null, -3, 1],
        ['Andria; «è» "virgolette"\na capo', 45351, 44606.375, null, null],
      ]);
      const cells = Object.values(book.Sheets[book.SheetNames[0]!]!) as { f?: unknown }[];
      expect(cells.filter((cell) => cell.f !== undefined)).toEqual([]);
      expect(book.SheetNames).toEqual(['Chi ha risposto  «ricognizione»', 'Informazioni']);
      const about = book.Sheets['Informazioni']!;
      expect(xlsx.utils.sheet_to_json(about, { header: 1 })).toEqual([
        [table.title],
        ['Stato: scaduto.'],
        ['Al 01/04/2022.'],
      ]);
    },
  );

  it('as JSON holds the bare values by the columns’ names', async () => {
    const read = JSON.parse((await bytes('json')).toString('utf8')) as Record<string, unknown>;
    expect(read).toMatchObject({ title: table.title, takenOn: '2022-04-01', notes: table.notes });
    expect(read['rows']).toEqual([
      {
        name: 'Canosa di Puglia',
        due: '2022-03-31',
        at: '2022-03-30T22:30:00.000Z',
        count: 12,
        share: 0.625,
      },
      { name: '=HYPERLINK("http://x")', due: null, at: null, count: -3, share: 1 },
      {
        name: 'Andria; «è» "virgolette"\na capo',
        due: '2024-02-29',
        at: '2022-02-14T08:00:00.000Z',
        count: null,
        share: null,
      },
    ]);
  });

  it('as PDF is the same bytes for the same table', async () => {
    expect((await bytes('pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await bytes('pdf')).equals(await bytes('pdf'))).toBe(true);
  });

  it.each(Object.keys(EXPORT_FORMATS) as ExportFormat[])('as %s may be empty', async (format) => {
    expect((await bytes(format, { ...table, rows: [] })).length).toBeGreaterThan(0);
  });

  it('is refused on paper beyond 3,000 rows, with what to do instead', async () => {
    const rows = Array.from({ length: 3_001 }, () => table.rows[0]!);
    expect(await exportTable({ ...table, rows }, 'pdf')).toMatchObject({ code: 'too-many-rows' });
    const csv = await exportTable({ ...table, rows }, 'csv');
    expect('bytes' in csv).toBe(true);
  });

  it.each<[string, string, string]>([
    ['a day', 'moment', '2022-01-01'],
    ['a moment', 'date', '2021-12-31T23:00:00.000Z'],
  ])('never shows %s in a column of the other kind (%s): a day has no time', (_, kind, cell) => {
    const one = { ...table, columns: [column('x', 'X', kind as 'date')], rows: [[cell]] };
    expect(() => csvFile(one)).toThrow(`a ${kind} column holds «${cell}»`);
  });
});

describe('a cell that a spreadsheet could run', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j gets an apostrophe', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
  });

  it.each(['', '1+1', 'a=b', ' =1', 'Canosa'])('%j stays as it is', (text) => {
    expect(guarded(text)).toBe(text);
  });

  it('never begins a field of a CSV, whatever is written', () => {
    const hostile = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ''), fc.string())
      .map(([first, rest]) => first + rest);
    fc.assert(
      fc.property(hostile, (text) => {
        const one = { ...table, columns: [column('name', 'Comune')], rows: [[text]] };
        const read = parse(csvFile(one), {
          bom: true,
          delimiter: ';',
          record_delimiter: '\r\n',
          skip_empty_lines: false,
        });
        const cell = (read[1]?.[0] ?? '') as string;
        expect(cell).toMatch(/^(?![=+\-@\t\r])/);
        expect(cell.replace(/^'/, '')).toBe(text.replace(/^'/, ''));
      }),
    );
  });
});
