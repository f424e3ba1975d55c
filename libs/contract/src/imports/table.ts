import type { z } from 'zod';
import type { RowError } from '../municipality-row.js';
import { LONGEST_TEXT, textFault } from '../text-fault.js';
import type { Grid } from './grid.js';

/** A column that an import knows, by the name that its model file gives it. */
export interface Column {
  readonly name: string;
  readonly required: boolean;
  /** Other names under which the same is found, in the normalised form. */
  readonly aliases?: readonly string[];
}

/** A row by the names of its columns; what the file leaves out is an empty text. */
export interface TableRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A grid whose head was understood. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly errors: readonly RowError[];
  /** Italian sentences about what was not used. */
  readonly notes: readonly string[];
}

/** What a file says, all or nothing: with an error there are no records. */
export interface ImportCheck<T> {
  readonly rows: number;
  readonly records: readonly T[];
  readonly errors: readonly RowError[];
  readonly notes: readonly string[];
}

/**
 * A column's name as it is compared: lower case, no accents, one underscore for blanks and signs.
 *
 * @example normaliseName(' Modalità di trasmissione') //=> 'modalita_di_trasmissione'
 */
export function normaliseName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

/** Reads the head of a grid by the columns of an import. Columns that it does not know are left aside, and said. */
export function tableOf(grid: Grid, columns: readonly Column[]): Table {
  const [head, ...lines] = grid;
  if (head === undefined) {
    const error = fileFault(1, 'il file è vuoto: la prima riga deve avere i nomi delle colonne');
    return { rows: [], errors: [error], notes: [] };
  }
  const found = head.cells.map((name) => columnNamed(columns, name));
  const errors = [
    ...missingColumns(head.cells, found, columns, head.row),
    ...doubleColumns(head.cells, found, head.row),
  ];
  if (errors.length === 0 && lines.length === 0) {
    errors.push(fileFault(head.row, 'sotto i nomi delle colonne non c’è alcuna riga'));
  }
  const notes = head.cells
    .filter((name, i) => found[i] === undefined && name !== '')
    .map((name) => `Colonna non usata: «${name}».`);
  const rows = lines.map(({ row, cells }) => {
    const pairs = columns.map(({ name }) => [name, cells[indexOf(found, name)]?.trim() ?? '']);
    return { row, cells: Object.fromEntries(pairs) as Record<string, string> };
  });
  errors.push(...rows.flatMap(cellFaults));
  return { rows: errors.length === 0 ? rows : [], errors, notes };
}

/** Cells that hold what is no text: it could not be recorded, or would stand there unseen. */
function cellFaults({ row, cells }: TableRow): RowError[] {
  return Object.entries(cells).flatMap(([column, value]) => {
    const fault = textFault(value, 'text', LONGEST_TEXT);
    if (fault === null) return [];
    return [{ row, column, value: value.slice(0, 80), message: `la cella ${fault}` }];
  });
}

/** A fault of the file as a whole. */
export function fileFault(row: number, message: string): RowError {
  return { row, column: '', value: '', message };
}

const indexOf = (found: readonly (Column | undefined)[], name: string): number =>
  found.findIndex((column) => column?.name === name);

function columnNamed(columns: readonly Column[], written: string): Column | undefined {
  const name = normaliseName(written);
  return columns.find((column) => column.name === name || column.aliases?.includes(name));
}

function missingColumns(
  head: readonly string[],
  found: readonly (Column | undefined)[],
  columns: readonly Column[],
  row: number,
): RowError[] {
  const all = columns.map(({ name, required }) => (required ? name : `${name} (facoltativa)`));
  return columns
    .filter(({ name, required }) => required && indexOf(found, name) === -1)
    .map(({ name }) => ({
      row,
      column: name,
      value: head.join(' | ').slice(0, 120),
      message: `colonna mancante: aggiungerla; colonne previste: ${all.join(', ')}`,
    }));
}

function doubleColumns(
  head: readonly string[],
  found: readonly (Column | undefined)[],
  row: number,
): RowError[] {
  return found.flatMap((column, i) =>
    column !== undefined && indexOf(found, column.name) < i
      ? [
          {
            row,
            column: column.name,
            value: head[i] ?? '',
            message: 'colonna ripetuta: lasciarne una sola',
          },
        ]
      : [],
  );
}

/** A row that a schema took, with its place. */
export interface ReadRow<T> {
  readonly row: number;
  readonly value: T;
}

/** Every row by a schema, and a fault for each cell that it refused. */
export function readRows<T>(
  table: Table,
  schema: z.ZodType<T>,
): { readonly read: readonly ReadRow<T>[]; readonly errors: readonly RowError[] } {
  const read: ReadRow<T>[] = [];
  const errors: RowError[] = [...table.errors];
  for (const { row, cells } of table.rows) {
    const parsed = schema.safeParse(cells);
    if (parsed.success) {
      read.push({ row, value: parsed.data });
      continue;
    }
    for (const { path, message } of parsed.error.issues) {
      const column = String(path[0] ?? '');
      errors.push({ row, column, value: cells[column] ?? '', message });
    }
  }
  return { read, errors };
}

/** Every row once: a fault for each that repeats an earlier one. */
export function refuseDoubles<T>(
  read: readonly ReadRow<T>[],
  keyOf: (value: T) => string,
  fault: (value: T, first: number) => Omit<RowError, 'row'>,
): RowError[] {
  const seen = new Map<string, number>();
  return read.flatMap(({ row, value }) => {
    const key = keyOf(value);
    const first = seen.get(key);
    if (first !== undefined) return [{ row, ...fault(value, first) }];
    seen.set(key, row);
    return [];
  });
}

/** Closes a check: with a fault nothing is accepted. */
export function checked<T>(
  table: Table,
  records: readonly T[],
  errors: readonly RowError[],
): ImportCheck<T> {
  return {
    rows: table.rows.length,
    records: errors.length === 0 ? records : [],
    errors: [...errors].sort((a, b) => a.row - b.row),
    notes: table.notes,
  };
}
