import { type Fact, type Instant, roundOfObligation } from '@app/domain';
import { refusedFacts } from '@app/evidence';
import type { DispatchSummary, LetterRow } from '@app/persistence';

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

/** The provider refused the letter at the door: it reached nobody. */
export const refusedFact = (letter: LetterRow, attempt: DispatchSummary, at: Instant): Fact[] =>
  refusedFacts(asWritten(letter, attempt), attempt.messageId, at);
