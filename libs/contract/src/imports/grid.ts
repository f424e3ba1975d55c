import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import type { RowError } from '../municipality-row.js';

/** One line of a file with its cells as text, wherever it came from (CSV, XLSX, ODS). */
export interface GridLine {
  /** Line of the file or of the sheet, 1 for the first. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** The lines of a table, its head first; blank lines are left out. */
export type Grid = readonly GridLine[];

const SEPARATORS = [';', '\t', ','] as const;

/**
 * Text of a CSV's bytes: UTF-8, or Windows-1252 as older spreadsheets save it.
 *
 * @example csvText(Buffer.from('citt\u00e0', 'latin1')) //=> 'città'
 */
export function csvText(bytes: Uint8Array): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/**
 * Reads a CSV separated by `;`, `,` or tabs (the one that its head has most of), with or without quotes, BOM and CRLF.
 *
 * @returns the lines, or the one fault that keeps it from being read
 * @example readCsv('comune;stato\n110001;owned')
 * //=> [{ row: 1, cells: ['comune', 'stato'] }, { row: 2, cells: ['110001', 'owned'] }]
 */
export function readCsv(text: string): Grid | RowError {
  try {
    const read = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return read
      .map(({ record, info }) => ({ row: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      row: Number(error['lines'] ?? 1),
      column: '',
      value: '',
      message: `la riga non si può leggere (${error.code}): controllare che le virgolette siano chiuse`,
    };
  }
}

/** What stands between the names of the head: counted outside quotes. */
function separatorOf(text: string): string {
  const head = (text.split(/\r?\n/).find((line) => line.trim() !== '') ?? '').replace(
    /"(?:[^"]|"")*"/g,
    '',
  );
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';';
}
