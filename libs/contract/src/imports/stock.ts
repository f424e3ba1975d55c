import type { Instant, IstatCode, LocalDate, Unit } from '@app/domain';
import { formatDate, normaliseUnitKey } from '@app/domain';
import { z } from 'zod';
import type { RowError } from '../municipality-row.js';
import {
  type ImportContext,
  momentCell,
  municipalityCell,
  optional,
  referenceCell,
  textCell,
} from './cells.js';
import type { Grid } from './grid.js';
import type { Column, ImportCheck } from './table.js';
import { checked, readRows, refuseDoubles, tableOf } from './table.js';

/** The whole stock of a municipality frozen at a reference date. */
export interface StockRecord {
  /** First line that speaks of it. */
  readonly row: number;
  readonly municipality: IstatCode;
  readonly reference: LocalDate;
  /** When it was taken; null: the file does not say. */
  readonly takenAt: Instant | null;
  /** In the order of the file. */
  readonly units: readonly Unit[];
}

export const STOCK_COLUMNS: readonly Column[] = [
  { name: 'comune', required: true, aliases: ['istat', 'codice_istat', 'codice_comune_istat'] },
  { name: 'data_riferimento', required: true, aliases: ['riferimento', 'data_di_riferimento'] },
  {
    name: 'codice_alloggio',
    required: true,
    aliases: ['alloggio', 'chiave', 'codice', 'codice_unita', 'unita'],
  },
  { name: 'stato', required: true, aliases: ['stato_alloggio'] },
  { name: 'rilevato_il', required: false, aliases: ['data_rilevazione', 'estratto_il'] },
];

const stockRow = ({ survey, known }: ImportContext) =>
  z.object({
    comune: municipalityCell(known),
    data_riferimento: referenceCell(survey),
    codice_alloggio: textCell('il codice dell’alloggio'),
    stato: textCell('lo stato dell’alloggio, per esempio «in proprietà» o «alienato»'),
    rilevato_il: optional(momentCell),
  });

type StockRow = z.output<ReturnType<typeof stockRow>>;

/**
 * Checks a file of the stock, one dwelling a row; the rows of one municipality and reference date make one snapshot. The
 * stock is the historical one: a dwelling that was sold stays, with its status.
 */
export function checkStock(grid: Grid, context: ImportContext): ImportCheck<StockRecord> {
  const table = tableOf(grid, STOCK_COLUMNS);
  const { read, errors } = readRows(table, stockRow(context));
  const doubles = refuseDoubles(
    read,
    (row) => `${snapshotKey(row)}/${normaliseUnitKey(row.codice_alloggio)}`,
    (row, first) => ({
      column: 'codice_alloggio',
      value: row.codice_alloggio,
      message: `alloggio già indicato alla riga ${first} per lo stesso Comune e la stessa data: lasciare una riga sola`,
    }),
  );
  const snapshots = new Map<string, { record: StockRecord; units: Unit[] }>();
  const contradictions: RowError[] = [];
  for (const { row, value } of read) {
    const unit = { key: value.codice_alloggio, status: value.stato };
    const known = snapshots.get(snapshotKey(value));
    if (known === undefined) {
      const units = [unit];
      snapshots.set(snapshotKey(value), { units, record: recordOf(row, value, units) });
      continue;
    }
    known.units.push(unit);
    if (known.record.takenAt !== value.rilevato_il) {
      contradictions.push({
        row,
        column: 'rilevato_il',
        value: '',
        message: `la consistenza al ${formatDate(value.data_riferimento)} è rilevata in un momento solo: scrivere quello della riga ${known.record.row}`,
      });
    }
  }
  const records = [...snapshots.values()].map(({ record }) => record);
  return checked(table, records, [...errors, ...doubles, ...contradictions]);
}

const snapshotKey = (row: StockRow): string => `${row.comune}/${row.data_riferimento}`;

function recordOf(row: number, value: StockRow, units: readonly Unit[]): StockRecord {
  const { comune: municipality, data_riferimento: reference, rilevato_il: takenAt } = value;
  return { row, municipality, reference, takenAt, units };
}
