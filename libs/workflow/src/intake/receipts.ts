import type { Instant } from '@app/domain';
import type { Expired, ReadReceipt } from '@app/evidence';
import type { DispatchReceipt, DispatchState as Known, PecKind } from '@app/pec';
import { advance, failureOfDispatch, QUEUED, verifiedReceipt } from '@app/pec';
import type { DispatchSummary, SettledDispatch } from '@app/persistence';

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

/** What the receipts of one attempt say together, whatever order they came in; null: nothing yet. */
export interface Together extends SettledDispatch {
  /** See `isTwentyFourHourNotice`. */
  readonly expired: Expired | null;
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
