import { faultSentence, formatDate } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import type { ExportTable, Standing } from '@app/workflow';
import { codeColumn, column } from '@app/workflow';
import { obligationWord, STATUS_WORDS, statusKey } from '../../vocabulary.js';
import type { MatrixFilter } from './matrix.js';

/** One survey with the municipalities that the filter left. */
export interface MatrixPart {
  readonly survey: Survey;
  readonly standings: readonly Standing[];
  readonly references: readonly LocalDate[];
}

/** The matrix as a table, one row a duty, so that a spreadsheet can filter it: the municipalities and rounds of the page. */
export function matrixTable(
  parts: readonly MatrixPart[],
  filter: MatrixFilter,
  { day, takenOn }: { readonly day: string | undefined; readonly takenOn: LocalDate },
): ExportTable {
  return {
    file: 'matrice',
    title: 'Chi ha risposto e chi manca',
    notes: [
      ...matrixNotes(filter, day),
      ...parts.flatMap(({ standings }) =>
        standings.flatMap(({ municipality, fault: reason }) =>
          reason === null ? [] : [faultSentence({ municipality, reason })],
        ),
      ),
    ],
    office: parts[0]?.survey.office ?? '',
    takenOn,
    columns: [
      column('survey', 'Ricognizione'),
      column('istat', 'Codice ISTAT'),
      column('municipality', 'Comune'),
      column('round', 'Dati al', 'date'),
      column('due', 'Scadenza', 'date'),
      column('extended', 'Scadenza modificata'),
      codeColumn('statusKey', 'Stato (codice)'),
      column('status', 'Stato'),
      column('since', 'Dal', 'date'),
      column('explanation', 'Spiegazione'),
    ],
    rows: parts.flatMap(({ survey, standings, references }) =>
      standings.flatMap(({ municipality, obligations }) =>
        obligations
          .filter(({ round }) => references.includes(round))
          .map((state) => [
            survey.shortTitle,
            municipality.istat,
            municipality.name,
            state.round,
            state.due.date,
            state.due.version > 1 ? 'sì' : 'no',
            statusKey(state),
            obligationWord(state).word,
            state.since,
            state.explanation,
          ]),
      ),
    ),
  };
}

/** What was asked, in words. */
function matrixNotes({ status, name, reference, within }: MatrixFilter, day: string | undefined) {
  const notes: string[] = [];
  if (day !== undefined) {
    notes.push(`Com’era il ${formatDate(day as LocalDate)}, per quanto si sapeva quel giorno.`);
  }
  if (name !== undefined) notes.push(`Comuni il cui nome contiene «${name}».`);
  if (status !== undefined) {
    const word = status === 'aperti' ? 'Ancora aperti' : STATUS_WORDS[status].word;
    notes.push(`Comuni con almeno un adempimento «${word}».`);
  }
  if (reference !== undefined) notes.push(`Solo il ciclo ${reference}.`);
  if (within !== undefined) notes.push(`In scadenza entro ${within} giorni.`);
  return notes;
}
