import { longDay, shortDay } from '../italian/dates.js';
import { isolate } from '../italian/safe-text.js';
import type { Block } from '../markup/types.js';
import type { LetterView, ProtocolView } from '../view/view.js';
import type { LetterDocument } from './document.js';

/** @example protocolLines({ numero: '123', data: '2022-03-31', aoo: null }) //=> ['Prot. n. 123 del 31/03/2022'] */
export const protocolLines = (protocol: ProtocolView | null): string[] => {
  if (protocol === null) return [];
  const day = protocol.data === null ? '' : ` del ${shortDay(protocol.data)}`;
  const line = `Prot. n. ${isolate(protocol.numero)}${day}`;
  return protocol.aoo === null ? [line] : [line, isolate(protocol.aoo)];
};

const calendarDay = (day: string): LetterDocument['created'] => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8, 10)),
});

/** The paper of a view: letterhead, protocol, addressee, the blocks of the letter, signatures. */
export const documentOf = (
  view: LetterView,
  subject: string,
  blocks: readonly Block[],
  version: string,
): LetterDocument => ({
  title: subject,
  letterhead: view.ricognizione.ufficio.split(/\s+[–—-]\s+/),
  day: longDay(view.giorno),
  created: calendarDay(view.giorno),
  protocol: protocolLines(view.protocollo),
  addressee: [isolate(view.comune.Al), `PEC: ${isolate(view.comune.pec)}`],
  blocks,
  signatures: view.firme.map((one) => ({ ruolo: isolate(one.ruolo), nome: isolate(one.nome) })),
  reference: isolate(view.codice),
  template: `${view.modello} ${version}`,
  rehearsal: view.prova ? 'Messaggio di prova: non produce alcun effetto' : null,
});
