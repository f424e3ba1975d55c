import type { RowError } from '@app/contract';
import { readCsv, textFault } from '@app/contract';
import type { LocalDate } from '@app/domain';
import { DomainError, localDate } from '@app/domain';
import type { Protocol } from '@app/letters';
import { boundedErrors } from '../imports/bounded-errors.js';
import { readProtocol } from './entry.js';

/** Which letter a row means: by its id, or by municipality, rung and round. */
export type LetterKey =
  | { readonly letter: string }
  | { readonly municipality: string; readonly rung: string; readonly round: LocalDate };

/** A row of the file; `row` is the line in it, as an editor counts (the heading is line 1). */
export interface ProtocolRow {
  readonly row: number;
  readonly key: LetterKey;
  readonly protocol: Protocol;
}

export interface ProtocolRows {
  readonly rows: readonly ProtocolRow[];
  readonly errors: readonly RowError[];
  /** Rows of data in the file, good or bad. */
  readonly count: number;
}

const COLUMNS = ['lettera', 'comune', 'gradino', 'ciclo', 'numero', 'data', 'aoo'] as const;
type Column = (typeof COLUMNS)[number];
type Cells = Partial<Record<Column, string>>;

const LARGEST = 5_000_000;
/** Of a column's name so much is quoted. */
const LONGEST_NAME = 80;
const FIELDS = { number: 'numero', date: 'data', aoo: 'aoo' } as const;

const fileError = (column: string, value: string, message: string): ProtocolRows => ({
  rows: [],
  errors: [{ row: 1, column, value, message }],
  count: 0,
});

/** What is asked of the reading process. */
export interface ProtocolOrder {
  readonly text: string;
  /** No protocol is of a later day. */
  readonly today: LocalDate;
}

/**
 * Reads a CSV of protocol numbers: columns `lettera` or `comune`, `gradino`, `ciclo`; then `numero`, `data` and, if there is one,
 * `aoo`. As `readCsv` reads any CSV, and within its limits; the order of the columns is free.
 *
 * @example readProtocolCsv({ text: 'lettera;numero;data\npush-erp/110001/2022-03-16;0001234;16/03/2022\n', today }).rows.length //=> 1
 */
export function readProtocolCsv({ text, today }: ProtocolOrder): ProtocolRows {
  if (text.length > LARGEST) return fileError('', '', 'Il file è troppo grande: al massimo 5 MB.');
  const grid = readCsv(text);
  if ('message' in grid) return { rows: [], errors: [grid], count: 0 };
  const [head, ...lines] = grid;
  const heading = head?.cells.map((name) => name.toLowerCase()) ?? [];
  const fault = headingFault(heading);
  if (fault !== null) return fault;
  const rows: ProtocolRow[] = [];
  const errors: RowError[] = [];
  for (const { row, cells: written } of lines) {
    const cells = Object.fromEntries(
      heading.map((name, index) => [name, written[index] ?? '']),
    ) as Cells;
    const unreadable = Object.entries(cells).flatMap(([column, value]): RowError[] => {
      const message = textFault(value, 'text');
      return message === null ? [] : [{ row, column, value, message: `La cella ${message}.` }];
    });
    const read = unreadable.length > 0 ? { errors: unreadable } : readRow(row, cells, today);
    if ('errors' in read) errors.push(...read.errors);
    else rows.push(read);
  }
  return { rows, errors: boundedErrors(errors), count: lines.length };
}

function headingFault(heading: readonly string[]): ProtocolRows | null {
  const has = (...names: readonly Column[]): boolean =>
    names.every((name) => heading.includes(name));
  const shown = heading.join(', ').slice(0, 200);
  const unknown = heading.find((name) => !(COLUMNS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    return fileError(
      unknown.slice(0, LONGEST_NAME),
      shown,
      `Colonna sconosciuta «${unknown.slice(0, LONGEST_NAME)}»: attese ${COLUMNS.join(', ')}.`,
    );
  }
  if (new Set(heading).size !== heading.length)
    return fileError('', shown, 'Una colonna è ripetuta.');
  if (!has('numero', 'data'))
    return fileError('numero', shown, 'Mancano le colonne «numero» e «data».');
  if (has('lettera') || has('comune', 'gradino', 'ciclo')) return null;
  const message = 'Manca la colonna «lettera», oppure «comune», «gradino» e «ciclo».';
  return fileError('lettera', shown, message);
}

function readRow(
  row: number,
  cells: Cells,
  today: LocalDate,
): ProtocolRow | { readonly errors: readonly RowError[] } {
  const errors: RowError[] = [];
  const fault = (column: Column, message: string): void => {
    errors.push({ row, column, value: cells[column] ?? '', message });
  };
  const {
    lettera = '',
    comune = '',
    gradino = '',
    ciclo = '',
    numero = '',
    data = '',
    aoo = '',
  } = cells;
  let key: LetterKey = { letter: lettera };
  if (lettera === '') {
    if (!/^\d{6}$/.test(comune)) fault('comune', 'Atteso il codice ISTAT di sei cifre.');
    if (gradino === '') fault('gradino', 'Manca il gradino, per esempio «reminder-1».');
    try {
      key = { municipality: comune, rung: gradino, round: localDate(ciclo, 'ciclo') };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      fault('ciclo', 'Attesa la data di riferimento del ciclo, come 2021-12-31.');
    }
  }
  const protocol = readProtocol({ number: numero, date: data, aoo }, today);
  if ('faults' in protocol) {
    for (const { field, message } of protocol.faults) fault(FIELDS[field], message);
    return { errors };
  }
  return errors.length > 0 ? { errors } : { row, key, protocol };
}
