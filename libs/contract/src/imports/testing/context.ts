import { defaultMunicipalities, defaultSurvey } from '../../defaults.js';
import type { ImportContext } from '../cells.js';
import { type Grid, readCsv } from '../grid.js';

/** The survey and the ten municipalities of the letter. */
export const context: ImportContext = {
  survey: defaultSurvey(),
  known: new Set(defaultMunicipalities().map(({ istat }) => istat)),
};

/** Lines of a CSV as a grid. */
export function grid(...lines: readonly string[]): Grid {
  const read = readCsv(lines.join('\n'));
  if ('message' in read) throw new Error(read.message);
  return read;
}
