import type { Instant, IstatCode, LocalDate, VariationKind } from '@app/domain';
import { startOfDay } from '@app/domain';
import { z } from 'zod';
import {
  countCell,
  dayCell,
  type ImportContext,
  momentCell,
  municipalityCell,
  optional,
  textCell,
  wordCell,
} from './cells.js';
import type { Grid } from './grid.js';
import type { Column, ImportCheck, ReadRow } from './table.js';
import { checked, readRows, refuseDoubles, tableOf } from './table.js';

/** A change of the stock: it may make an exemption lapse. */
export interface VariationRecord {
  readonly row: number;
  readonly municipality: IstatCode;
  readonly kind: VariationKind;
  readonly date: LocalDate;
  readonly units: number;
  /** When the municipality told it; the start of the day of the change if the file does not say. */
  readonly at: Instant;
  /** Tells apart two changes that are otherwise the same. */
  readonly code: string | null;
}

export const VARIATION_COLUMNS: readonly Column[] = [
  { name: 'comune', required: true, aliases: ['istat', 'codice_istat', 'codice_comune_istat'] },
  { name: 'tipo', required: true, aliases: ['tipo_variazione', 'variazione'] },
  { name: 'data', required: true, aliases: ['data_variazione'] },
  { name: 'alloggi', required: true, aliases: ['numero_alloggi', 'n_alloggi'] },
  { name: 'comunicata_il', required: false, aliases: ['data_comunicazione'] },
  { name: 'codice', required: false, aliases: ['codice_variazione'] },
];

const KINDS = {
  nuova_costruzione: 'new-construction',
  nuove_costruzioni: 'new-construction',
  alienazione: 'sale',
  vendita: 'sale',
  acquisto: 'acquisition',
  acquisizione: 'acquisition',
  trasferimento: 'transfer',
  demolizione: 'demolition',
  frazionamento: 'split',
  accorpamento: 'merge',
  fusione: 'merge',
} as const satisfies Record<string, VariationKind>;

const KINDS_SHOWN = [
  'nuova costruzione',
  'vendita',
  'acquisto',
  'trasferimento',
  'demolizione',
  'frazionamento',
  'accorpamento',
];

const variationRow = ({ known }: ImportContext) =>
  z.object({
    comune: municipalityCell(known),
    tipo: wordCell<VariationKind>(KINDS, KINDS_SHOWN),
    data: dayCell,
    alloggi: countCell(1),
    comunicata_il: optional(momentCell),
    codice: optional(textCell('un codice')),
  });

type VariationRow = z.output<ReturnType<typeof variationRow>>;

/** Checks a file of variations, one a row. */
export function checkVariations(grid: Grid, context: ImportContext): ImportCheck<VariationRecord> {
  const table = tableOf(grid, VARIATION_COLUMNS);
  const { read, errors } = readRows(table, variationRow(context));
  const doubles = refuseDoubles(
    read,
    (row) => JSON.stringify(row),
    (row, first) => ({
      column: 'codice',
      value: row.codice ?? '',
      message: `riga uguale alla riga ${first}: toglierla; se le variazioni sono due, sommare gli alloggi o distinguerle con un codice`,
    }),
  );
  const early = read.flatMap(({ row, value }) =>
    value.comunicata_il !== null && value.comunicata_il < startOfDay(value.data)
      ? [
          {
            row,
            column: 'comunicata_il',
            value: '',
            message: 'scrivere un giorno non anteriore a quello della variazione',
          },
        ]
      : [],
  );
  return checked(table, read.map(recordOf), [...errors, ...doubles, ...early]);
}

function recordOf({ row, value }: ReadRow<VariationRow>): VariationRecord {
  return {
    row,
    municipality: value.comune,
    kind: value.tipo,
    date: value.data,
    units: value.alloggi,
    at: value.comunicata_il ?? startOfDay(value.data),
    code: value.codice,
  };
}
