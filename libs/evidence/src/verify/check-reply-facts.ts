import { type Fact, groupBy, type ReplyKind } from '@app/domain';
import { readAttachmentTexts, writtenIn } from '@app/pec';
import { letterTokensIn } from '../letter-token.js';
import { sameAddress } from '../receipts/receipt-problem.js';
import { replyFacts } from '../replies/reply-facts.js';
import type { EnclosedMessage } from './check-messages.js';
import { difference } from './difference.js';
import type { Enclosed } from './enclosed.js';
import { PROOF_WORDS } from './proof-words.js';
import { namesOtherRound } from './reference-dates.js';
import type { Problem } from './types.js';

/** What a reply tells by itself, and what it declares. */
export type ReplyFact = Extract<
  Fact,
  { type: 'reply-received' | 'nil-declared' | 'no-change-declared' }
>;

export interface CheckedReply {
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

const isCertified = ({ message, signature }: EnclosedMessage): boolean =>
  message.kind === 'envelope' && signature.verdict === 'valid';

/**
 * Makes a fact again as the program makes it of a reply and compares: id, kind, payload, time, author; what was recorded
 * with it must be there too. Its author is PEC or a person who read the reply, and nobody else. A statement by PEC needs a
 * valid signature and a sender who is the municipality or answers one of its letters; where a person decided, the rest
 * is told. What the words declare is not read again.
 *
 * @param addresses PEC addresses of the municipality, as far as they are known
 */
export function checkReplyFact(
  fact: ReplyFact,
  reply: EnclosedMessage,
  files: Enclosed,
  addresses: readonly string[],
): CheckedReply {
  const { message, raw } = reply;
  const declares = fact.type !== 'reply-received';
  const decided = fact.source === 'officer';
  const certified = isCertified(reply);
  // A person may take an ordinary message for what it says; an envelope that fails its signature is nobody's statement.
  const ordinary = message.kind === 'not-pec' && reply.direction !== 'sent';
  if (declares && !certified && !(decided && ordinary)) {
    return { problems: [PROOF_WORDS.unverified(fact, reply)], notices: [] };
  }
  const problems = [...compared(fact, reply, files)];
  const notices = decided ? [PROOF_WORDS.decidedBy(reply, fact.actor)] : [];
  if (declares && !decided && namesOtherRound(writtenIn(raw, message), fact.round)) {
    problems.push(PROOF_WORDS.otherRound(fact, reply));
  }
  if (!certified) return { problems, notices: [...notices, PROOF_WORDS.uncertified(reply)] };
  const sender = message.sender ?? '';
  const linked = addresses.some((one) => sameAddress(one, sender)) || answers(reply, files);
  if (linked) return { problems, notices };
  return declares && !decided
    ? { problems: [...problems, PROOF_WORDS.otherSender(fact, reply, sender)], notices }
    : { problems, notices: [...notices, PROOF_WORDS.unlinked(reply, sender)] };
}

/** Certified replies that no fact says to have come: their facts were taken out. */
export function unusedReplies(files: Enclosed): readonly Problem[] {
  const told = groupBy(
    files.facts.filter(({ type }) => type === 'reply-received'),
    ({ evidence }) => evidence,
  );
  return files.received.flatMap((reply) => {
    const { message, sha256 } = reply;
    const ours = files.byMessageId(message.refersTo) !== undefined;
    if (!isCertified(reply) || ours || told.has(sha256)) return [];
    return [PROOF_WORDS.unusedReply(reply)];
  });
}

/** The fact against the one that the program makes, and whether those that are made with it are on record. */
function compared(fact: ReplyFact, reply: EnclosedMessage, files: Enclosed): readonly Problem[] {
  const remade = remadeFacts(fact, reply);
  const own = remade.find(({ type }) => type === fact.type);
  if (own === undefined) return [PROOF_WORDS.otherMembers(fact, reply, ['tipo'])];
  const problem = difference(fact, reply, own);
  if (problem !== null) return [problem];
  const isThere = (one: Fact): boolean =>
    files.facts.some(
      ({ id, type, actor, source, evidence }) =>
        id === one.id &&
        type === one.type &&
        actor === one.actor &&
        source === one.source &&
        evidence === one.evidence,
    );
  return remade
    .filter((one) => one !== own && !isThere(one))
    .map((one) => PROOF_WORDS.withoutSibling(fact, reply, one));
}

const DECLARED = { 'nil-declared': 'nil-return', 'no-change-declared': 'no-change' } as const;

function remadeFacts(fact: ReplyFact, { message, sha256 }: EnclosedMessage): readonly Fact[] {
  const { survey, municipality, round, recordedAt } = fact;
  const received = fact.type === 'reply-received' ? fact.payload : null;
  const kind = (
    fact.type === 'reply-received' ? fact.payload.kind : DECLARED[fact.type]
  ) as ReplyKind;
  if (round === null) return [];
  const byPerson = fact.source === 'officer' && fact.actor !== municipality;
  const confidence = received?.confidence ?? 1;
  const likely = confidence >= 0 && confidence <= 1;
  return replyFacts(
    { survey, municipality, round, kind },
    {
      ...{ sha256, recordedAt, certifiedAt: (message.at ?? recordedAt) as Fact['occurredAt'] },
      // A person is sure; the program says how sure it is.
      confidence: byPerson || !likely ? 1 : confidence,
      registered:
        kind === 'protocol-confirmation' && !byPerson ? (received?.registered ?? null) : null,
      actor: byPerson ? fact.actor : municipality,
      source: byPerson ? 'officer' : 'pec',
    },
  );
}

/** Whether a reply names a letter in this file: in its thread, or by the letter's code or id in what it says. */
function answers({ raw, message }: EnclosedMessage, files: Enclosed): boolean {
  const written = writtenIn(raw, message);
  if (written === null) return false;
  const { inReplyTo, references, subject, text } = written;
  const thread = new Set([inReplyTo, ...references]);
  const texts = readAttachmentTexts(raw).map((file) => file.text ?? '');
  const said = [subject, text, ...texts].join('\n');
  const quoted = new Set(letterTokensIn(said));
  return files.letters.some(
    ({ messageId, codes }) =>
      thread.has(messageId) ||
      said.includes(messageId) ||
      codes.some((code) => quoted.has(code)) ||
      files
        .about(messageId)
        .some(({ message: { providerId } }) => providerId !== null && thread.has(providerId)),
  );
}
