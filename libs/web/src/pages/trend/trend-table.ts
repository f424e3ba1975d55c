import type { LocalDate, Survey } from '@app/domain';
import type { ExportTable, RoundTrend } from '@app/workflow';
import { column } from '@app/workflow';

/** One survey with its rounds. */
export interface TrendPart {
  readonly survey: Survey;
  readonly rounds: readonly RoundTrend[];
}

/** The rates by round as a table. */
export function trendTable(
  parts: readonly TrendPart[],
  words: string | null,
  takenOn: LocalDate,
): ExportTable {
  return {
    file: 'andamento',
    title: 'Andamento per ciclo',
    notes: [
      ...(words === null ? [] : [words]),
      'Completezza = ricevuti ÷ (attesi − esonerati − nulla già comunicata). Puntualità = in tempo ÷ lo stesso numero.',
    ],
    office: parts[0]?.survey.office ?? '',
    takenOn,
    columns: [
      column('survey', 'Ricognizione'),
      column('round', 'Dati al', 'date'),
      column('due', 'Scadenza', 'date'),
      column('expected', 'Attesi', 'number'),
      column('received', 'Ricevuti', 'number'),
      column('onTime', 'In tempo', 'number'),
      column('late', 'In ritardo', 'number'),
      column('overdue', 'Scaduti', 'number'),
      column('nil', 'Consistenza nulla', 'number'),
      column('carriedNil', 'Nulla già comunicata', 'number'),
      column('exempt', 'Esonerati', 'number'),
      column('presumedExempt', 'Esoneri presunti', 'number'),
      column('completeness', 'Completezza', 'percent'),
      column('timeliness', 'Puntualità', 'percent'),
    ],
    rows: parts.flatMap(({ survey, rounds }) =>
      rounds.map(({ reference, due, measure }) => [
        survey.shortTitle,
        reference,
        due,
        measure.expected,
        measure.received,
        measure.onTime,
        measure.late,
        measure.overdue,
        measure.nil,
        measure.carriedNil,
        measure.exempt,
        measure.presumedExempt,
        measure.completeness,
        measure.timeliness,
      ]),
    ),
  };
}
