import * as xlsx from '@e965/xlsx';
import { stringify } from 'csv-stringify/sync';

/** A table to hand over: one head, rows of texts and numbers. */
export interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A text that a spreadsheet would take for a formula is shown as text (CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

const guarded = (value: string | number | null): string | number | null =>
  typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value;

/** `;`-separated, with BOM and CRLF: what a spreadsheet in Italian opens without asking. */
export function toCsv(sheet: Sheet): Buffer {
  const rows = [sheet.head, ...sheet.rows.map((row) => row.map(guarded))];
  const text = stringify(rows as unknown[][], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
  });
  return Buffer.from(text);
}

/** The same as a workbook. Cells are typed, so that nothing in them is ever a formula. */
export function toWorkbook(sheet: Sheet, format: 'xlsx' | 'ods'): Buffer {
  const book = xlsx.utils.book_new();
  const table = xlsx.utils.aoa_to_sheet([[...sheet.head], ...sheet.rows.map((row) => [...row])]);
  xlsx.utils.book_append_sheet(book, table, sheet.name.slice(0, 31));
  return xlsx.write(book, { type: 'buffer', bookType: format }) as Buffer;
}
