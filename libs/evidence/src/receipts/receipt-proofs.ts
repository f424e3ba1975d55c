import type { FailureClass, Instant } from '@app/domain';
import type { PecKind, PecMessage, Signature } from '@app/pec';
import { sameAddress } from './receipt-problem.js';

/** A receipt that may speak of an attempt, as read and verified. */
export interface ReadReceipt {
  readonly sha256: string;
  readonly message: PecMessage;
  readonly signature: Signature;
}

/** What a receipt proves about a letter. */
export interface ReceiptProof {
  readonly type: 'accepted' | 'delivered' | 'delivery-failed';
  /** What makes the fact one: the receipt's own Message-ID. */
  readonly key: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  /** SHA-256 of the receipt. */
  readonly evidence: string | null;
  readonly failure?: { readonly class: FailureClass; readonly final: boolean };
}

/** The last time-out notice of an attempt, which is final only in the light of the others. */
export interface Expired {
  readonly at: Instant;
  readonly class: FailureClass;
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
 * What one verified receipt about an attempt proves, made of nothing but the receipts, so that order and repetition
 * don't change it and anyone who holds them comes to the same. A 12 h notice is recorded as provisional. Empty for
 * kinds that prove nothing.
 *
 * @param expired set when the attempt's last time-out notice is final beside the others
 */
export function receiptProofs(
  receipt: ReadReceipt,
  attempt: { readonly messageId: string; readonly toAddress: string },
  expired: Expired | null,
  recordedAt: Instant,
): readonly ReceiptProof[] {
  const own = ownProof(receipt, recordedAt);
  if (own === null) return [];
  const failed = { ...own, type: 'delivery-failed' as const };
  const proofs: ReceiptProof[] = [own];
  if (saysExternal(receipt.message, attempt.toAddress)) {
    const failure = { class: 'fix-address', final: true } as const;
    proofs.push({ ...failed, key: `${own.key}/esterno`, failure });
  }
  if (expired !== null) {
    const failure = { class: expired.class, final: true };
    proofs.push({ ...failed, key: `expired/${attempt.messageId}`, at: expired.at, failure });
  }
  return proofs;
}

function ownProof({ message, sha256 }: ReadReceipt, recordedAt: Instant): ReceiptProof | null {
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
const saysExternal = (message: PecMessage, to: string): boolean =>
  message.kind === 'acceptance' &&
  message.recipients.some(({ address, certified }) => !certified && sameAddress(address, to));
