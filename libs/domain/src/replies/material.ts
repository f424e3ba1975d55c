import type { Survey } from '../surveys/types.js';
import { protocolFiles } from './protocol/protocol-file.js';
import type { ProtocolFile } from './protocol/protocol-file.js';
import { compareSubject } from './subject/letter-subject.js';
import type { LetterSubject } from './subject/letter-subject.js';
import { bareSubject } from './subject/prefixes.js';
import type { BareSubject } from './subject/prefixes.js';
import { attachmentText, looksLikeStock } from './text/attachment.js';
import { clean } from './text/clean.js';
import { isOurSentence } from './text/our-letter.js';
import { ownWords } from './text/own-words.js';
import { sentences } from './text/sentences.js';
import type { Sentence } from './text/sentences.js';
import { tokens } from './text/tokens.js';
import type { Token } from './text/tokens.js';
import type { ReplyContext, ReplyMessage } from './types.js';
import { knownNames } from './who/known-names.js';
import type { NameIndex } from './who/names.js';

/** A reply cut into what the rules read. */
export interface Material {
  readonly names: NameIndex;
  readonly subject: BareSubject;
  /** The writer's own part of the subject: empty when it is a letter's of ours, answered. */
  readonly ownSubject: Sentence;
  /** The rest of the subject: a letter's of ours. */
  readonly ourSubject: readonly Token[];
  readonly compared: readonly LetterSubject[];
  /** Own sentences up to the closing salutation. */
  readonly body: readonly Sentence[];
  /** Own sentences with signature and postscripts. */
  readonly all: readonly Sentence[];
  /** Sentences of attachments that are text. */
  readonly attached: readonly Sentence[];
  /** Everything, quotations too: only to find codes of ours. */
  readonly everything: string;
  readonly files: readonly ProtocolFile[];
  /** A list of dwellings is attached. */
  readonly stockAttached: boolean;
  /** Longer than the rules read: nothing is sure. */
  readonly truncated: boolean;
}

/** Letters of officers are a few thousand characters; what goes beyond is read by a person. */
const LONGEST = 60_000;
const LONGEST_SENTENCE = 3_500;

export function readMaterial(message: ReplyMessage, context: ReplyContext): Material {
  const { survey } = context;
  const names = knownNames(context.municipalities, context.receivedOn);
  const subject = bareSubject(clean(message.subject.slice(0, 2000)));
  const [ownPart, ourPart] = cutOurSubject(subject.text, survey);
  const files = protocolFiles(message.attachments);
  const text = clean(message.text.slice(0, LONGEST));
  const own = ownWords(text);
  const attached = attachmentText(message.attachments);
  const all = ownSentences(own.all);
  const attachedSentences = ownSentences(ownWords(clean(attached.text)).body);
  const ownSubject: Sentence = { tokens: tokens(ownPart), asks: ownPart.includes('?') };
  const official = files.find((file) => file.kind === 'signature')?.subject ?? null;
  return {
    names,
    subject,
    ownSubject,
    ourSubject: tokens(ourPart),
    compared: [
      ownSubject.tokens,
      ...(official === null ? [] : [tokens(bareSubject(official).text)]),
    ].flatMap((list) =>
      (['nil-return', 'no-change'] as const).map((kind) =>
        compareSubject(kind, list, survey, names),
      ),
    ),
    body: ownSentences(own.body),
    all,
    attached: attachedSentences,
    everything: `${clean(message.subject.slice(0, 2000))}\n${text}\n${files.map((file) => file.described).join('\n')}`,
    files,
    stockAttached: looksLikeStock(message.attachments, files.length > 0),
    truncated:
      message.text.length > LONGEST ||
      attached.truncated ||
      [...all, ...attachedSentences].some(isTooLong),
  };
}

const ownSentences = (text: string): readonly Sentence[] =>
  sentences(text).filter((sentence) => !isOurSentence(sentence));

function isTooLong({ tokens: list }: Sentence): boolean {
  return (list.at(-1)?.to ?? 0) - (list[0]?.from ?? 0) > LONGEST_SENTENCE;
}

/** "Conferma di ricezione: Ricognizione del patrimonio ERP in PUSH – …": the writer's words, and ours. */
function cutOurSubject(subject: string, survey: Survey): readonly [string, string] {
  const lower = subject.toLowerCase();
  const starts = [survey.shortTitle, survey.title]
    .map((title) => clean(title).toLowerCase().slice(0, 40))
    .concat(['obiettivo strategico "push', 'obiettivo strategico push'])
    .map((start) => lower.indexOf(start))
    .filter((at) => at >= 0);
  if (starts.length === 0) return [subject, ''];
  const at = Math.min(...starts);
  return [subject.slice(0, at), subject.slice(at)];
}
