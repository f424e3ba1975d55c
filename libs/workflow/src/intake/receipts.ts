import type { PecKind, PecMessage, Signature } from '@app/pec';
import type { DispatchRow, DispatchState, DispatchSummary } from '@app/persistence';

/** What a verified receipt does to the attempt that it names. */
export interface ReceiptEffect {
  readonly from: readonly DispatchState[];
  readonly to: DispatchState;
  readonly fact: 'accepted' | 'delivered' | 'delivery-failed' | null;
  readonly failure?: NonNullable<DispatchRow['failure']>;
  readonly final: boolean;
}

const BEFORE_ACCEPTANCE: readonly DispatchState[] = [
  'queued',
  'submitting',
  'in-doubt',
  'submitted',
  'abandoned',
];
const BEFORE_DELIVERY: readonly DispatchState[] = [...BEFORE_ACCEPTANCE, 'accepted'];

/**
 * The effect of a receipt, whatever order it comes in: states only grow, a delivery beats a notice, and a
 * provisional notice (12 h) changes nothing. Null for kinds that change no state.
 */
export function receiptEffect(message: PecMessage): ReceiptEffect | null {
  const failure = failureOf(message);
  switch (message.kind) {
    case 'acceptance':
      return { from: BEFORE_ACCEPTANCE, to: 'accepted', fact: 'accepted', final: true };
    case 'delivery':
      return {
        from: [...BEFORE_DELIVERY, 'failed'],
        to: 'delivered',
        fact: 'delivered',
        final: true,
      };
    case 'non-acceptance':
    case 'delivery-failure':
      return { from: BEFORE_DELIVERY, to: 'failed', fact: 'delivery-failed', failure, final: true };
    case 'delivery-timeout-notice':
      return message.final
        ? { from: BEFORE_DELIVERY, to: 'failed', fact: 'delivery-failed', failure, final: true }
        : null;
    default:
      return null;
  }
}

function failureOf(message: PecMessage): NonNullable<DispatchRow['failure']> {
  const {
    code,
    class: failureClass,
    detail,
  } = message.error ?? {
    code: 'altro',
    class: 'look',
    detail: 'il gestore non dice perché',
  };
  return { code, class: failureClass, detail };
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

/**
 * Why a receipt may not change the state of the attempt that it names; null when it may. Nothing unverified
 * changes a state: it is kept and shown.
 */
export function receiptProblem(
  message: PecMessage,
  signature: Signature,
  dispatch: DispatchSummary | null,
): string | null {
  if (signature.verdict !== 'valid') {
    return `Ricevuta non verificata (${signature.verdict}): ${signature.reasons.map((r) => r.message).join('; ')}`;
  }
  if (message.refersToSource !== 'daticert') {
    return 'La ricevuta non nomina il messaggio nella parte firmata.';
  }
  if (dispatch === null) return 'Ricevuta di un messaggio che Sollecito non ha inviato.';
  if (message.sender !== null && !sameAddress(message.sender, dispatch.fromAddress)) {
    return `La ricevuta parla del mittente ${message.sender}, la lettera è partita da ${dispatch.fromAddress}.`;
  }
  if (message.recipient !== null && !sameAddress(message.recipient, dispatch.toAddress)) {
    return `La ricevuta parla di ${message.recipient}, la lettera era per ${dispatch.toAddress}.`;
  }
  return null;
}

export const sameAddress = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
