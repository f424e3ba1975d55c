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
  /** Messages found since the attempt that could not be read or understood so far: any may be its receipt. */
  readonly notUnderstood: number;
  /** UIDVALIDITY changed since the attempt: what was read proves nothing. */
  readonly mailboxRenumbered: boolean;
  /** Sent holds a copy with the Message-ID; null: Sent could not be searched. */
  readonly sentHasIt: boolean | null;
  /** Letters submitted after this one that have their acceptance: the pipe works. */
  readonly laterAccepted: number;
  /** How many attempts of the letter may have left, this one included. */
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
 * Sent was searched, and later letters got their acceptance. Half an hour before the last useful moment a
 * double is preferred to silence, and the reason says so; but never within half an hour of the attempt.
 *
 * @example decideDoubt({ …evidence, now: tenMinutesLater }) //=> { act: 'wait', reason: … }
 */
export function decideDoubt(evidence: DoubtEvidence): DoubtDecision {
  const window = Math.max(LEAST_WAIT_MS, 10 * (evidence.usualAcceptanceMs ?? 0));
  const attemptedAt = Date.parse(evidence.attemptedAt);
  const windowEnds = attemptedAt + window;
  const now = Date.parse(evidence.now);
  const minutes = Math.round(window / MINUTE);
  const pressing = isPressing(evidence, now) && now >= attemptedAt + LEAST_WAIT_MS;
  if (now < windowEnds && !pressing) {
    const reason = `si attende una ricevuta per almeno ${minutes} minuti dal tentativo`;
    return { act: 'wait', reason };
  }
  const asking = whyAsk(evidence);
  if (asking !== null) return { act: 'ask-officer', reason: `Invio incerto: ${asking}.` };
  const missing = missingEvidence(evidence, windowEnds);
  if (missing === null && now >= windowEnds) {
    return {
      act: 'resend',
      reason: `nessuna ricevuta dopo ${minutes} minuti, casella letta per intero e lettere successive accettate`,
    };
  }
  if (pressing) {
    const but = missing === null ? '' : ` (${missing})`;
    return {
      act: 'resend',
      reason: `il termine sta per scadere: meglio una lettera doppia che nessuna${but}`,
    };
  }
  // All else was waited for, and a file that can't be read may stay so for ever.
  if (missing === SENT_UNREAD && now >= windowEnds) {
    return { act: 'ask-officer', reason: `Invio incerto: ${missing}.` };
  }
  return { act: 'wait', reason: missing ?? 'si attende' };
}

function isPressing({ lastUsefulMoment }: DoubtEvidence, now: number): boolean {
  return lastUsefulMoment !== null && now >= Date.parse(lastUsefulMoment) - LEAST_WAIT_MS;
}

/** What no rule may decide alone. */
function whyAsk(evidence: DoubtEvidence): string | null {
  if (evidence.sentHasIt === true) {
    return 'la copia è nella posta inviata ma nessuna ricevuta è arrivata';
  }
  if (evidence.attempt > 1) return 'è già stata rispedita una volta';
  return evidence.policy === 'ask-officer' ? 'per questo gradino decide una persona' : null;
}

const SENT_UNREAD = 'la posta inviata non si è potuta consultare per intero';

/** What still keeps silence from being evidence; null: nothing. */
function missingEvidence(evidence: DoubtEvidence, windowEnds: number): string | null {
  const read = evidence.mailboxReadUpTo === null ? -Infinity : Date.parse(evidence.mailboxReadUpTo);
  if (read < windowEnds) return 'la casella non è ancora stata letta oltre quel momento';
  if (evidence.notUnderstood > 0) {
    return 'un messaggio arrivato dopo il tentativo non è ancora stato letto o elaborato';
  }
  if (evidence.mailboxRenumbered) {
    return 'la casella è stata rinumerata: quanto letto non prova nulla';
  }
  if (evidence.laterAccepted === 0) {
    return 'nessuna lettera successiva ha ancora la sua accettazione';
  }
  return evidence.sentHasIt === null ? SENT_UNREAD : null;
}
