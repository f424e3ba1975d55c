import type { Instant } from '@app/domain';
import type {
  DispatchReceipt,
  DispatchState as Known,
  PecKind,
  PecMessage,
  Signature,
} from '@app/pec';
import { advance, failureOfDispatch, QUEUED, verifiedReceipt } from '@app/pec';
import type { DispatchSummary, SettledDispatch } from '@app/persistence';
import type { ReceiptProof } from '../outbox/letter-facts.js';

/** A receipt that may speak of an attempt, as read and verified. */
export interface ReadReceipt {
  readonly sha256: string;
  readonly message: PecMessage;
  readonly signature: Signature;
}

const RECEIPTS: ReadonlySet<PecKind> = new Set<PecKind>([
  'acceptance',
  'non-acceptance',
  'taken-in-charge',
  'delivery',
  'delivery-failure',
  'delivery-timeout-notice',
  'virus-notice',
  'unknown-receipt',
]);

export const isReceipt = (kind: PecKind): boolean => RECEIPTS.has(kind);

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/**
 * Why a receipt may not change the state of the attempt that it names; null when it may. Nothing unverified
 * changes a state: it is kept and shown.
 */
export function receiptProblem(
  message: PecMessage,
  signature: Signature,
  dispatch: Pick<DispatchSummary, 'fromAddress' | 'toAddress'> | null,
): string | null {
  if (signature.verdict !== 'valid') {
    return `Ricevuta non verificata (${signature.verdict}): ${signature.reasons.map((r) => r.message).join('; ')}`;
  }
  if (message.refersToSource !== 'daticert') {
    return 'La ricevuta non nomina il messaggio nella parte firmata.';
  }
  if (message.at === null) return 'La ricevuta non ha una data certificata.';
  if (dispatch === null) return 'Ricevuta di un messaggio che Sollecito non ha inviato.';
  if (message.sender !== null && !sameAddress(message.sender, dispatch.fromAddress)) {
    return `La ricevuta parla del mittente ${message.sender}, la lettera è partita da ${dispatch.fromAddress}.`;
  }
  const about =
    message.recipient === null ? message.recipients.map((r) => r.address) : [message.recipient];
  if (!about.some((address) => sameAddress(address, dispatch.toAddress))) {
    const named = about.length === 0 ? 'nessun destinatario' : about.join(', ');
    return `La ricevuta parla di ${named}, la lettera era per ${dispatch.toAddress}.`;
  }
  return null;
}

/** What the receipts of one attempt say together, whatever order they came in; null: nothing yet. */
export interface Together extends SettledDispatch {
  /** The last time-out notice is final only in the light of the others: see `isTwentyFourHourNotice`. */
  readonly expired: { readonly at: Instant; readonly class: 'other-channel' } | null;
}

/**
 * Folds the verified receipts of an attempt (libs/pec proves that order and repetition never count).
 *
 * @param refused the provider had refused the letter at the door: a receipt then is a contradiction
 */
export function together(
  receipts: readonly ReadReceipt[],
  dispatch: Pick<DispatchSummary, 'toAddress' | 'state' | 'settledAt'>,
): Together | null {
  const verified = receipts.flatMap(({ message, signature }) => {
    const receipt = verifiedReceipt(message, signature, dispatch.toAddress);
    return receipt === null ? [] : [receipt];
  });
  if (verified.length === 0) return null;
  const known = verified.reduce((state, receipt) => advance(state, receipt).state, start(dispatch));
  const { status } = known;
  if (status !== 'accepted' && status !== 'delivered' && status !== 'failed') return null;
  const acceptedAt = (known.acceptance ?? known.acceptedAt) as Instant | null;
  const conflict = known.conflict === null ? null : CONFLICTS[known.conflict];
  const providerId =
    receipts
      .map(({ message }) => message.providerId)
      .sort()
      .at(-1) ?? null;
  const common = { acceptedAt, conflict, providerId, failure: null, expired: null };
  if (status === 'delivered') {
    return { ...common, state: 'delivered', settledAt: known.deliveredAt as Instant };
  }
  if (status === 'failed') return { ...common, ...failed(known, verified) };
  // The acceptance itself says that no delivery receipt will ever come.
  if (!known.uncertified) return { ...common, state: 'accepted', settledAt: null };
  return { ...common, state: 'failed', settledAt: acceptedAt, failure: EXTERNAL };
}

function start({ state, settledAt }: Pick<DispatchSummary, 'state' | 'settledAt'>): Known {
  if (state !== 'rejected') return QUEUED;
  const at = settledAt ?? '';
  return advance(QUEUED, { type: 'rejected', at, class: 'look', code: 'rejected' }).state;
}

/** `tipo="esterno"`: an ordinary mailbox. */
const EXTERNAL = {
  code: 'esterno',
  class: 'fix-address',
  detail: 'l’accettazione dichiara il destinatario non certificato',
} as const;

const CONFLICTS = {
  'failure-and-delivery': 'una ricevuta dice mancata consegna e un’altra avvenuta consegna',
  'refusal-and-acceptance': 'una ricevuta dice rifiutata e un’altra accettata',
} as const;

function failed(
  known: Known,
  receipts: readonly DispatchReceipt[],
): Pick<Together, 'state' | 'settledAt' | 'failure' | 'expired'> {
  const failure = failureOfDispatch(known);
  if (failure === null) throw new Error('a failed attempt without its failure');
  const at = failure.at as Instant;
  const details = receipts
    .filter((receipt) => receipt.at === failure.at && receipt.kind === failure.kind)
    .map((receipt) => receipt.error?.detail ?? '');
  const detail = details.sort().at(-1) || 'il gestore non dice perché';
  const byTime = known.failure === null && !known.noticeSaysFinal;
  return {
    state: 'failed',
    settledAt: at,
    failure: { code: failure.code, class: failure.class, detail },
    expired: byTime ? { at, class: 'other-channel' } : null,
  };
}

const PROVES: Partial<Readonly<Record<PecKind, ReceiptProof['type']>>> = {
  acceptance: 'accepted',
  'taken-in-charge': 'accepted',
  'virus-notice': 'accepted',
  delivery: 'delivered',
  'non-acceptance': 'delivery-failed',
  'delivery-failure': 'delivery-failed',
  'delivery-timeout-notice': 'delivery-failed',
};

/**
 * What one verified receipt proves by itself: one fact, made of nothing but the receipt, so that order and
 * repetition don't change it. A 12 h notice is recorded as provisional. Null for kinds that prove nothing.
 */
export function proofOf(receipt: ReadReceipt, recordedAt: Instant): ReceiptProof | null {
  const { message, sha256 } = receipt;
  const type = PROVES[message.kind];
  if (type === undefined || message.at === null) return null;
  const common = {
    type,
    key: `receipt/${message.messageId ?? sha256}`,
    at: message.at as Instant,
    recordedAt,
    evidence: sha256,
  };
  if (type !== 'delivery-failed') return common;
  const failure = { class: message.error?.class ?? ('look' as const), final: message.final };
  return { ...common, failure };
}

/** Whether an acceptance says that this recipient is no PEC address. */
export const saysExternal = (message: PecMessage, to: string): boolean =>
  message.kind === 'acceptance' &&
  message.recipients.some(({ address, certified }) => !certified && sameAddress(address, to));
