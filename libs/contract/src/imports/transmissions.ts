import type { Instant, IstatCode, LocalDate } from '@app/domain';
import { z } from 'zod';
import type { RowError } from '../municipality-row.js';
import {
  countCell,
  type ImportContext,
  momentCell,
  municipalityCell,
  optional,
  referenceCell,
  textCell,
  wordCell,
} from './cells.js';
import type { Grid } from './grid.js';
import type { Column, ImportCheck, ReadRow } from './table.js';
import { checked, readRows, refuseDoubles, tableOf } from './table.js';

/** What the Region answered to a transmission. */
export type TransmissionOutcome =
  | { readonly type: 'validated'; readonly at: Instant }
  | { readonly type: 'rejected'; readonly at: Instant; readonly reason: string };

/** An official transmission in PUSH. */
export interface TransmissionRecord {
  readonly row: number;
  readonly municipality: IstatCode;
  readonly round: LocalDate;
  readonly at: Instant;
  readonly mode: 'manual' | 'flow';
  readonly units: number | null;
  readonly outcome: TransmissionOutcome | null;
}

export const TRANSMISSION_COLUMNS: readonly Column[] = [
  { name: 'comune', required: true, aliases: ['istat', 'codice_istat', 'codice_comune_istat'] },
  { name: 'data_riferimento', required: true, aliases: ['riferimento', 'data_di_riferimento'] },
  { name: 'data_trasmissione', required: true, aliases: ['trasmesso_il', 'data_di_trasmissione'] },
  {
    name: 'modalita',
    required: true,
    aliases: ['modalita_di_trasmissione', 'modalita_trasmissione'],
  },
  { name: 'alloggi', required: false, aliases: ['numero_alloggi', 'n_alloggi'] },
  { name: 'esito', required: false },
  { name: 'data_esito', required: false },
  { name: 'motivo', required: false, aliases: ['motivo_respingimento', 'motivazione'] },
];

const MODES = {
  manuale: 'manual',
  manual: 'manual',
  caricamento_manuale: 'manual',
  flusso: 'flow',
  flusso_xml: 'flow',
  xml: 'flow',
  flow: 'flow',
} as const;

const OUTCOMES = {
  in_attesa: 'pending',
  da_validare: 'pending',
  validata: 'validated',
  validato: 'validated',
  respinta: 'rejected',
  respinto: 'rejected',
} as const;

const transmissionRow = ({ survey, known }: ImportContext) =>
  z.object({
    comune: municipalityCell(known),
    data_riferimento: referenceCell(survey),
    data_trasmissione: momentCell,
    modalita: wordCell(MODES, ['manuale', 'flusso']),
    alloggi: optional(countCell(0)),
    esito: optional(wordCell(OUTCOMES, ['in attesa', 'validata', 'respinta'])),
    data_esito: optional(momentCell),
    motivo: optional(textCell('il motivo, al massimo 1000 caratteri')),
  });

type TransmissionRow = z.output<ReturnType<typeof transmissionRow>>;

/** Checks a file of official transmissions, one a row, with the Region's answer where there is one. */
export function checkTransmissions(
  grid: Grid,
  context: ImportContext,
): ImportCheck<TransmissionRecord> {
  const table = tableOf(grid, TRANSMISSION_COLUMNS);
  const { read, errors } = readRows(table, transmissionRow(context));
  const doubles = refuseDoubles(
    read,
    (row) => [row.comune, row.data_riferimento, row.data_trasmissione].join('/'),
    (row, first) => ({
      column: 'data_trasmissione',
      value: row.data_trasmissione,
      message: `trasmissione già indicata alla riga ${first}: lasciare una riga sola, oppure aggiungere l’ora a entrambe`,
    }),
  );
  const faults = read.flatMap((one) => outcomeFaults(one));
  return checked(table, read.map(recordOf), [...errors, ...doubles, ...faults]);
}

/** The answer, its day and its reason go together. */
function outcomeFaults({ row, value }: ReadRow<TransmissionRow>): RowError[] {
  const fault = (column: string, message: string): RowError[] => [
    { row, column, value: '', message },
  ];
  const { esito, data_esito: at, motivo } = value;
  if (esito === null || esito === 'pending') {
    return at === null ? [] : fault('esito', 'scrivere l’esito: la riga ne ha la data');
  }
  if (at === null) return fault('data_esito', 'cella vuota: scrivere il giorno dell’esito');
  if (at < value.data_trasmissione) {
    return fault('data_esito', 'scrivere un giorno non anteriore alla trasmissione');
  }
  return esito === 'rejected' && motivo === null
    ? fault('motivo', 'cella vuota: scrivere perché la trasmissione è respinta')
    : [];
}

function recordOf({ row, value }: ReadRow<TransmissionRow>): TransmissionRecord {
  return {
    row,
    municipality: value.comune,
    round: value.data_riferimento,
    at: value.data_trasmissione,
    mode: value.modalita,
    units: value.alloggi,
    outcome: outcomeOf(value),
  };
}

function outcomeOf({ esito, data_esito: at, motivo }: TransmissionRow): TransmissionOutcome | null {
  if (at === null) return null;
  if (esito === 'validated') return { type: 'validated', at };
  return esito === 'rejected' ? { type: 'rejected', at, reason: motivo ?? '' } : null;
}
