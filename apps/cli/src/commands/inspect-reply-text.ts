import { formatDate } from '@app/domain';
import type { LocalDate } from '@app/domain';
import type { ReplyView } from './inspect-reply.js';

type Row = readonly [label: string, text: string];

const OUTCOMES: Readonly<Record<ReplyView['decision'], string>> = {
  apply: 'Si applica da sé: è una sola frase prevista, senza altro.',
  file: 'Si archivia: non tocca alcun adempimento.',
  hold: 'Da assegnare: decide una persona.',
};

/** How a reply was read, for people: what it is, whose, for which rounds, what becomes of it and why. */
export function replyRows(reply: ReplyView): readonly Row[] {
  const [kind = '', ...reasons] = reply.reasons;
  const { protocol } = reply;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Letto come', `${kind} Attendibilità ${Math.round(reply.confidence * 100)}%.`],
    ['Comune', reply.municipality],
    ['Ciclo', reply.rounds.map((day) => formatDate(day as LocalDate)).join(', ')],
    ['Alloggi', reply.units === null ? null : String(reply.units)],
    ['Protocollo', protocol === null ? null : `protocollata dal Comune ${registration(protocol)}`],
    ['Esito', OUTCOMES[reply.decision]],
    ...reasons.map((reason) => ['', `– ${reason}`] as const),
  ];
  return rows.filter((row): row is Row => row[1] !== null && row[1] !== '');
}

function registration({ number, date }: NonNullable<ReplyView['protocol']>): string {
  return date === null ? `n. ${number}` : `n. ${number} del ${formatDate(date)}`;
}
