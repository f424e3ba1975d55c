import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { RowError } from '../municipality-row.js';
import { TABLE_LIMITS, tableFault } from './limits.js';
import { fileFault } from './table.js';

/** One line of a file with its cells as text, wherever it came from (CSV, XLSX, ODS). */
export interface GridLine {
  /** Line of the file or of the sheet, 1 for the first. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** The lines of a table, its head first; blank lines are left out. */
export type Grid = readonly GridLine[];

const SEPARATORS = [';', '\t', ','] as const;

/** Marks at the beginning of a text by which it says how it is written; without one it is not UTF-16. */
const MARKED = { fffe: 'utf-16le', feff: 'utf-16be' } as const;

/**
 * Text of a CSV's bytes: UTF-8, UTF-16 with its mark ("Unicode text" of spreadsheets), or Windows-1252 as older spreadsheets
 * save it.
 *
 * @example csvText(Buffer.from('citt\u00e0', 'latin1')) //=> 'città'
 */
export function csvText(bytes: Uint8Array): string {
  const mark = Buffer.from(bytes.subarray(0, 2)).toString('hex') as keyof typeof MARKED;
  const written = MARKED[mark] ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  return new TextDecoder(written).decode(bytes);
}

/** First bytes, as Windows-1252 shows them, of what people name like a table by mistake: PDF, pictures, RTF, compressed files, what Outlook saves. */
const OTHER_FILES = /^(?:%PDF|.PNG\r\n|GIF8|ÿØÿ|\{\\rtf|\x1f[‹\x8b]|Rar!|7z¼¯)/;
/** A head of a table is not longer. */
const HEAD_CHARS = 100_000;

/** Whether a text is none: its first bytes are those of another kind of file, or its first line has a NUL. (One in a cell is the cell's fault.) */
const isNoTable = (text: string): boolean =>
  OTHER_FILES.test(text) || text.slice(0, HEAD_CHARS).split('\n', 1)[0]!.includes('\0');

/** A line that goes beyond the limits: thrown to end the reading there, before the rest is taken into memory. */
class BeyondLimit extends Error {
  constructor(readonly fault: RowError) {
    super(fault.message);
  }
}

/**
 * Reads a CSV separated by `;`, `,` or tabs (the one that its head has most of), with or without quotes, BOM and CRLF.
 *
 * @returns the lines, or the one fault that keeps it from being read: it can't be, or goes beyond `TABLE_LIMITS`
 * @example readCsv('comune;stato\n110001;owned')
 * //=> [{ row: 1, cells: ['comune', 'stato'] }, { row: 2, cells: ['110001', 'owned'] }]
 */
export function readCsv(whole: string): Grid | RowError {
  if (isNoTable(whole)) return fileFault(1, tableFault.other);
  const { text, separator, skipped } = withoutSeparatorLine(whole);
  const grid: GridLine[] = [];
  let count = 0;
  const take = (cells: string[], row: number): null => {
    const written = cells.findLastIndex((cell) => cell !== '') + 1;
    if (written === 0) return null;
    count += written;
    const fault =
      written > TABLE_LIMITS.columns
        ? tableFault.columns(written)
        : count > TABLE_LIMITS.cells
          ? tableFault.cells
          : grid.length >= TABLE_LIMITS.rows
            ? tableFault.rows
            : null;
    if (fault !== null) throw new BeyondLimit(fileFault(row + skipped, fault));
    grid.push({ row: row + skipped, cells });
    return null;
  };
  try {
    parse(text, {
      bom: true,
      delimiter: separator,
      max_record_size: TABLE_LIMITS.lineChars,
      on_record: (cells: string[], { lines }) => take(cells, lines),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    return grid;
  } catch (error) {
    if (error instanceof BeyondLimit) return error.fault;
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error['lines'] ?? 1) + skipped;
    if (error.code === 'CSV_MAX_RECORD_SIZE') return fileFault(row, tableFault.line);
    return fileFault(row, FAULTS[error.code] ?? FAULTS['CSV_QUOTE_NOT_CLOSED']!);
  }
}

/** What csv-parse finds wrong in a line, for whoever wrote it. */
const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'la riga non si può leggere: controllare che le virgolette siano chiuse',
  INVALID_OPENING_QUOTE:
    'la riga non si può leggere: virgolette in mezzo a una cella; scriverle doppie, e la cella fra virgolette',
  CSV_INVALID_CLOSING_QUOTE:
    'la riga non si può leggere: dopo le virgolette che chiudono una cella atteso il separatore',
};

/** A first line `sep=;`, by which spreadsheets are told the separator, is no line of the table. */
function withoutSeparatorLine(whole: string) {
  const [line, separator] = /^\uFEFF?"?sep=([;,\t])"?\r?\n/i.exec(whole) ?? [];
  if (line === undefined) return { text: whole, separator: separatorOf(whole), skipped: 0 };
  return { text: whole.slice(line.length), separator, skipped: 1 };
}

/** What stands between the names of the head: counted outside quotes. */
function separatorOf(text: string): string {
  const start = Math.max(0, text.search(/\S/));
  const head = text.slice(start, start + HEAD_CHARS).split(/\r?\n/, 1)[0] ?? '';
  const bare = head.replace(/"(?:[^"]|"")*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';';
}
