import type { Instant } from '@app/domain';

/** What is known when a letter's fate is in doubt: the connection was lost after the final dot. */
export interface DoubtEvidence {
  readonly now: Instant;
  /** When the attempt was made. */
  readonly attemptedAt: Instant;
  /** The mailbox's usual time from submission to acceptance, milliseconds; null when it has none yet. */
  readonly usualAcceptanceMs: number | null;
  /** The mailbox was read completely up to this instant; null: never. */
  readonly mailboxReadUpTo: Instant | null;
  /** UIDVALIDITY changed since the attempt: what was read proves nothing. */
  readonly mailboxRenumbered: boolean;
  /** Sent holds a copy with the Message-ID. */
  readonly sentHasIt: boolean;
  /** Letters submitted after this one that have their acceptance: the pipe works. */
  readonly laterAccepted: number;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly policy: 'resend-once' | 'ask-officer';
  /** After it the letter would say something untrue or come too late; null: none. */
  readonly lastUsefulMoment: Instant | null;
}

export type DoubtDecision =
  | { readonly act: 'wait'; readonly reason: string }
  | { readonly act: 'resend'; readonly reason: string }
  | { readonly act: 'ask-officer'; readonly reason: string };

const MINUTE = 60_000;
const LEAST_WAIT_MS = 30 * MINUTE;

/**
 * Whether a letter in doubt may leave once more. The window is the guarantee: with one shorter than the
 * receipts' delay, resending doubles (design: no blind resend). Silence proves nothing until at least 30
 * minutes and ten usual acceptance times have passed, the mailbox was read completely beyond that moment,
 * and later letters got their acceptance.
 *
 * @example decideDoubt({ …evidence, now: tenMinutesLater }) //=> { act: 'wait', reason: … }
 */
export function decideDoubt(evidence: DoubtEvidence): DoubtDecision {
  const wait = Math.max(LEAST_WAIT_MS, 10 * (evidence.usualAcceptanceMs ?? 0));
  const windowEnds = Date.parse(evidence.attemptedAt) + wait;
  const now = Date.parse(evidence.now);
  const minutes = Math.round(wait / MINUTE);
  if (now < windowEnds) {
    return {
      act: 'wait',
      reason: `si attende una ricevuta per almeno ${minutes} minuti dal tentativo`,
    };
  }
  if (evidence.attempt > 1 || evidence.policy === 'ask-officer' || evidence.sentHasIt) {
    const why = evidence.sentHasIt
      ? 'la copia è nella posta inviata ma nessuna ricevuta è arrivata'
      : evidence.attempt > 1
        ? 'è già stata rispedita una volta'
        : 'per questo gradino decide una persona';
    return { act: 'ask-officer', reason: `Invio incerto: ${why}.` };
  }
  const read = evidence.mailboxReadUpTo === null ? -Infinity : Date.parse(evidence.mailboxReadUpTo);
  const negative = read >= windowEnds && !evidence.mailboxRenumbered && evidence.laterAccepted > 0;
  if (negative) {
    return {
      act: 'resend',
      reason: `nessuna ricevuta dopo ${minutes} minuti, casella letta per intero e lettere successive accettate`,
    };
  }
  const last = evidence.lastUsefulMoment;
  if (last !== null && now >= Date.parse(last) - LEAST_WAIT_MS && read >= windowEnds) {
    return {
      act: 'resend',
      reason: 'il termine sta per scadere: meglio una lettera doppia che nessuna',
    };
  }
  return { act: 'wait', reason: missing(evidence, read, windowEnds) };
}

function missing(evidence: DoubtEvidence, read: number, windowEnds: number): string {
  if (read < windowEnds) return 'la casella non è ancora stata letta oltre quel momento';
  if (evidence.mailboxRenumbered)
    return 'la casella è stata rinumerata: serve una lettura completa';
  return 'nessuna lettera successiva ha ancora la sua accettazione';
}
