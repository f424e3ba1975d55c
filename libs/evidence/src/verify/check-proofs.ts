import { type Fact, groupBy } from '@app/domain';
import { checkLetters } from './check-letters.js';
import type { EnclosedMessage } from './check-messages.js';
import { checkReceiptFact, type ReceiptFact, unusedReceipts } from './check-receipt-facts.js';
import { checkReplyFact, type ReplyFact, unusedReplies } from './check-reply-facts.js';
import { checkSentFacts } from './check-sent-facts.js';
import type { Contents } from './contents.js';
import { type Enclosed, enclosed } from './enclosed.js';
import { isFact } from './fact-shape.js';
import { PROOF_WORDS } from './proof-words.js';
import type { Problem } from './types.js';

export interface CheckedProofs {
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

const isReceiptFact = (fact: Fact): fact is ReceiptFact =>
  fact.type === 'accepted' || fact.type === 'delivered' || fact.type === 'delivery-failed';

const isReplyFact = (fact: Fact): fact is ReplyFact =>
  fact.type === 'reply-received' ||
  fact.type === 'nil-declared' ||
  fact.type === 'no-change-declared';

/** What somebody put on record with a file: the file itself stays at the office. */
const isImported = ({ source }: Fact): boolean => source === 'import' || source === 'events-file';

/**
 * Each fact against its original: it must be enclosed, and what a receipt or a reply founds is made again from the bytes
 * and compared, whoever is said to have recorded it; and each original against the facts: what it proves must be told.
 * Other facts of people and of the engine are as true as whoever recorded them.
 */
export function checkProofs(
  contents: Contents,
  messages: ReadonlyMap<string, EnclosedMessage>,
  stated: readonly Fact[],
): CheckedProofs {
  const facts = stated.filter(isFact);
  const files = enclosed(messages, facts);
  const digests = new Set([...contents.files.values()].map(({ sha256 }) => sha256));
  const kept = new Set(contents.manifest?.missing ?? []);
  const problems = stated.flatMap((fact, index) =>
    isFact(fact) ? [] : [PROOF_WORDS.unreadable(index + 1)],
  );
  const notices = new Set<string>();
  const addresses = addressesOf(facts, contents, files);
  const counts = { imported: 0, declared: 0 };
  for (const fact of facts) {
    const { evidence } = fact;
    if (evidence !== null && !digests.has(evidence)) {
      if (isImported(fact) && kept.has(evidence)) counts.imported += 1;
      else problems.push(PROOF_WORDS.missing(fact, evidence));
    }
    if (fact.type === 'sent' && files.attemptsAt(fact.payload.letter).length === 0) {
      problems.push(PROOF_WORDS.missingLetter(fact));
    }
    const original = evidence === null ? undefined : files.byDigest(evidence);
    if (isReceiptFact(fact)) {
      if (isImported(fact) && evidence !== null && original === undefined) counts.declared += 1;
      else problems.push(...checkReceiptFact(fact, files));
    } else if (isReplyFact(fact) && original !== undefined) {
      const own = addresses.get(fact.municipality) ?? [];
      const checked = checkReplyFact(fact, original, files, own);
      problems.push(...checked.problems);
      for (const notice of checked.notices) notices.add(notice);
    } else if (fact.source === 'pec' && (!isReplyFact(fact) || evidence === null)) {
      problems.push(PROOF_WORDS.notByPec(fact));
    }
  }
  problems.push(...unusedReceipts(files), ...unusedReplies(files));
  problems.push(...checkSentFacts(facts.filter(isReceiptFact), files), ...checkLetters(files));
  if (counts.imported > 0) notices.add(PROOF_WORDS.imported(counts.imported));
  if (counts.declared > 0) notices.add(PROOF_WORDS.declared(counts.declared));
  return { problems, notices: [...notices] };
}

/** Where municipalities are written to: as the file lists it, as facts changed it, and as their letters went out. */
function addressesOf(
  facts: readonly Fact[],
  { manifest }: Contents,
  files: Enclosed,
): ReadonlyMap<string, readonly string[]> {
  const listed = Object.entries(manifest?.addresses ?? {}).flatMap(([municipality, own]) =>
    own.map((address) => ({ municipality, address })),
  );
  const told = facts.flatMap((fact) => {
    const { municipality } = fact;
    if (fact.type === 'address-changed') return [{ municipality, address: fact.payload.pec }];
    if (fact.type !== 'sent') return [];
    const attempts = files.attemptsAt(fact.payload.letter);
    return attempts.map(({ toAddress }) => ({ municipality, address: toAddress }));
  });
  const groups = groupBy([...listed, ...told], ({ municipality }) => municipality);
  return new Map([...groups].map(([key, own]) => [key, own.map(({ address }) => address)]));
}
