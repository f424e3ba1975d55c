import { type Fact, type Instant, obligationId } from '@app/domain';
import { advance, failureOfDispatch, QUEUED, verifiedReceipt } from '@app/pec';
import { canonicalFact } from '../chain.js';
import { receiptFacts, refusedFacts } from '../receipts/receipt-facts.js';
import { receiptProblem } from '../receipts/receipt-problem.js';
import { type Expired, type ReceiptProof, receiptProofs } from '../receipts/receipt-proofs.js';
import type { EnclosedMessage } from './check-messages.js';
import { difference } from './difference.js';
import type { Enclosed, EnclosedLetter } from './enclosed.js';
import { PROOF_WORDS } from './proof-words.js';
import type { Problem } from './types.js';

/** What only a receipt can tell. */
export type ReceiptFact = Extract<Fact, { type: 'accepted' | 'delivered' | 'delivery-failed' }>;

/**
 * Makes a fact again out of the receipt that proves it and the letter that the receipt names, and compares: kind,
 * message, recipient, time and every other member. The letter is known by the code that its text carries.
 */
export function checkReceiptFact(fact: ReceiptFact, files: Enclosed): readonly Problem[] {
  const own = inDecision(fact, files) ? [] : [PROOF_WORDS.notInDecision(fact)];
  if (fact.evidence === null) return [...own, ...checkRefusal(fact, files)];
  const receipt = files.byDigest(fact.evidence);
  if (receipt === undefined) return own;
  if (receipt.signature.verdict !== 'valid') return [...own, PROOF_WORDS.unverified(fact, receipt)];
  const letter = files.byMessageId(receipt.message.refersTo);
  const why = receiptProblem(receipt.message, receipt.signature, letter ?? null);
  if (why !== null || letter === undefined) {
    return [...own, PROOF_WORDS.refused(fact, receipt, why ?? '')];
  }
  if (!isLetterOf(fact, letter, files)) return [...own, PROOF_WORDS.otherLetter(fact, receipt)];
  const proved = provedBy(fact, receipt, letter, files);
  if (proved.some((one) => canonicalFact(one) === canonicalFact(fact))) return own;
  return [...own, contradiction(fact, receipt, proved)];
}

/**
 * Receipts that prove something about an enclosed letter and that no fact tells, or not of every duty that the letter
 * names: each proof makes one fact a duty.
 */
export function unusedReceipts(files: Enclosed): readonly Problem[] {
  const told = new Map(
    files.facts
      .filter((one) => one.evidence !== null && files.byDigest(one.evidence) !== undefined)
      .map((one) => [one.id, one]),
  );
  return files.received.flatMap((receipt) => {
    const { message, signature, sha256 } = receipt;
    const letter = files.byMessageId(message.refersTo);
    if (letter === undefined || receiptProblem(message, signature, letter) !== null) return [];
    const expired = finalExpiry(letter, files);
    const last = expired?.at === message.at ? expired : null;
    const proofs = receiptProofs({ sha256, message, signature }, letter, last, '' as Instant);
    const duties = dutiesOf(letter, files);
    const isTold = ({ key, type }: ReceiptProof) => {
      const own = (duty: string): boolean => told.get(`${key}/${duty}`)?.type === type;
      return duties.length > 0 && duties.some((one) => one.every(own));
    };
    return proofs.every(isTold) ? [] : [PROOF_WORDS.unusedReceipt(receipt)];
  });
}

/**
 * The duties that an attempt may name. The record has those of the attempt that left; where several attempts at one letter
 * have receipts, the others may name those of which the letter was decided.
 */
function dutiesOf(letter: EnclosedLetter, files: Enclosed): readonly (readonly string[])[] {
  const decisions = files.decisionsAt(letter);
  const sent = decisions.filter(({ type }) => type === 'sent');
  const answered = decisions
    .flatMap(({ payload }) => files.attemptsAt(payload.letter))
    .some((other) => other !== letter && files.about(other.messageId).some(isValid));
  const told = sent.length === 0 || answered ? decisions : sent;
  const duties = told.map(({ payload }) => payload.obligations);
  return duties.filter((one) => one.length > 0);
}

