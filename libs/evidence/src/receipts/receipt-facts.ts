import { type Fact, roundOfObligation } from '@app/domain';
import type { ReceiptProof } from './receipt-proofs.js';

/** What is said of a letter in the facts that its receipts prove. */
export interface ProvedLetter {
  readonly id: string;
  readonly survey: string;
  readonly municipality: string;
  readonly rung: string;
  readonly obligations: readonly string[];
}

/** What a receipt proves, said of every duty that the letter names. */
export function receiptFacts(letter: ProvedLetter, proof: ReceiptProof): Fact[] {
  return letter.obligations.map((obligation): Fact => {
    const common = {
      id: `${proof.key}/${obligation}`,
      survey: letter.survey,
      municipality: letter.municipality,
      round: roundOfObligation(obligation),
      occurredAt: proof.at,
      recordedAt: proof.recordedAt,
      actor: 'gestore PEC',
      source: 'pec' as const,
      evidence: proof.evidence,
    };
    const payload = { rung: letter.rung, letter: letter.id };
    if (proof.type !== 'delivery-failed') return { ...common, type: proof.type, payload };
    return { ...common, type: 'delivery-failed', payload: { ...payload, ...failureOf(proof) } };
  });
}

/** A refusal at the provider's door says no more than that. */
const failureOf = ({ failure }: ReceiptProof): NonNullable<ReceiptProof['failure']> =>
  failure ?? { class: 'look', final: true };

/**
 * The provider refused an attempt at the door: it reached nobody, and there is no receipt of that.
 *
 * @param messageId of the attempt
 */
export function refusedFacts(
  letter: ProvedLetter,
  messageId: string,
  at: ReceiptProof['at'],
  recordedAt: ReceiptProof['at'] = at,
): Fact[] {
  const key = `rejected/${messageId}`;
  return receiptFacts(letter, { type: 'delivery-failed', key, at, recordedAt, evidence: null });
}
