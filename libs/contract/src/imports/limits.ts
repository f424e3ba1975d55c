/** What a table that somebody hands in may hold, be it CSV, XLSX or ODS; a list of events has its bytes and rows. */
export const TABLE_LIMITS = {
  bytes: 64 * 1024 * 1024,
  /** Lines that are not blank. Rome has 75,000 dwellings of public housing. */
  rows: 300_000,
  /** Up to the last cell of a line that holds something. */
  columns: 200,
  /** Cells that hold something. */
  cells: 3_000_000,
  /** Characters of one line of a CSV. */
  lineChars: 1_000_000,
} as const;

const shown = (count: number): string => count.toLocaleString('it-IT');

/** Why a table is refused by a limit: what was found, the limit, what to do. */
export const tableFault = {
  bytes: `il file supera ${TABLE_LIMITS.bytes / 2 ** 20} MB: dividerlo in più file`,
  rows: `il file ha più di ${shown(TABLE_LIMITS.rows)} righe: dividerlo in più file`,
  columns: (found: number): string =>
    `la riga ha ${shown(found)} colonne, al massimo ${TABLE_LIMITS.columns}: togliere le colonne in più`,
  cells: `il file ha più di ${shown(TABLE_LIMITS.cells)} celle scritte: dividerlo in più file`,
  other: 'non è un foglio di calcolo né un CSV: scegliere il file XLSX, ODS o CSV con la tabella',
  line: `la riga ha più di ${shown(TABLE_LIMITS.lineChars)} caratteri: controllare che il file sia un CSV, con le righe separate`,
} as const;
