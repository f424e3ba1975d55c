import type { LocalDate, Refusal } from '@app/domain';
import { formatDate } from '@app/domain';
import type { DepartureBatchRow, DeputyRow } from '@app/persistence';

/** Who wants to decide. */
export interface Decider {
  /** The account's id, as it stands on what the person records. */
  readonly id: string;
  /** Whether the person may approve in an own right. */
  readonly approver: boolean;
}

/** The right in which a decision is taken. */
export interface ApprovalRight {
  /** The absent person for whom a deputy decides; null: in an own right. */
  readonly onBehalfOf: string | null;
}

const refusal = (code: string, message: string): Refusal => ({ refused: true, code, message });

/** The mandates that hold for a deputy on a day, both ends included. */
export function mandatesOf(
  deputies: readonly DeputyRow[],
  deputy: string,
  day: LocalDate,
): readonly DeputyRow[] {
  return deputies.filter(
    (one) =>
      one.deputy === deputy && one.revokedAt === null && one.validFrom <= day && day <= one.validTo,
  );
}

/**
 * Whether a person may approve a batch, and in which right. Whoever prepared it may not, not even as somebody's deputy; nor may a
 * deputy for the one who prepared it, for that would be the same pair of eyes.
 *
 * @param deputies mandates on record; those of other days don't count
 * @param approvers ids of those who may approve: a mandate is worth what the absent person may do
 * @example mayApprove(batch, { id: 'bianchi', approver: true }, [], new Set(['bianchi']), day) //=> { onBehalfOf: null }
 */
export function mayApprove(
  batch: Pick<DepartureBatchRow, 'state' | 'preparedBy'>,
  decider: Decider,
  deputies: readonly DeputyRow[],
  approvers: ReadonlySet<string>,
  day: LocalDate,
): ApprovalRight | Refusal {
  if (batch.state !== 'prepared') {
    return refusal('not-prepared', 'Questo invio non è più in attesa di approvazione.');
  }
  if (decider.id === batch.preparedBy) {
    const message = 'Chi ha preparato l’invio non può approvarlo: serve un’altra persona.';
    return refusal('same-person', message);
  }
  if (decider.approver) return { onBehalfOf: null };
  const mandates = mandatesOf(deputies, decider.id, day).filter((one) => approvers.has(one.absent));
  const other = mandates.find((one) => one.absent !== batch.preparedBy);
  if (other !== undefined) return { onBehalfOf: other.absent };
  if (mandates.length > 0) {
    const message =
      'Chi sostituisce la persona che ha preparato l’invio non può approvarlo in sua vece: serve un’altra persona.';
    return refusal('deputy-of-preparer', message);
  }
  const message = `Per approvare serve il ruolo di approvatore, o una sostituzione valida il ${formatDate(day)}.`;
  return refusal('not-an-approver', message);
}
