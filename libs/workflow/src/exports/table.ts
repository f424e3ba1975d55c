import type { LocalDate } from '@app/domain';

/** What a column holds: it decides how a cell is written in each format. */
export type ColumnKind = 'text' | 'number' | 'date' | 'moment' | 'percent';

/** Dates `YYYY-MM-DD`, moments as instants, percents as shares of one; null: nothing. */
export type Cell = string | number | null;

export interface Column {
  /** Its name for programs: never changes. */
  readonly key: string;
  /** Its name for people. */
  readonly title: string;
  readonly kind: ColumnKind;
  /** Codes for programs: left out on paper. */
  readonly code?: boolean;
}

/** A table to hand over, as a page shows it: the same rows, in the same order, with the same words. */
export interface ExportTable {
  /** Name of the file without its ending: letters, digits and hyphens. */
  readonly file: string;
  readonly title: string;
  /** What was asked (filters, the day), one sentence each. */
  readonly notes: readonly string[];
  /** Whose data they are: it stands on paper. */
  readonly office: string;
  /** The day on which it was taken. */
  readonly takenOn: LocalDate;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A code that only programs read. */
export const codeColumn = (key: string, title: string): Column => ({
  ...column(key, title),
  code: true,
});

/** @example column('due', 'Scadenza', 'date') */
export const column = (key: string, title: string, kind: ColumnKind = 'text'): Column => ({
  key,
  title,
  kind,
});
