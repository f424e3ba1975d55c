import { formatDate } from '@app/domain';
import type { Survey } from '@app/domain';
import type { BatchLetterRow, LetterRow, PaperKind, ProtocolEntryRow } from '@app/persistence';

/** What decides whether a letter that is due, and whose duties are open, may leave now. */
export interface Departure {
  readonly survey: Pick<Survey, 'shortTitle' | 'requiresProtocol' | 'requiresFourEyes'>;
  readonly letter: Pick<LetterRow, 'template'>;
  /** The duties that it names now. */
  readonly obligations: readonly string[];
  readonly to: string;
  /** In trial a letter leaves to these addresses alone. */
  readonly trial: boolean;
  readonly allowList: readonly string[];
  /** What approved batches say of the letter. */
  readonly approvals: readonly Pick<
    BatchLetterRow,
    'obligations' | 'template' | 'templateVersion'
  >[];
  /** Digest of the template in force. */
  readonly templateVersion: string;
  readonly protocol: Pick<ProtocolEntryRow, 'number' | 'date' | 'awaitSigned'> | null;
  readonly papers: readonly PaperKind[];
}

/** Codes of what a letter waits for; the words are in `WAITING_WORDS`. */
export type WaitingCode =
  'unapproved' | 'approval-outdated' | 'protocol-missing' | 'signature-missing';

/**
 * Leave; or stop until a person looks (`stopped`); or stay queued until what it waits for is there (`waiting`). The reason is
 * an Italian sentence.
 */
export type MayLeave =
  | { readonly go: true }
  | {
      readonly go: false;
      readonly ends: 'stopped';
      readonly code: 'not-allowed-in-trial';
      readonly reason: string;
    }
  | {
      readonly go: false;
      readonly ends: 'waiting';
      readonly code: WaitingCode;
      readonly reason: string;
    };

/** What a letter is shown to wait for; `cannot-leave`: it would be stopped at the next look. */
export type WaitingWord = WaitingCode | 'protocol-failed' | 'cannot-leave';

/** How a waiting letter is shown. */
export const WAITING_WORDS: Readonly<Record<WaitingWord, string>> = {
  unapproved: 'In attesa di approvazione',
  'approval-outdated': 'In attesa di nuova approvazione',
  'protocol-missing': 'In attesa di protocollo',
  'protocol-failed': 'In attesa di protocollo',
  'signature-missing': 'In attesa del PDF firmato',
  'cannot-leave': 'In attesa di un rimedio',
};

const waiting = (code: WaitingCode, reason: string): MayLeave => ({
  go: false,
  ends: 'waiting',
  code,
  reason,
});

/**
 * Whether a letter may leave now, as far as people's acts go: the address allowed in trial, the approval of a second person, the
 * protocol number, the signed PDF. In this order, so that no protocol number is used up for a letter that nobody let go. The first
 * thing that is missing is the answer.
 *
 * @example mayLeave({ ...ready, protocol: null, survey: { ...survey, requiresProtocol: true } })
 *   //=> { go: false, ends: 'waiting', code: 'protocol-missing', reason: 'In attesa di protocollo: …' }
 */
export function mayLeave(departure: Departure): MayLeave {
  return (
    outsideTrial(departure) ?? unapproved(departure) ?? unregistered(departure) ?? { go: true }
  );
}

function outsideTrial({ trial, allowList, to }: Departure): MayLeave | null {
  if (!trial || allowList.includes(to.trim().toLowerCase())) return null;
  const reason = `Modalità di collaudo: «${to}» non è fra gli indirizzi ammessi. Aggiungerlo all’elenco, oppure mettere in esercizio l’invio, in «Via libera».`;
  return { go: false, ends: 'stopped', code: 'not-allowed-in-trial', reason };
}

function unapproved({ survey, approvals, obligations, ...now }: Departure): MayLeave | null {
  if (!survey.requiresFourEyes) return null;
  if (approvals.length === 0) {
    const reason = `In attesa di approvazione: «${survey.shortTitle}» chiede che una persona prepari l’invio e un’altra lo approvi, in «Via libera».`;
    return waiting('unapproved', reason);
  }
  const covers = approvals.filter((one) => obligations.every((id) => one.obligations.includes(id)));
  if (covers.length === 0) {
    const reason =
      'In attesa di nuova approvazione: la lettera nomina adempimenti che chi ha approvato non ha visto.';
    return waiting('approval-outdated', reason);
  }
  const sameText = covers.some(
    (one) => one.template === now.letter.template && one.templateVersion === now.templateVersion,
  );
  if (sameText) return null;
  const reason = 'In attesa di nuova approvazione: il modello è cambiato dopo l’approvazione.';
  return waiting('approval-outdated', reason);
}

function unregistered({ survey, protocol, papers }: Departure): MayLeave | null {
  if (survey.requiresProtocol && protocol === null) {
    const reason = `In attesa di protocollo: «${survey.shortTitle}» chiede numero e data di protocollo prima dell’invio.`;
    return waiting('protocol-missing', reason);
  }
  if (protocol?.awaitSigned === true && !papers.includes('signed-pdf')) {
    const reason = `In attesa del PDF firmato: la lettera ha il protocollo n. ${protocol.number} del ${formatDate(protocol.date)} e si è chiesto di firmarla prima dell’invio.`;
    return waiting('signature-missing', reason);
  }
  return null;
}
