import type { IstatCode, Municipality } from '@app/domain';
import type { RowError } from '../municipality-row.js';
import { PEC_PATTERN } from '../municipality-row.js';
import type { Grid } from './grid.js';
import type { Column, ImportCheck, TableRow } from './table.js';
import { checked, normaliseName, tableOf } from './table.js';

/** What IndicePA says of a municipality. */
export interface IpaRecord {
  readonly row: number;
  readonly municipality: IstatCode;
  readonly ipaCode: string;
  /** The first address of type PEC, in lower case; null: the entry has none. */
  readonly pec: string | null;
}

const PLACES = [1, 2, 3, 4, 5] as const;

/** Columns of `enti.csv` as AgID publishes it; many more stand there and are left aside. */
export const IPA_COLUMNS: readonly Column[] = [
  { name: 'codice_ipa', required: true },
  { name: 'denominazione_ente', required: false, aliases: ['denominazione', 'des_amm'] },
  { name: 'codice_categoria', required: false },
  { name: 'codice_comune_istat', required: true, aliases: ['codice_istat_comune'] },
  ...PLACES.flatMap((n) => [
    { name: `mail${n}`, required: n === 1 },
    { name: `tipo_mail${n}`, required: n === 1 },
  ]),
];

/** Category of IndicePA: municipalities and their consortia. */
const MUNICIPALITIES = 'L6';

/**
 * Finds in IndicePA's `enti.csv` the entry of each municipality. Schools, unions and agencies bear the ISTAT code of the
 * place too: the municipality is the one with the code `c_<Belfiore>`, else of category L6, else of its name.
 */
export function checkIpa(
  grid: Grid,
  municipalities: readonly Municipality[],
): ImportCheck<IpaRecord> {
  const table = tableOf(grid, IPA_COLUMNS);
  const byCode = new Map<IstatCode, TableRow[]>();
  for (const row of table.rows) {
    const istat = (row.cells['codice_comune_istat'] ?? '').padStart(6, '0');
    byCode.set(istat, [...(byCode.get(istat) ?? []), row]);
  }
  const records: IpaRecord[] = [];
  const errors: RowError[] = [...table.errors];
  const notes: string[] = [];
  for (const municipality of municipalities) {
    const entries = entriesOf(municipality, byCode.get(municipality.istat) ?? []);
    const [entry, second] = entries;
    if (entry === undefined) {
      notes.push(`${municipality.name} (${municipality.istat}) non è nel file: l’indirizzo resta.`);
    } else if (second !== undefined) {
      errors.push(ambiguous(municipality, entry, second));
    } else {
      const read = readEntry(municipality, entry);
      if ('record' in read) records.push(read.record);
      else errors.push(read.error);
    }
  }
  const check = checked({ ...table, notes }, records, errors);
  return check;
}

function entriesOf(municipality: Municipality, rows: readonly TableRow[]): readonly TableRow[] {
  const own = `c_${municipality.belfiore ?? ''}`.toLowerCase();
  const rules: readonly ((row: TableRow) => boolean)[] = [
    ({ cells }) => cells['codice_ipa']?.toLowerCase() === own,
    ({ cells }) => cells['codice_categoria']?.toUpperCase() === MUNICIPALITIES && isNamed(cells),
    ({ cells }) => cells['codice_categoria'] === '' && isNamed(cells),
  ];
  const isNamed = (cells: TableRow['cells']): boolean => {
    const name = normaliseName(cells['denominazione_ente'] ?? '');
    const wanted = normaliseName(municipality.name);
    return name === '' || new RegExp(`^(?:(?:comune|citta)_(?:di_)?)?${wanted}$`).test(name);
  };
  for (const rule of rules) {
    const found = rows.filter(rule);
    if (found.length > 0) return found;
  }
  return [];
}

function readEntry(
  municipality: Municipality,
  { row, cells }: TableRow,
): { readonly record: IpaRecord } | { readonly error: RowError } {
  const place = PLACES.find(
    (n) => cells[`tipo_mail${n}`]?.toLowerCase() === 'pec' && cells[`mail${n}`] !== '',
  );
  const pec = place === undefined ? null : (cells[`mail${place}`] ?? '');
  if (pec !== null && !PEC_PATTERN.test(pec)) {
    const message = 'l’indirizzo non si può usare: scrivere un indirizzo come nome@dominio.it';
    return { error: { row, column: `mail${place}`, value: pec, message } };
  }
  const ipaCode = cells['codice_ipa'] ?? '';
  const { istat } = municipality;
  return {
    record: { row, municipality: istat, ipaCode, pec: pec?.toLowerCase() ?? null },
  };
}

function ambiguous({ name }: Municipality, first: TableRow, second: TableRow): RowError {
  return {
    row: second.row,
    column: 'codice_comune_istat',
    value: second.cells['codice_comune_istat'] ?? '',
    message: `per ${name} il file ha due voci (anche alla riga ${first.row}): lasciare quella del Comune`,
  };
}
