import { type Fact, obligationId } from '@app/domain';
import { readAttachmentTexts, writtenIn } from '@app/pec';
import { letterTokensIn } from '../letter-token.js';
import { sameAddress } from '../receipts/receipt-problem.js';
import type { EnclosedMessage } from './check-messages.js';
import type { Enclosed } from './enclosed.js';
import { PROOF_WORDS } from './proof-words.js';
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

/**
 * Compares a fact by PEC that a reply founds with the reply: time, digest, author, and a sender who is the municipality or
 * answers one of its letters. A statement needs a valid signature; that a message came is told whatever its envelope.
 *
 * @param addresses PEC addresses of the municipality, as far as they are known
 */
export function checkReplyFact(
  fact: ReplyFact,
  reply: EnclosedMessage,
  files: Enclosed,
  addresses: readonly string[],
): CheckedReply {
  const { message, signature } = reply;
  const declares = fact.type !== 'reply-received';
  const certified = message.kind === 'envelope' && signature.verdict === 'valid';
  if (declares && !certified) {
    return { problems: [PROOF_WORDS.unverified(fact, reply)], notices: [] };
  }
  const problems: Problem[] = [];
  const at = message.at ?? fact.recordedAt;
  if (fact.occurredAt !== at) problems.push(PROOF_WORDS.otherTime(fact, reply, at));
  const wrong = MEMBERS.filter(([, isRight]) => !isRight(fact, reply)).map(([word]) => word);
  if (wrong.length > 0) problems.push(PROOF_WORDS.otherMembers(fact, reply, wrong));
  if (!certified) return { problems, notices: [PROOF_WORDS.uncertified(reply)] };
  const sender = message.sender ?? '';
  const linked = addresses.some((one) => sameAddress(one, sender)) || answers(reply, files);
  if (linked) return { problems, notices: [] };
  return declares
    ? { problems: [...problems, PROOF_WORDS.otherSender(fact, reply, sender)], notices: [] }
    : { problems, notices: [PROOF_WORDS.unlinked(reply, sender)] };
}

type IsRight = (fact: ReplyFact, reply: EnclosedMessage) => boolean;

const MEMBERS: readonly (readonly [word: string, isRight: IsRight])[] = [
  ['autore', ({ actor, municipality }) => actor === municipality],
  [
    'identificativo',
    ({ id, survey, round }, { sha256 }) =>
      round !== null &&
      id.startsWith(`reply/${sha256.slice(0, 32)}/${obligationId(survey, round)}/`),
  ],
  [
    'messaggio',
    (fact, { sha256 }) => fact.type !== 'reply-received' || fact.payload.message === sha256,
  ],
  [
    'data di riferimento',
    (fact) => fact.type !== 'nil-declared' || fact.payload.reference === fact.round,
  ],
];

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
