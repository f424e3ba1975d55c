import { tablePrinter } from '@app/letters';
import { cellText } from './cell-text.js';
import { csvFile } from './csv.js';
import type { ExportFormat } from './formats.js';
import type { ExportTable } from './table.js';
import { workbookFile } from './workbook.js';

let print: ReturnType<typeof tablePrinter> | null = null;

/** The bytes of a table in a format. */
export async function bytesOf(table: ExportTable, format: ExportFormat): Promise<Buffer> {
  switch (format) {
    case 'csv':
      return csvFile(table);
    case 'xlsx':
    case 'ods':
      return workbookFile(table, format);
    case 'pdf':
      return pdfFile(table);
    case 'json':
      return jsonFile(table);
  }
}

/** One object a row, by the columns' keys, with the bare values. */
export function jsonRows({ columns, rows }: ExportTable): Record<string, string | number | null>[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])),
  );
}

function jsonFile(table: ExportTable): Buffer {
  const { title, notes, takenOn, columns } = table;
  const whole = { title, notes, takenOn, columns, rows: jsonRows(table) };
  return Buffer.from(`${JSON.stringify(whole, null, 2)}\n`);
}

function pdfFile({ title, notes, office, takenOn, columns, rows }: ExportTable): Buffer {
  print ??= tablePrinter();
  const [year = 0, month = 0, day = 0] = takenOn.split('-').map(Number);
  const shown = columns.map((one, index) => ({ ...one, index })).filter(({ code }) => !code);
  return Buffer.from(
    print({
      ...{ title, notes, office, created: { year, month, day } },
      columns: shown.map(({ title: head, kind }) => ({
        title: head,
        right: kind === 'number' || kind === 'percent',
      })),
      rows: rows.map((row) => shown.map(({ kind, index }) => cellText(kind, row[index] ?? null))),
    }),
  );
}
