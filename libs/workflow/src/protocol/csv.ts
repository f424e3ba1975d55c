import { parse } from 'csv-parse/sync';
import { textFault } from '@app/contract';
import type { LocalDate } from '@app/domain';
import { DomainError, localDate } from '@app/domain';
import type { WrittenProtocol } from './entry.js';

/** Which letter a row means: by its id, or by municipality, rung and round. */
export type LetterKey =
  | { readonly letter: string }
  | { readonly municipality: string; readonly rung: string; readonly round: LocalDate };

/** A row of the file; `row` is the line in it, as an editor counts (the heading is line 1). */
export interface ProtocolRow {
  readonly row: number;
  readonly key: LetterKey;
  readonly protocol: WrittenProtocol;
}

export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
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

const fileError = (column: string, value: string, message: string): ProtocolRows => ({
  rows: [],
  errors: [{ row: 1, column, value, message }],
  count: 0,
});

/**
 * Reads a CSV of protocol numbers: columns `lettera` or `comune`, `gradino`, `ciclo`; then `numero`, `data` and, if there is one,
 * `aoo`. Separated by semicolon or comma, UTF-8 with or without BOM; the order of the columns is free.
 *
 * @example readProtocolCsv('lettera;numero;data\npush-erp/110001/2022-03-16;0001234;16/03/2022\n').rows.length //=> 1
 */
export function readProtocolCsv(text: string): ProtocolRows {
  if (text.length > LARGEST) return fileError('', '', 'Il file è troppo grande: al massimo 5 MB.');
  const head = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = head.split(';').length >= head.split(',').length ? ';' : ',';
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (error) {
    return fileError('', '', `Il file non è un CSV leggibile: ${(error as Error).message}.`);
  }
  const heading = records[0]?.record.map((name) => name.toLowerCase()) ?? [];
  const fault = headingFault(heading);
  if (fault !== null) return fault;
  const rows: ProtocolRow[] = [];
  const errors: RowError[] = [];
  for (const { record, info } of records.slice(1)) {
    const cells = Object.fromEntries(
      heading.map((name, index) => [name, record[index] ?? '']),
    ) as Cells;
    const row = info.lines;
    const unreadable = Object.entries(cells).flatMap(([column, value]): RowError[] => {
      const message = textFault(value, 'text');
      return message === null ? [] : [{ row, column, value, message: `La cella ${message}.` }];
    });
    const read = unreadable.length > 0 ? { errors: unreadable } : readRow(row, cells);
    if ('errors' in read) errors.push(...read.errors);
    else rows.push(read);
  }
  return { rows, errors, count: records.length - 1 };
}

function headingFault(heading: readonly string[]): ProtocolRows | null {
  const has = (...names: readonly Column[]): boolean =>
    names.every((name) => heading.includes(name));
  const shown = heading.join(', ').slice(0, 200);
  const unknown = heading.find((name) => !(COLUMNS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    return fileError(
      unknown,
      shown,
      `Colonna sconosciuta «${unknown}»: attese ${COLUMNS.join(', ')}.`,
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
  if (errors.length > 0) return { errors };
  return { row, key, protocol: { number: numero, date: data, aoo } };
}
