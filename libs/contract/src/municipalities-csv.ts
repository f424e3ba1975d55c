import type { Municipality } from '@app/domain';
import { CsvError, parse } from 'csv-parse/sync';
import { ContractError } from './contract-error.js';
import type { RowError } from './municipality-row.js';
import { MUNICIPALITY_COLUMNS, readMunicipalityRow } from './municipality-row.js';

/** What a check of a file found: all rows accepted, or none. */
export interface MunicipalitiesCheck {
  readonly rows: number;
  readonly accepted: number;
  readonly municipalities: readonly Municipality[];
  readonly errors: readonly RowError[];
}

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/**
 * Checks a CSV of municipalities (`seed/bat-comuni.csv` is the model; comma or semicolon, BOM and CRLF tolerated) and
 * reports every fault by line and column. All or nothing: with one fault no row is accepted.
 */
export function checkMunicipalitiesCsv(text: string): MunicipalitiesCheck {
  const read = readRows(text);
  if (!Array.isArray(read))
    return { rows: 0, accepted: 0, municipalities: [], errors: [read as RowError] };
  const rows = read as readonly Row[];
  const errors: RowError[] = [];
  const municipalities: Municipality[] = [];
  const seen = new Map<string, number>();
  for (const { record, info } of rows) {
    const result = readMunicipalityRow(record);
    const row = info.lines;
    if ('faults' in result) {
      errors.push(...result.faults.map((fault) => ({ row, ...fault })));
      continue;
    }
    const { istat } = result.municipality;
    const first = seen.get(istat);
    if (first !== undefined) {
      const message = `codice già usato alla riga ${first}: ogni Comune compare una volta sola`;
      errors.push({ row, column: 'istat', value: istat, message });
    }
    seen.set(istat, first ?? row);
    municipalities.push(result.municipality);
  }
  const good = errors.length === 0;
  return {
    rows: rows.length,
    accepted: good ? municipalities.length : 0,
    municipalities: good ? municipalities : [],
    errors,
  };
}

/**
 * Reads a CSV of municipalities, all or nothing.
 *
 * @throws ContractError `invalid-municipalities` with a fault for each wrong cell
 * @example parseMunicipalitiesCsv(text).length //=> 10
 */
export function parseMunicipalitiesCsv(text: string): readonly Municipality[] {
  const { municipalities, errors } = checkMunicipalitiesCsv(text);
  if (errors.length === 0) return municipalities;
  throw new ContractError(
    'invalid-municipalities',
    'L’elenco dei Comuni non è valido. Da correggere:',
    errors.map(({ row, column, value, message }) => ({
      field: `riga ${row}, colonna ${column}`,
      found: `«${value}»`,
      message,
    })),
  );
}

function readRows(text: string): readonly Row[] | RowError {
  const header = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '';
  const delimiter = header.includes(';') && !header.includes(',') ? ';' : ',';
  const columns = header.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const missing = MUNICIPALITY_COLUMNS.required.find((name) => !columns.includes(name));
  if (missing !== undefined) {
    const message = `colonna mancante; attese ${[...MUNICIPALITY_COLUMNS.required, ...MUNICIPALITY_COLUMNS.optional].join(', ')}`;
    return { row: 1, column: missing, value: header, message };
  }
  try {
    return parse(text, {
      bom: true,
      columns,
      from_line: 2,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error['lines'] ?? 1);
    return {
      row,
      column: '',
      value: '',
      message: `riga CSV malformata (${error.code}): controllare virgolette e numero di celle`,
    };
  }
}
