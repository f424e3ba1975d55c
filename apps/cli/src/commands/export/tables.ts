import type { Fact, LocalDate, Municipality, ObligationState, Survey } from '@app/domain';
import { measure, statusWord, TIMELINESS_WORDS } from '@app/domain';
import type { Cell, ColumnKind, ExportTable } from '@app/workflow';
import { codeColumn, column } from '@app/workflow';

/** What every table says of itself. */
export interface TableFrame {
  readonly survey: Survey;
  readonly asOf: LocalDate;
}

const frameOf = ({ survey, asOf }: TableFrame) => ({
  notes: [`Ricognizione: ${survey.title}.`],
  office: survey.office,
  takenOn: asOf,
});

/** Municipalities × rounds: one row an obligation, so that it can be filtered. */
export function matrixTable(
  frame: TableFrame,
  municipalities: readonly Municipality[],
  states: readonly ObligationState[],
): ExportTable {
  const names = new Map(municipalities.map(({ istat, name }) => [istat, name]));
  return {
    ...frameOf(frame),
    file: 'matrice',
    title: 'Matrice degli adempimenti',
    columns: [
      column('municipality', 'Codice ISTAT'),
      column('name', 'Comune'),
      column('round', 'Data di riferimento', 'date'),
      column('due', 'Scadenza', 'date'),
      column('status', 'Situazione'),
      codeColumn('outcome', 'Esito (codice)'),
      codeColumn('timeliness', 'Tempestività (codice)'),
      column('timelinessWord', 'Tempestività'),
      column('since', 'Dal', 'date'),
      column('explanation', 'Perché'),
    ],
    rows: states.map((state) => [
      state.municipality,
      names.get(state.municipality) ?? '',
      state.round,
      state.due.date,
      statusWord(state),
      state.outcome,
      state.timeliness,
      TIMELINESS_WORDS[state.timeliness],
      state.since,
      state.explanation,
    ]),
  };
}

const MEASURES: Readonly<Record<keyof ReturnType<typeof measure>, readonly [string, ColumnKind]>> =
  {
    expected: ['Attesi', 'number'],
    received: ['Ricevuti', 'number'],
    onTime: ['In tempo', 'number'],
    late: ['In ritardo', 'number'],
    overdue: ['Scaduti', 'number'],
    nil: ['Consistenza nulla', 'number'],
    carriedNil: ['Nulla già comunicata', 'number'],
    exempt: ['Esonerati', 'number'],
    presumedExempt: ['Esoneri presunti', 'number'],
    cancelled: ['Annullati', 'number'],
    completeness: ['Completezza', 'percent'],
    timeliness: ['Puntualità', 'percent'],
  };

/** Counts and rates by round. */
export function measuresTable(frame: TableFrame, states: readonly ObligationState[]): ExportTable {
  const byRound = new Map<LocalDate, ObligationState[]>();
  for (const state of states) {
    const own = byRound.get(state.round);
    if (own === undefined) byRound.set(state.round, [state]);
    else own.push(state);
  }
  const measures = [...byRound]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([round, own]) => ({ round, ...measure(own) }));
  const keys = Object.keys(MEASURES) as (keyof typeof MEASURES)[];
  return {
    ...frameOf(frame),
    file: 'andamento',
    title: 'Andamento per ciclo',
    columns: [
      column('round', 'Data di riferimento', 'date'),
      ...keys.map((key) => column(key, ...MEASURES[key])),
    ],
    rows: measures.map((row) => [row.round, ...keys.map((key): Cell => row[key])]),
  };
}

/** Every fact, in the order of its recording. */
export function timelineTable(frame: TableFrame, facts: readonly Fact[]): ExportTable {
  return {
    ...frameOf(frame),
    file: 'cronologia',
    title: 'Cronologia',
    columns: [
      codeColumn('id', 'Atto'),
      column('municipality', 'Codice ISTAT'),
      column('round', 'Data di riferimento', 'date'),
      column('type', 'Tipo'),
      column('occurredAt', 'Avvenuto', 'moment'),
      column('recordedAt', 'Registrato', 'moment'),
      column('actor', 'Autore'),
      column('source', 'Fonte'),
      codeColumn('evidence', 'Prova (SHA-256)'),
      codeColumn('payload', 'Dati'),
    ],
    rows: facts.map((fact) => [
      fact.id,
      fact.municipality,
      fact.round,
      fact.type,
      fact.occurredAt,
      fact.recordedAt,
      fact.actor,
      fact.source,
      fact.evidence,
      JSON.stringify(fact.payload),
    ]),
  };
}
