import type { MessageFate } from '@app/persistence';
import { links } from '../../view/links.js';
import type { StatusWord } from '../../vocabulary.js';
import { RECEIPT_WORDS, REPLY_STATES } from '../../vocabulary.js';

/** What became of a message, in words, with where it is to be seen. */
export interface FateWords {
  readonly status: StatusWord;
  readonly text: string | null;
  readonly href: string | null;
}

/** What became of a message. `null` is one that is not on record. */
export function fateWords(
  fate: MessageFate | null,
  nameOf: (istat: string | null) => string,
): FateWords {
  if (fate === null || fate.state === 'new') {
    const status = { word: 'In elaborazione', icon: 'it-clock', tone: 'primary' } as const;
    return { status, text: fate?.problem ?? null, href: null };
  }
  if (fate.state === 'quarantined') {
    const status = { word: 'In quarantena', icon: 'it-warning-circle', tone: 'danger' } as const;
    return { status, text: fate.problem, href: '/messaggi/quarantena' };
  }
  const kind = RECEIPT_WORDS[fate.kind ?? ''] ?? fate.kind ?? 'messaggio';
  if (fate.reply !== null) {
    const text = `Risposta: ${nameOf(fate.reply.municipality)}`;
    return { status: REPLY_STATES[fate.reply.state], text, href: links.reply(fate.sha256) };
  }
  if (fate.letter !== null && fate.problem === null) {
    const status = {
      word: 'Ricevuta registrata',
      icon: 'it-check-circle',
      tone: 'success',
    } as const;
    return { status, text: `Ricevuta di ${kind} di una lettera`, href: links.letter(fate.letter) };
  }
  const status = { word: 'Conservato', icon: 'it-box', tone: 'secondary' } as const;
  return { status, text: fate.problem ?? `${kind}: non riguarda lettere nostre`, href: null };
}
