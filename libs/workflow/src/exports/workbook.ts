import type { CellObject, WorkSheet } from '@e965/xlsx';
import { romeDate, romeTime } from '@app/domain';
import type { Instant } from '@app/domain';
import { cellText } from './cell-text.js';
import type { Cell, ColumnKind, ExportTable } from './table.js';

const NARROWEST = 10;
const WIDEST = 60;
/** A cell of a workbook holds no more (XLSX, 18.3.1.4). */
const LONGEST = 32_767;

const FORMATS: Readonly<Partial<Record<ColumnKind, string>>> = {
  date: 'dd/mm/yyyy',
  moment: 'dd/mm/yyyy\\ hh:mm',
  percent: '0.0%',
};

/** A typed cell: a text is a text, whatever it begins with, and never a formula. */
function cellOf(kind: ColumnKind, cell: Cell): CellObject | null {
  if (cell === null || cell === '') return null;
  const z = FORMATS[kind];
  if (typeof cell === 'number') return { t: 'n', v: cell, ...(z === undefined ? {} : { z }) };
  if (kind === 'date') return { t: 'd', v: new Date(`${cell}T00:00:00Z`), z: FORMATS.date! };
  if (kind === 'moment') {
    // A workbook knows no zone: the clock of Rome, as the pages show it.
    const at = cell as Instant;
    return { t: 'd', v: new Date(`${romeDate(at)}T${romeTime(at)}:00Z`), z: FORMATS.moment! };
  }
  return { t: 's', v: cell.slice(0, LONGEST) };
}

/** The table as XLSX or ODS, with a second sheet that says what it is. */
export async function workbookFile(table: ExportTable, format: 'xlsx' | 'ods'): Promise<Buffer> {
  const { utils, write } = await import('@e965/xlsx');
  const { columns, rows, title, notes } = table;
  const sheet: WorkSheet = {
    '!ref': utils.encode_range({ r: 0, c: 0 }, { r: rows.length, c: columns.length - 1 }),
    '!cols': columns.map(({ title: head, kind }, index) => ({
      wch: Math.min(
        WIDEST,
        rows.reduce(
          (most, row) => Math.max(most, cellText(kind, row[index] ?? null).length + 1),
          Math.max(NARROWEST, head.length + 1),
        ),
      ),
    })),
    '!autofilter': {
      ref: utils.encode_range({ r: 0, c: 0 }, { r: rows.length, c: columns.length - 1 }),
    },
  };
  columns.forEach(({ title: head, kind }, c) => {
    sheet[utils.encode_cell({ r: 0, c })] = { t: 's', v: head };
    rows.forEach((row, index) => {
      const cell = cellOf(kind, row[c] ?? null);
      if (cell !== null) sheet[utils.encode_cell({ r: index + 1, c })] = cell;
    });
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, sheetName(title));
  const about = [[title], ...notes.map((note) => [note])];
  utils.book_append_sheet(book, utils.aoa_to_sheet(about), 'Informazioni');
  // Known to the writer though not to its types: without it a day would move with the machine's own zone.
  const options = { type: 'buffer', bookType: format, compression: true, UTC: true } as const;
  return write(book, options) as Buffer;
}

/** Sheets have names of at most 31 characters, without some signs. */
const sheetName = (title: string): string =>
  title
    .replaceAll(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Tabella';