const isValid = ({ signature }: EnclosedMessage): boolean => signature.verdict === 'valid';

/** The rung and the duty are those that were decided for the letter, and the letter is of the same municipality. */
function inDecision(fact: ReceiptFact, files: Enclosed): boolean {
  const { letter = '', rung } = fact.payload;
  const duty = fact.round === null ? '' : obligationId(fact.survey, fact.round);
  return (
    letter.split('/').at(-2) === fact.municipality &&
    files
      .decisionsOf(letter)
      .some(
        ({ municipality, payload }) =>
          municipality === fact.municipality &&
          payload.rung === rung &&
          payload.obligations.includes(duty),
      )
  );
}

const isLetterOf = (fact: ReceiptFact, letter: EnclosedLetter, files: Enclosed): boolean =>
  files.attemptsAt(fact.payload.letter ?? '').includes(letter);

/** The provider's refusal at the door has no receipt: it names the attempt, which must be there. */
function checkRefusal(fact: ReceiptFact, files: Enclosed): readonly Problem[] {
  const messageId = fact.id.split('/')[1] ?? '';
  const letter = files.byMessageId(messageId);
  const expected = refusedFacts(lettered(fact), messageId, fact.occurredAt, fact.recordedAt);
  const same = expected.some((one) => canonicalFact(one) === canonicalFact(fact));
  if (same && letter !== undefined && isLetterOf(fact, letter, files)) return [];
  return [PROOF_WORDS.noReceipt(fact)];
}

/** The letter as the fact has it: what of this is untrue shows when the rest is compared. */
function lettered({ survey, municipality, round, payload }: ReceiptFact) {
  const obligations = round === null ? [] : [obligationId(survey, round)];
  return { id: payload.letter ?? '', survey, municipality, rung: payload.rung, obligations };
}

function provedBy(
  fact: ReceiptFact,
  { sha256, message, signature }: EnclosedMessage,
  letter: EnclosedLetter,
  files: Enclosed,
): readonly Fact[] {
  const receipt = { sha256, message, signature };
  return [null, ...expiriesOf(letter, files)].flatMap((expired) =>
    receiptProofs(receipt, letter, expired, fact.recordedAt).flatMap((proof) =>
      receiptFacts(lettered(fact), proof),
    ),
  );
}

/** The time-out notices about an attempt that are final beside what came before them. */
function expiriesOf(letter: EnclosedLetter, files: Enclosed): readonly Expired[] {
  const receipts = verifiedOf(letter, files).filter(
    ({ kind }) => kind === 'acceptance' || kind === 'delivery-timeout-notice',
  );
  return receipts.flatMap(({ at }) => {
    const failure = failureOfDispatch(folded(receipts.filter((one) => one.at <= at)));
    return failure?.at === at ? [{ at: at as Instant, class: failure.class }] : [];
  });
}

/** The time-out that all receipts of an attempt together make final; null when something else became of it. */
function finalExpiry(letter: EnclosedLetter, files: Enclosed): Expired | null {
  const state = folded(verifiedOf(letter, files));
  const failure = failureOfDispatch(state);
  if (failure === null || state.failure !== null || state.noticeSaysFinal) return null;
  return { at: failure.at as Instant, class: failure.class };
}

const verifiedOf = ({ messageId, toAddress }: EnclosedLetter, files: Enclosed) =>
  files
    .about(messageId)
    .flatMap(({ message, signature }) => verifiedReceipt(message, signature, toAddress) ?? []);

const folded = (receipts: ReturnType<typeof verifiedOf>) =>
  receipts.reduce((known, receipt) => advance(known, receipt).state, QUEUED);

/** What a fact is in the place of what its receipt proves. */
function contradiction(fact: Fact, file: EnclosedMessage, proved: readonly Fact[]): Problem {
  const [first] = proved;
  if (first === undefined) {
    return PROOF_WORDS.refused(fact, file, 'non è una ricevuta che prova un esito.');
  }
  const alike = proved.find(({ type }) => type === fact.type);
  const differs = alike === undefined ? null : difference(fact, file, alike);
  return differs ?? PROOF_WORDS.otherKind(fact, file, first);
}
