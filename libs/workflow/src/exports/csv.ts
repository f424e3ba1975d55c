import { stringify } from 'csv-stringify/sync';
import { cellText } from './cell-text.js';
import type { Cell, ColumnKind, ExportTable } from './table.js';

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A text that a spreadsheet would take for a formula, made a text: an apostrophe before it.
 *
 * @example guarded('=1+1') //=> "'=1+1"
 */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Numbers are written by us and may begin with a minus; every text is somebody's. */
const written = (kind: ColumnKind, cell: Cell): string =>
  typeof cell === 'number' ? cellText(kind, cell) : guarded(cellText(kind, cell));

/** `;`-separated UTF-8 with BOM and CRLF: what a spreadsheet in Italian opens without asking. Safe from formulas. */
export function csvFile({ columns, rows }: ExportTable): Buffer {
  const lines = [
    columns.map(({ title }) => guarded(title)),
    ...rows.map((row) => columns.map(({ kind }, index) => written(kind, row[index] ?? null))),
  ];
  return Buffer.from(
    stringify(lines, { delimiter: ';', bom: true, record_delimiter: 'windows' }),
    'utf8',
  );
}
