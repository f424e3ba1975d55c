import { type Fact, type Instant, obligationId } from '@app/domain';
import { advance, failureOfDispatch, QUEUED, verifiedReceipt } from '@app/pec';
import { canonicalJson } from '../canonical.js';
import { canonicalFact } from '../chain.js';
import { receiptFacts, refusedFacts } from '../receipts/receipt-facts.js';
import { receiptProblem } from '../receipts/receipt-problem.js';
import { type Expired, receiptProofs } from '../receipts/receipt-proofs.js';
import type { EnclosedMessage } from './check-messages.js';
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
  return [...own, difference(fact, receipt, proved)];
}

/** Receipts that prove something about an enclosed letter and that no fact tells. */
export function unusedReceipts(files: Enclosed): readonly Problem[] {
  const keys = new Set(
    files.facts.map(({ id, survey, round }) => id.slice(0, -`/${survey}/${round}`.length)),
  );
  return files.received.flatMap((receipt) => {
    const { message, signature, sha256 } = receipt;
    const letter = files.byMessageId(message.refersTo);
    if (letter === undefined || receiptProblem(message, signature, letter) !== null) return [];
    const [proof] = receiptProofs({ sha256, message, signature }, letter, null, '' as Instant);
    const told = proof === undefined || keys.has(proof.key);
    return told ? [] : [PROOF_WORDS.unusedReceipt(receipt)];
  });
}

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
function expiriesOf({ messageId, toAddress }: EnclosedLetter, files: Enclosed): readonly Expired[] {
  const receipts = files
    .about(messageId)
    .flatMap(({ message, signature }) => verifiedReceipt(message, signature, toAddress) ?? [])
    .filter(({ kind }) => kind === 'acceptance' || kind === 'delivery-timeout-notice');
  return receipts.flatMap(({ at }) => {
    const until = receipts.filter((one) => one.at <= at);
    const state = until.reduce((known, receipt) => advance(known, receipt).state, QUEUED);
    const failure = failureOfDispatch(state);
    return failure?.at === at ? [{ at: at as Instant, class: failure.class }] : [];
  });
}

function difference(fact: ReceiptFact, file: EnclosedMessage, proved: readonly Fact[]): Problem {
  const alike = proved.find(({ type }) => type === fact.type);
  if (alike === undefined) {
    const [first] = proved;
    return first === undefined
      ? PROOF_WORDS.refused(fact, file, 'non è una ricevuta che prova un esito.')
      : PROOF_WORDS.otherKind(fact, file, first);
  }
  const members = MEMBERS.filter(
    ([member]) => canonicalJson(alike[member]) !== canonicalJson(fact[member]),
  );
  if (members.some(([member]) => member === 'occurredAt')) {
    return PROOF_WORDS.otherTime(fact, file, alike.occurredAt);
  }
  return PROOF_WORDS.otherMembers(
    fact,
    file,
    members.map(([, word]) => word),
  );
}

const MEMBERS = [
  ['occurredAt', 'ora'],
  ['id', 'identificativo'],
  ['actor', 'autore'],
  ['source', 'fonte'],
  ['payload', 'esito'],
] as const;
