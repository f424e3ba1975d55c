import type { Fact, FailureClass, Instant, LocalDate } from '@app/domain';
import type { DispatchSummary, LetterRow } from '@app/persistence';

/** Reference date of an obligation id: `push-erp/2021-12-31` → `2021-12-31`. */
export function roundOfObligation(obligation: string): LocalDate {
  return obligation.slice(obligation.lastIndexOf('/') + 1) as LocalDate;
}

function base(letter: LetterRow, at: Instant) {
  return {
    survey: letter.survey,
    municipality: letter.municipality,
    round: roundOfObligation(letter.obligation),
    occurredAt: at,
    recordedAt: at,
    actor: 'motore',
    source: 'engine' as const,
    evidence: null,
  };
}

/** The fact that a letter left, or was held back just before. One a letter, however often it is said. */
export function letterFact(
  letter: LetterRow,
  type: 'sent' | 'withdrawn',
  at: Instant,
  more: { readonly reason?: string } = {},
): Fact {
  const key = {
    rung: letter.rung,
    dueVersion: letter.dueVersion,
    letter: letter.id,
    target: letter.target,
    ...(letter.repeats === null ? {} : { repeats: letter.repeats }),
  };
  const id = `${type}/${letter.id}`;
  if (type === 'withdrawn') {
    return { ...base(letter, at), id, type, payload: { ...key, reason: more.reason ?? '' } };
  }
  const payload = { ...key, template: letter.template, obligations: letter.obligations };
  return { ...base(letter, at), id, type, payload };
}

/** The letter with the duties that the bytes of an attempt name. */
export function asWritten(
  letter: LetterRow,
  attempt: Pick<DispatchSummary, 'obligations'>,
): LetterRow {
  return attempt.obligations.length === 0
    ? letter
    : { ...letter, obligations: attempt.obligations };
}

/** The fact that a letter left, with the duties that the attempt names. */
export const attemptFact = (letter: LetterRow, attempt: DispatchSummary, at: Instant): Fact =>
  letterFact(asWritten(letter, attempt), 'sent', at);

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

/** What a receipt proves, said of every duty that the letter names. */
export function receiptFacts(letter: LetterRow, proof: ReceiptProof): Fact[] {
  return letter.obligations.map((obligation): Fact => {
    const common = {
      ...base(letter, proof.at),
      id: `${proof.key}/${obligation}`,
      round: roundOfObligation(obligation),
      recordedAt: proof.recordedAt,
      actor: 'gestore PEC',
      source: 'pec' as const,
      evidence: proof.evidence,
    };
    const payload = { rung: letter.rung, letter: letter.id };
    if (proof.type !== 'delivery-failed') return { ...common, type: proof.type, payload };
    const failure = proof.failure ?? { class: 'look', final: true };
    return { ...common, type: 'delivery-failed', payload: { ...payload, ...failure } };
  });
}

/** The provider refused the letter at the door: it reached nobody. */
export function refusedFact(letter: LetterRow, attempt: DispatchSummary, at: Instant): Fact[] {
  return receiptFacts(asWritten(letter, attempt), {
    type: 'delivery-failed',
    key: `rejected/${attempt.messageId}`,
    at,
    recordedAt: at,
    evidence: null,
    failure: { class: 'look', final: true },
  });
}
