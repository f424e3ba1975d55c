import type { Grid, GridLine, RowError } from '@app/contract';
import { csvText, fileFault, readCsv } from '@app/contract';
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { declaredSize } from './zip-size.js';

const MOST_BYTES = 64 * 1024 * 1024;
/** What a workbook may unfold to. */
const MOST_UNFOLDED = 512 * 1024 * 1024;
const MOST_ROWS = 300_000;
/** First bytes of a workbook of before 2007 (a compound file). */
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * The table of a file, told by its content and not by its name: XLSX, ODS or CSV. Of a workbook the first sheet that holds
 * anything; days and hours come as `2022-03-31 23:58:00`.
 *
 * @returns the lines, or the one fault that keeps the file from being read
 */
export async function fileGrid(bytes: Uint8Array): Promise<Grid | RowError> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length > MOST_BYTES)
    return fileFault(1, 'il file supera 64 MB: dividerlo in più file');
  if (buffer.subarray(0, 4).equals(OLD_WORKBOOK)) {
    return fileFault(1, 'il formato XLS non si legge: salvare il file come XLSX, ODS o CSV');
  }
  const grid =
    buffer.subarray(0, 2).toString('latin1') === 'PK'
      ? await workbookGrid(buffer)
      : readCsv(csvText(buffer));
  if ('message' in grid || grid.length <= MOST_ROWS) return grid;
  return fileFault(MOST_ROWS, `il file ha più di ${MOST_ROWS} righe: dividerlo in più file`);
}

async function workbookGrid(buffer: Buffer): Promise<Grid | RowError> {
  const unfolded = declaredSize(buffer);
  if (unfolded === null)
    return fileFault(1, 'il foglio di calcolo è incompleto: salvarlo di nuovo');
  if (unfolded > MOST_UNFOLDED) {
    return fileFault(
      1,
      'il foglio di calcolo è troppo grande: togliere le righe vuote o dividerlo',
    );
  }
  // Loaded when asked for: nothing else needs it.
  const { read, SSF, utils } = await import('@e965/xlsx');
  let sheets: readonly (WorkSheet | undefined)[];
  try {
    const book = read(buffer, { type: 'buffer', cellNF: true, sheetRows: MOST_ROWS + 2 });
    sheets = book.SheetNames.map((name) => book.Sheets[name]);
  } catch {
    return fileFault(
      1,
      'il foglio di calcolo non si può leggere: salvarlo di nuovo come XLSX o ODS',
    );
  }
  const isDate = (format: unknown): boolean => typeof format === 'string' && SSF.is_date(format);
  const dayOf = (value: number): string => dateText(SSF.parse_date_code(value));
  for (const sheet of sheets) {
    const range = sheet?.['!ref'];
    if (sheet === undefined || range === undefined) continue;
    const { s: first, e: last } = utils.decode_range(range);
    const grid: GridLine[] = [];
    for (let r = first.r; r <= last.r; r += 1) {
      const cells: string[] = [];
      for (let c = first.c; c <= Math.min(last.c, first.c + 200); c += 1) {
        const cell = sheet[utils.encode_cell({ r, c })] as CellObject | undefined;
        cells.push(cellText(cell, isDate, dayOf));
      }
      if (cells.some((text) => text !== '')) grid.push({ row: r + 1, cells });
    }
    if (grid.length > 0) return grid;
  }
  return fileFault(
    1,
    'il foglio di calcolo è vuoto: la prima riga deve avere i nomi delle colonne',
  );
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
