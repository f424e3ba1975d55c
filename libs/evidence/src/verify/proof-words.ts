import { type Fact, formatInstant, type Instant } from '@app/domain';
import { describeFact } from '../describe-fact.js';
import { LAYOUT } from '../layout.js';
import type { EnclosedMessage } from './check-messages.js';
import type { Problem } from './types.js';

/** What a fact says; its kind where the file under suspicion gives it a payload that nobody can read. */
function said(fact: Fact): string {
  try {
    return describeFact(fact);
  } catch {
    return fact.type;
  }
}

const named = (fact: Fact): string => `il fatto ${fact.id} («${said(fact)}»)`;
const moment = (at: string): string => {
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at);
  // To the second: a minute and a second are tampered with alike.
  return whole ? `${formatInstant(at as Instant)} e ${at.slice(17, 23).replace('.', ',')} s` : at;
};
const inTimeline = (code: string, message: string): Problem => ({
  code,
  name: LAYOUT.timeline,
  message: `${LAYOUT.timeline}: ${message}`,
});
const inFile = (code: string, { name }: EnclosedMessage, message: string): Problem => ({
  code,
  name,
  message,
});

/** What is said of facts and of the originals that prove them, in one place. */
export const PROOF_WORDS = {
  unreadable: (place: number) =>
    inTimeline('fact', `il fatto ${place} non è scritto come un fatto`),
  missing: (fact: Fact, digest: string) =>
    inTimeline('proof', `manca la prova di ${named(fact)}: l’originale ${digest} non è allegato`),
  missingLetter: (fact: Fact) =>
    inTimeline(
      'proof',
      `manca la prova di ${named(fact)}: la lettera come è partita non è allegata`,
    ),
  noReceipt: (fact: Fact) =>
    inTimeline('proof', `manca la prova di ${named(fact)}: nessuna ricevuta PEC è indicata`),
  notByPec: (fact: Fact) =>
    inTimeline('not-by-pec', `${named(fact)} non è fra i fatti che la PEC prova`),
  notInDecision: (fact: Fact) =>
    inTimeline(
      'contradicted-fact',
      `${named(fact)} non è di un gradino e di un adempimento che la sua lettera nomina`,
    ),
  unverified: (fact: Fact, file: EnclosedMessage) =>
    inFile(
      'unverified-proof',
      file,
      `${named(fact)} si fonda su «${file.name}», la cui firma non è valida`,
    ),
  refused: (fact: Fact, file: EnclosedMessage, why: string) =>
    inFile('contradicted-fact', file, `${named(fact)} non è provato da «${file.name}»: ${why}`),
  otherLetter: (fact: Fact, file: EnclosedMessage) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} non è provato da «${file.name}»: il messaggio a cui si riferisce non è la lettera che il fatto nomina`,
    ),
  otherKind: (fact: Fact, file: EnclosedMessage, proved: Fact) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} non è ciò che dice «${file.name}»: «${said(proved)}»`,
    ),
  otherTime: (fact: Fact, file: EnclosedMessage, at: string) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} è datato ${moment(fact.occurredAt)}, «${file.name}» certifica ${moment(at)}`,
    ),
  otherMembers: (fact: Fact, file: EnclosedMessage, members: readonly string[]) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} non è come lo prova «${file.name}» (${members.join(', ')})`,
    ),
  otherSender: (fact: Fact, file: EnclosedMessage, sender: string) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} non è provato da «${file.name}»: viene da ${sender}, che non è un indirizzo del Comune, e non risponde a una sua lettera`,
    ),
  unusedReceipt: (file: EnclosedMessage) =>
    inFile(
      'unused-receipt',
      file,
      `«${file.name}» ha una firma valida e parla di una lettera allegata, ma nessun fatto ne dà conto, o non per tutti gli adempimenti della lettera`,
    ),
  unusedReply: (file: EnclosedMessage) =>
    inFile(
      'unused-reply',
      file,
      `«${file.name}» è una risposta con una firma valida, ma nessun fatto ne dà conto`,
    ),
  withoutSibling: (fact: Fact, file: EnclosedMessage, other: Fact) =>
    inFile(
      'missing-fact',
      file,
      `${named(fact)} è registrato senza il fatto che lo accompagna, ${other.id} («${said(other)}»)`,
    ),
  otherRound: (fact: Fact, file: EnclosedMessage) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} è dei dati al ${fact.round ?? '?'}, «${file.name}» nomina soltanto altre date di riferimento`,
    ),
  decidedBy: (file: EnclosedMessage, actor: string) =>
    `«${file.name}» è stato letto e assegnato da ${actor}: che cosa dichiara, e per quale adempimento, è la sua decisione`,
  notSent: (fact: Fact) =>
    inTimeline(
      'missing-fact',
      `${named(fact)} è di una lettera di cui nessun fatto dice che è partita`,
    ),
  sentLater: (fact: Fact, accepted: Fact) =>
    inTimeline(
      'contradicted-fact',
      `${named(fact)} è datato ${moment(fact.occurredAt)}, dopo la ricevuta che lo segue, del ${moment(accepted.occurredAt)}`,
    ),
  sentEarlier: (fact: Fact, file: EnclosedMessage, date: string) =>
    inFile(
      'contradicted-fact',
      file,
      `${named(fact)} è datato ${moment(fact.occurredAt)}, la lettera «${file.name}» è stata scritta il ${moment(date)}`,
    ),
  otherLetterBytes: (
    file: EnclosedMessage,
    receipt: EnclosedMessage,
    differing: readonly string[],
  ) =>
    inFile(
      'contradicted-letter',
      file,
      `«${file.name}» non è la lettera che la ricevuta «${receipt.name}» contiene (${differing.join(', ')})`,
    ),
  /** `what`: `la ricevuta «CONSEGNA: …»`. */
  differs: (what: string, recorded: string, found: string) =>
    `${what} non corrisponde a quanto registrato: l’impronta registrata è ${recorded}, il contenuto ha ${found}`,
  lost: (what: string, recorded: string) => `${what} manca: l’impronta registrata è ${recorded}`,
  notMade: (count: number) =>
    `Il fascicolo non si può comporre: ${count === 1 ? 'un originale manca o non corrisponde' : `${count} originali mancano o non corrispondono`} a quanto è registrato.`,
  imported: (count: number) =>
    `${count === 1 ? '1 fatto si fonda' : `${count} fatti si fondano`} su file importati, che non sono allegati perché parlano anche di ` +
    `altri Comuni: si controllano presso l’ufficio, per impronta (${LAYOUT.manifest}, «missing»)`,
  declared: (count: number) =>
    `${count === 1 ? '1 esito di invio è dichiarato' : `${count} esiti di invio sono dichiarati`} in un file importato: nessuna ricevuta lo prova`,
  uncertified: (file: EnclosedMessage) =>
    `«${file.name}» è una risposta senza una firma PEC valida: mittente e ora non sono certificati`,
  unlinked: (file: EnclosedMessage, sender: string) =>
    `«${file.name}» viene da ${sender}, che non è fra gli indirizzi del Comune, e non cita una sua lettera: l’attribuzione al Comune non si può ripetere da qui`,
} as const;
