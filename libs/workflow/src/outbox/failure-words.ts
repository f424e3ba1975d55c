import type { FailureClass } from '@app/domain';

/** What a failure means to whoever has to act on it. */
export interface FailureWords {
  /** Short, for tables. */
  readonly title: string;
  /** What to do, one sentence. */
  readonly todo: string;
}

const WORDS: Readonly<Record<FailureClass, FailureWords>> = {
  'fix-address': {
    title: 'indirizzo da correggere',
    todo: 'L’indirizzo non esiste o non è una casella PEC: cercare quello giusto in IndicePA, correggerlo in «Comune» e rispedire.',
  },
  'retry-later': {
    title: 'casella piena o momentaneamente indisponibile',
    todo: 'Una casella piena non è una consegna: avvisare il Comune per telefono e rispedire fra qualche giorno.',
  },
  'other-channel': {
    title: 'non consegnabile via PEC',
    todo: 'Il gestore del destinatario non ha preso la lettera entro i termini: usare un altro canale (protocollo, raccomandata) o riprovare quando la casella risponde.',
  },
  look: {
    title: 'da esaminare',
    todo: 'Virus, controllo formale o motivo insolito: leggere la ricevuta e decidere.',
  },
};

/**
 * What to do about a failed delivery, by its class.
 *
 * @example failureWords('retry-later').title //=> 'casella piena o momentaneamente indisponibile'
 */
export const failureWords = (failure: string): FailureWords =>
  WORDS[failure as FailureClass] ?? WORDS.look;
