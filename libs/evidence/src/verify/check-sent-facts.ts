import { type Fact, groupBy } from '@app/domain';
import type { ReceiptFact } from './check-receipt-facts.js';
import type { Enclosed } from './enclosed.js';
import { PROOF_WORDS } from './proof-words.js';
import type { Problem } from './types.js';

/** By how much the clocks of two machines may differ. */
const SKEW_MS = 10 * 60_000;

/**
 * That a letter left, against what is signed about it: whatever a receipt tells of a letter, a fact tells that it left, no
 * later than it was accepted and no earlier than it was written. An attempt in doubt may be accepted before the one that
 * is on record: the latest acceptance counts.
 */
export function checkSentFacts(
  receipts: readonly ReceiptFact[],
  files: Enclosed,
): readonly Problem[] {
  const proved = receipts.filter(
    ({ evidence }) => evidence !== null && files.byDigest(evidence) !== undefined,
  );
  const byLetter = groupBy(proved, ({ payload }) => payload.letter ?? '');
  return [...byLetter].flatMap(([letter, told]) => {
    const sent = files.decisionsOf(letter).filter(({ type }) => type === 'sent');
    if (sent.length === 0) return [PROOF_WORDS.notSent(told[0]!)];
    const accepted = told.filter(({ type }) => type === 'accepted');
    const last = (accepted.length === 0 ? told : accepted).reduce((a, b) =>
      a.occurredAt < b.occurredAt ? b : a,
    );
    return sent.flatMap((one) => [
      ...(ms(one) > ms(last) + SKEW_MS ? [PROOF_WORDS.sentLater(one, last)] : []),
      ...writtenLater(one, letter, files),
    ]);
  });
}

const ms = ({ occurredAt }: Fact): number => Date.parse(occurredAt);

/** Every attempt was written after it is said to have left. */
function writtenLater(sent: Fact, letter: string, files: Enclosed): readonly Problem[] {
  const [first] = files
    .attemptsAt(letter)
    .flatMap(({ file, written: { date } }) => (date === null ? [] : [{ file, date }]))
    .sort((a, b) => Date.parse(a.date) - Date.parse(b.date));
  if (first === undefined || ms(sent) >= Date.parse(first.date) - SKEW_MS) return [];
  return [PROOF_WORDS.sentEarlier(sent, first.file, first.date)];
}
