import { formatDate } from '@app/domain';
import type { LocalDate } from '@app/domain';
import type { ReplyRow } from '@app/persistence';
import type { ExportTable } from '@app/workflow';
import { codeColumn, column } from '@app/workflow';
import { REPLY_STATES, REPLY_WORDS } from '../../vocabulary.js';

/** A list of the inbox as a table. */
export function repliesTable(
  replies: readonly ReplyRow[],
  list: string,
  nameOf: (istat: string | null) => string,
  { office, takenOn }: { readonly office: string; readonly takenOn: LocalDate },
): ExportTable {
  return {
    file: 'risposte',
    title: 'Risposte dei Comuni',
    notes: [`Elenco: ${list}.`],
    office,
    takenOn,
    columns: [
      column('receivedAt', 'Arrivata il', 'moment'),
      column('istat', 'Codice ISTAT'),
      column('municipality', 'Comune'),
      column('kind', 'Che cosa sembra'),
      column('rounds', 'Dati al'),
      column('confidence', 'Sicurezza', 'percent'),
      column('state', 'Stato'),
      column('decidedBy', 'Decisa da'),
      column('decidedAt', 'Decisa il', 'moment'),
      column('reason', 'Perché'),
      codeColumn('message', 'Messaggio (SHA-256)'),
    ],
    rows: replies.map(({ reading, ...reply }) => [
      reply.receivedAt,
      reply.municipality,
      nameOf(reply.municipality),
      REPLY_WORDS[reading.kind],
      reading.rounds.map((round) => formatDate(round)).join(', '),
      reading.confidence,
      REPLY_STATES[reply.state].word,
      reply.decidedBy,
      reply.decidedAt,
      reading.reasons[0] ?? null,
      reply.sha256,
    ]),
  };
}
