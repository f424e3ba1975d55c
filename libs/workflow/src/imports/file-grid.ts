import type { Grid, GridLine, RowError } from '@app/contract';
import { csvText, fileFault, readCsv, TABLE_LIMITS, tableFault } from '@app/contract';
import type { CellObject, DenseWorkSheet } from '@e965/xlsx';
import { unpackWorkbook } from './unpack.js';

/** First bytes of a workbook of before 2007 (a compound file). */
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * The table of a file, told by its content and not by its name: XLSX, ODS or CSV. Of a workbook the first sheet that holds
 * anything; days and hours come as `2022-03-31 23:58:00`. Within `TABLE_LIMITS` and `WORKBOOK`; what a hostile workbook costs beyond
 * them is for the process that reads it (`readApart`).
 *
 * @returns the lines, or the one fault that keeps the file from being read
 */
export async function fileGrid(bytes: Uint8Array): Promise<Grid | RowError> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 4).equals(OLD_WORKBOOK)) {
    return fileFault(1, 'il formato XLS non si legge: salvare il file come XLSX, ODS o CSV');
  }
  const isWorkbook = buffer.subarray(0, 2).toString('latin1') === 'PK';
  return isWorkbook ? workbookGrid(buffer) : readCsv(csvText(buffer));
}

async function workbookGrid(buffer: Buffer): Promise<Grid | RowError> {
  const unpacked = unpackWorkbook(buffer);
  if (typeof unpacked === 'string') return fileFault(1, unpacked);
  // Loaded when asked for: nothing else needs it.
  const { read, SSF } = await import('@e965/xlsx');
  let sheets: readonly (DenseWorkSheet | undefined)[];
  try {
    // Dense: rows and cells that a file only claims to have are holes.
    const book = read(unpacked, { type: 'buffer', cellNF: true, dense: true });
    sheets = book.SheetNames.map((name) => book.Sheets[name] as DenseWorkSheet | undefined);
  } catch {
    return fileFault(
      1,
      'il foglio di calcolo non si può leggere: salvarlo di nuovo come XLSX o ODS',
    );
  }
  const isDate = (format: unknown): boolean => typeof format === 'string' && SSF.is_date(format);
  const dayOf = (value: number): string => dateText(SSF.parse_date_code(value));
  for (const sheet of sheets) {
    const grid = sheetGrid(sheet, (cell) => cellText(cell, isDate, dayOf));
    if ('message' in grid || grid.length > 0) return grid;
  }
  return fileFault(
    1,
    'il foglio di calcolo è vuoto: la prima riga deve avere i nomi delle colonne',
  );
}

/** The lines of a sheet, made of the cells that are there: how large it says it is counts for nothing. */
function sheetGrid(
  sheet: DenseWorkSheet | undefined,
  textOf: (cell: CellObject | undefined) => string,
): Grid | RowError {
  const grid: GridLine[] = [];
  let count = 0;
  for (const [r, row] of written(sheet?.['!data'])) {
    const cells: string[] = [];
    for (const [c, cell] of written(row)) {
      const text = textOf(cell);
      if (text === '') continue;
      if (c >= TABLE_LIMITS.columns) return fileFault(r + 1, tableFault.columns(c + 1));
      cells[c] = text;
      count += 1;
    }
    if (cells.length === 0) continue;
    if (count > TABLE_LIMITS.cells) return fileFault(r + 1, tableFault.cells);
    if (grid.length >= TABLE_LIMITS.rows) return fileFault(r + 1, tableFault.rows);
    grid.push({ row: r + 1, cells: Array.from(cells, (text) => text ?? '') });
  }
  return grid;
}

/** What an array really holds, with its places: one with a single item may be a thousand million long. */
function* written<T>(array: readonly (T | undefined)[] | undefined): Iterable<[number, T]> {
  for (const key of Object.keys(array ?? [])) {
    const item = array?.[Number(key)];
    if (item !== undefined && item !== null) yield [Number(key), item];
  }
}

function cellText(
  cell: CellObject | undefined,
  isDate: (format: unknown) => boolean,
  dayOf: (value: number) => string,
): string {
  if (cell === undefined || cell.v === undefined) return '';
  if (cell.t === 'n' && typeof cell.v === 'number') {
    return isDate(cell.z) ? dayOf(cell.v) : String(cell.v);
  }
  return (cell.t === 'e' ? (cell.w ?? '#ERRORE') : String(cell.v)).trim();
}

interface DateCode {
  readonly y: number;
  readonly m: number;
  readonly d: number;
  readonly H: number;
  readonly M: number;
  readonly S: number;
}

function dateText({ y, m, d, H, M, S }: DateCode): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`;
  return H + M + S === 0 ? day : `${day} ${two(H)}:${two(M)}:${two(Math.floor(S))}`;
}
