import { type Fact, type FactOf, groupBy } from '@app/domain';
import { type InnerMessage, writtenIn } from '@app/pec';
import { letterToken, letterTokensIn } from '../letter-token.js';
import type { Addresses } from '../receipts/receipt-problem.js';
import type { EnclosedMessage } from './check-messages.js';

/** A letter of ours as it left, by its own bytes. */
export interface EnclosedLetter extends Addresses {
  readonly file: EnclosedMessage;
  readonly messageId: string;
  /** The codes of letters in its subject and text: its own is among them. */
  readonly codes: readonly string[];
  readonly written: InnerMessage;
}

/** The originals of an evidence file, found as facts and receipts name them. */
export interface Enclosed {
  readonly facts: readonly Fact[];
  readonly letters: readonly EnclosedLetter[];
  readonly received: readonly EnclosedMessage[];
  byDigest(sha256: string): EnclosedMessage | undefined;
  /** The letter with that Message-ID; undefined also when several claim it. */
  byMessageId(messageId: string | null): EnclosedLetter | undefined;
  /** What speaks of the attempt with that Message-ID. */
  about(messageId: string): readonly EnclosedMessage[];
  /** The attempts at a letter: they carry its code. */
  attemptsAt(letter: string): readonly EnclosedLetter[];
  /** Why and when the letter of an attempt was decided or left. */
  decisionsAt(attempt: EnclosedLetter): readonly FactOf<'queued' | 'sent'>[];
  /** Why and when a letter was decided or left. */
  decisionsOf(letter: string): readonly FactOf<'queued' | 'sent'>[];
}

export function enclosed(
  messages: ReadonlyMap<string, EnclosedMessage>,
  facts: readonly Fact[],
): Enclosed {
  const all = [...messages.values()];
  // No message of a provider is a letter of ours, whatever the file says of it.
  const isSent = ({ direction, message }: EnclosedMessage): boolean =>
    direction === 'sent' && message.kind === 'not-pec';
  const letters = all.filter(isSent).flatMap(letterIn);
  const byDigest = new Map(all.map((one) => [one.sha256, one]));
  const byId = new Map(letters.map((one) => [one.messageId, one]));
  for (const one of letters) if (byId.get(one.messageId) !== one) byId.delete(one.messageId);
  const received = all.filter((one) => !isSent(one));
  const about = groupBy(received, ({ message }) => message.refersTo);
  const coded = letters.flatMap((letter) => letter.codes.map((code) => ({ code, letter })));
  const byCode = groupBy(coded, ({ code }) => code);
  const decided = facts.filter((fact) => fact.type === 'queued' || fact.type === 'sent');
  const decisions = groupBy(decided, ({ payload }) => payload.letter);
  const decisionsByCode = groupBy(decided, ({ payload }) => letterToken(payload.letter));
  return {
    facts,
    letters,
    received,
    byDigest: (sha256) => byDigest.get(sha256),
    byMessageId: (messageId) => (messageId === null ? undefined : byId.get(messageId)),
    about: (messageId) => about.get(messageId) ?? [],
    attemptsAt: (letter) => (byCode.get(letterToken(letter)) ?? []).map((one) => one.letter),
    decisionsAt: ({ codes }) => codes.flatMap((code) => decisionsByCode.get(code) ?? []),
    decisionsOf: (letter) => decisions.get(letter) ?? [],
  };
}

/** A letter goes to one address, under an id of its own. */
function letterIn(file: EnclosedMessage): readonly EnclosedLetter[] {
  const written = writtenIn(file.raw, file.message);
  if (written === null) return [];
  const { messageId, from: fromAddress, to, subject, text } = written;
  const [toAddress, ...others] = to;
  if (messageId === null || toAddress === undefined || others.length > 0) return [];
  const codes = letterTokensIn(`${subject}\n${text}`);
  return [{ file, messageId, fromAddress, toAddress, codes, written }];
}
