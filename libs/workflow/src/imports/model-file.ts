import { readFile } from 'node:fs/promises';
import { csvText, readCsv } from '@app/contract';

/** The model files, by the name that they have in addresses. */
export const MODEL_FILES = {
  consistenza: 'consistenza.csv',
  variazioni: 'variazioni.csv',
  trasmissioni: 'trasmissioni.csv',
} as const;

export type ModelName = keyof typeof MODEL_FILES;
export const MODEL_FORMATS = ['csv', 'xlsx', 'ods'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];

const FOLDER = new URL('../../../../docs/modelli/', import.meta.url);

/**
 * A model to fill in, with the very columns that an import reads and a few lines as an example.
 *
 * @example (await modelFile('variazioni', 'xlsx')).subarray(0, 2) //=> 'PK'
 */
export async function modelFile(name: ModelName, format: ModelFormat): Promise<Buffer> {
  const bytes = await readFile(new URL(MODEL_FILES[name], FOLDER));
  // With the mark that a spreadsheet in Italian needs to read the accents.
  if (format === 'csv') return Buffer.concat([Buffer.from('\uFEFF'), bytes]);
  const grid = readCsv(csvText(bytes));
  if ('message' in grid) throw new Error(`model ${name}: ${grid.message}`);
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(grid.map(({ cells }) => [...cells])), name);
  return write(book, { type: 'buffer', bookType: format }) as Buffer;
}
