import type { Refusal } from '@app/domain';
import type { ExportFormat } from './formats.js';
import { EXPORT_FORMATS } from './formats.js';
import { makeBytes } from './off-thread.js';
import type { ExportTable } from './table.js';

/** A file to hand over. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Paper is for reading: beyond so many rows nobody does, and the printer would hold up the pages. */
const MOST_ON_PAPER = 3_000;

/**
 * A table in one of the formats. All hold the same values: JSON the bare ones, the others as people write them.
 *
 * @returns the file, or why it can't be: too many rows for paper
 * @example await exportTable(table, 'csv') //=> { name: 'matrice-2022-04-01.csv', type: 'text/csv; charset=utf-8', bytes }
 */
export async function exportTable(
  table: ExportTable,
  format: ExportFormat,
): Promise<ExportedFile | Refusal> {
  if (format === 'pdf' && table.rows.length > MOST_ON_PAPER) {
    const message = `La tabella ha ${table.rows.length} righe: in PDF se ne scrivono al massimo ${MOST_ON_PAPER}. Restringere i filtri, oppure scegliere XLSX, ODS o CSV.`;
    return { refused: true, code: 'too-many-rows', message };
  }
  const name = `${table.file}-${table.takenOn}.${format}`;
  return { name, type: EXPORT_FORMATS[format].type, bytes: await makeBytes(table, format) };
}
