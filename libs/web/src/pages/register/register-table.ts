import { formatDate } from '@app/domain';
import type { LocalDate, Municipality, Survey } from '@app/domain';
import type { ExportTable, LetterWithReceipts } from '@app/workflow';
import { codeColumn, column } from '@app/workflow';
import { DISPATCH_WORDS, letterWord } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';

interface Names {
  readonly surveys: ReadonlyMap<string, Survey>;
  readonly municipalities: ReadonlyMap<string, Municipality>;
}

/** The register as a table, one row a letter, with what the receipts of its last attempt say. */
export function registerTable(
  letters: readonly LetterWithReceipts[],
  { surveys, municipalities }: Names,
  notes: readonly string[],
  takenOn: LocalDate,
): ExportTable {
  return {
    file: 'registro-invii',
    title: 'Registro degli invii',
    notes,
    office: [...surveys.values()][0]?.office ?? '',
    takenOn,
    columns: [
      codeColumn('letter', 'Lettera (codice)'),
      column('decidedAt', 'Decisa il', 'moment'),
      column('istat', 'Codice ISTAT'),
      column('municipality', 'Comune'),
      column('rung', 'Lettera'),
      column('rounds', 'Dati al'),
      column('subject', 'Oggetto'),
      column('status', 'Stato'),
      column('dispatch', 'Ultimo tentativo'),
      column('to', 'Indirizzo'),
      column('acceptedAt', 'Accettata il', 'moment'),
      column('settledAt', 'Consegnata o fallita il', 'moment'),
      codeColumn('messageId', 'Message-ID'),
      column('receipts', 'Ricevute', 'number'),
      column('reason', 'Motivo'),
    ],
    rows: letters.map(({ letter, attempts, receipts, hold }) => {
      const last = attempts.at(-1);
      const survey = surveys.get(letter.survey);
      const status = letterWord({ letter, hold });
      return [
        letter.id,
        letter.decidedAt,
        letter.municipality,
        municipalities.get(letter.municipality)?.name ?? letter.municipality,
        survey === undefined ? letter.rung : rungWord(survey, letter.rung),
        letter.obligations.map((one) => formatDate(one.slice(-10) as LocalDate)).join(', '),
        letter.subject,
        status.word,
        last === undefined ? null : DISPATCH_WORDS[last.state],
        last?.toAddress ?? null,
        last?.acceptedAt ?? null,
        last?.settledAt ?? null,
        last?.messageId ?? null,
        receipts.length,
        hold?.reason ?? last?.failure?.detail ?? letter.reason,
      ];
    }),
  };
}
