import { formatDate } from '../calendar/format.js';
import type { Read, Decided } from './decide.js';
import type { ReplyKind } from './types.js';
import type { Candidate } from './who/identity.js';

const KINDS: Readonly<Record<ReplyKind, string>> = {
  'nil-return': 'Comunicazione di consistenza nulla',
  'no-change': 'Dichiarazione di nessuna variazione',
  'transmission-notice': 'Avviso di avvenuta trasmissione: non vale come trasmissione in PUSH',
  'extension-request': 'Richiesta di proroga: non cambia lo stato',
  'protocol-confirmation': 'Conferma del protocollo: non è una risposta',
  'protocol-exception': 'Eccezione o annullamento del protocollo',
  automatic: 'Risposta automatica',
  question: 'Richiesta di chiarimenti',
  other: 'Altro',
};

const BY: Readonly<Record<Candidate['by'], string>> = {
  thread: 'risponde a una lettera inviata a quel Comune',
  token: 'cita il codice di una lettera inviata a quel Comune',
  reference: 'la segnatura richiama una lettera inviata a quel Comune',
  sender: 'il mittente è un indirizzo registrato del Comune',
  office: 'la segnatura porta il codice del Comune',
  subject: 'l’oggetto nomina il Comune',
  domain: 'il dominio del mittente è quello del Comune',
  text: 'il testo nomina il Comune',
};

const ROUNDS = {
  subject: 'Ciclo dalla data nell’oggetto',
  text: 'Ciclo dalla data nel testo',
  letter: 'Ciclo dalla lettera a cui si risponde',
  'quoted-subject': 'Ciclo dall’oggetto della lettera citata',
  'only-open': 'Ciclo: il solo aperto',
} as const;

/** Why a reply is read so: kind, municipality, rounds, protocol, decision. Italian sentences. */
export function reasonsOf(read: Read, { decision, because }: Decided): readonly string[] {
  const { says, who, when, context } = read;
  const name = (istat: string): string =>
    context.municipalities.find((one) => one.istat === istat)?.name ?? istat;
  const reasons = [`${KINDS[says.kind]}.`];
  if (says.kind === 'other' && says.onlyReceived) {
    reasons[0] = 'Dice soltanto che la lettera è stata ricevuta.';
  }
  for (const { municipality, by } of who.candidates) {
    reasons.push(`${name(municipality)}: ${BY[by]}.`);
  }
  if (when.by !== 'nothing') {
    reasons.push(`${ROUNDS[when.by]}: ${when.rounds.map(formatDate).join(', ')}.`);
  }
  reasons.push(...when.readings);
  if (says.zero === null && says.maybe.includes('nil-return')) {
    reasons.push('L’oggetto parla di consistenza, ma nessun testo dichiara che è zero.');
  }
  if (decision === 'hold') reasons.push(...because.map((one) => `Da assegnare: ${one}.`));
  return reasons;
}
