import type { Fact, FactOf, Instant, LocalDate } from '@app/domain';
import type { LetterRow } from '@app/persistence';

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
  };
  const id = `${type}/${letter.id}`;
  if (type === 'withdrawn') {
    return { ...base(letter, at), id, type, payload: { ...key, reason: more.reason ?? '' } };
  }
  const payload = { ...key, template: letter.template, obligations: letter.obligations };
  return { ...base(letter, at), id, type, payload };
}

/** What a receipt proves about a letter, said of every duty that the letter names. */
export function receiptFacts(
  letter: LetterRow,
  receipt: {
    readonly type: 'accepted' | 'delivered' | 'delivery-failed';
    readonly messageId: string;
    readonly at: Instant;
    readonly recordedAt: Instant;
    readonly evidence: string;
    readonly failure?: {
      readonly class: FactOf<'delivery-failed'>['payload']['class'];
      readonly final: boolean;
    };
  },
): Fact[] {
  return letter.obligations.map((obligation): Fact => {
    const common = {
      ...base(letter, receipt.at),
      id: `receipt/${receipt.messageId}/${obligation}`,
      round: roundOfObligation(obligation),
      recordedAt: receipt.recordedAt,
      actor: 'gestore PEC',
      source: 'pec' as const,
      evidence: receipt.evidence,
    };
    const payload = { rung: letter.rung, letter: letter.id };
    if (receipt.type !== 'delivery-failed') return { ...common, type: receipt.type, payload };
    const { class: failureClass = 'look', final = true } = receipt.failure ?? {};
    return {
      ...common,
      type: 'delivery-failed',
      payload: { ...payload, class: failureClass, final },
    };
  });
}
