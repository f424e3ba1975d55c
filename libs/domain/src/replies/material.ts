import type { Survey } from '../surveys/types.js';
import { protocolFiles } from './protocol/protocol-file.js';
import type { ProtocolFile } from './protocol/protocol-file.js';
import { MUNICIPALITY } from './says/words.js';
import { compareSubject } from './subject/letter-subject.js';
import type { LetterSubject } from './subject/letter-subject.js';
import { bareSubject } from './subject/prefixes.js';
import type { BareSubject } from './subject/prefixes.js';
import { attachmentText } from './text/attachment.js';
import { clean } from './text/clean.js';
import { isOurSentence, ownSentences } from './text/our-letter.js';
import { ownWords } from './text/own-words.js';
import { sentences } from './text/sentences.js';
import type { Sentence } from './text/sentences.js';
import { tokens } from './text/tokens.js';
import type { Token } from './text/tokens.js';
import type { ReplyContext, ReplyMessage } from './types.js';
import { knownNames } from './who/known-names.js';
import { mentions } from './who/names.js';
import type { Mention, NameIndex } from './who/names.js';

/** A reply cut into what the rules read. Names of municipalities in sentences are one token each. */
export interface Material {
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
  /** Sentences of a message that is only passed on; none when it is a letter of ours. */
  readonly forwarded: readonly Sentence[];
  readonly forwards: boolean;
  /** Municipalities named in the own part of the subject, in ours, in the own text. */
  readonly named: Readonly<Record<'subject' | 'ours' | 'text', readonly Mention[]>>;
  /** Everything, quotations too: only to find codes of ours. */
  readonly everything: string;
  readonly files: readonly ProtocolFile[];
}

/** Letters of officers are a few thousand characters; what goes beyond is read by a person. */
const LONGEST = 40_000;

export function readMaterial(message: ReplyMessage, context: ReplyContext): Material {
  const { survey } = context;
  const names = knownNames(context.municipalities);
  const wholeSubject = clean(message.subject.slice(0, 2000)).slice(0, 2000);
  const subject = bareSubject(wholeSubject);
  const [ownPart, ourPart] = cutOurSubject(subject.text, survey);
  const subjectTokens = tokens(ownPart);
  const ourSubject = tokens(ourPart);
  const files = protocolFiles(message.attachments);
  const text = clean(message.text.slice(0, LONGEST)).slice(0, LONGEST);
  const office = clean(survey.office).toLowerCase();
  const own = ownWords(text, office);
  const passedOn = own.forwards || subject.forwards;
  const forwarded = passedOn ? forwardedSentences(own.quoted, office) : [];
  const prose = attachmentText(message.attachments);
  const all = ownSentences(sentences(own.all));
  const attached = ownSentences(sentences(ownWords(clean(prose), office).body));
  const plain = (sentence: Sentence): Sentence => withoutNames(sentence, names);
  return {
    subject,
    ownSubject: plain({ tokens: subjectTokens, asks: ownPart.includes('?') }),
    ourSubject,
    compared: comparisons([subjectTokens, ...officialSubjects(files)], survey, names),
    body: ownSentences(sentences(own.body)).map(plain),
    all: all.map(plain),
    attached: attached.map(plain),
    forwarded: forwarded.map(plain),
    forwards: forwarded.length > 0,
    named: {
      subject: mentions(subjectTokens, names),
      ours: mentions(ourSubject, names),
      text: [...all, ...attached].flatMap((one) => mentions(one.tokens, names)),
    },
    everything: [wholeSubject, text, ...files.map((file) => file.described)].join('\n'),
    files,
  };
}

/** Quoted text with a sentence of ours in it is a letter of ours, whoever passes it on. */
function forwardedSentences(quoted: string, office: string): readonly Sentence[] {
  const lines = quoted.split('\n');
  const start = lines.findIndex((line) => line.trim() !== '' && !HEADING.test(line));
  const inner = ownWords(start < 0 ? '' : lines.slice(start).join('\n'), office);
  const found = sentences(inner.body);
  return found.every(isOwn) ? found : [];
}

const HEADING =
  /^[ *]{0,8}(?:(?:da|from|mittente|inviato|data|date|sent|a|to|cc|per|oggetto|subject)[ *]{0,4}:|[-_]{2,}|.{0,200}ha scritto:)/i;

const isOwn = (sentence: Sentence): boolean => !isOurSentence(sentence);

/** The subject in the Segnatura tells the kind; what is applied needs the message's own. */
const officialSubjects = (files: readonly ProtocolFile[]): readonly (readonly Token[])[] =>
  files.flatMap(({ kind, subject }) =>
    kind === 'signature' && subject !== null ? [tokens(bareSubject(subject).text)] : [],
  );

function comparisons(
  subjects: readonly (readonly Token[])[],
  survey: Survey,
  names: NameIndex,
): readonly LetterSubject[] {
  const kinds = ['nil-return', 'no-change'] as const;
  return subjects.flatMap((list) => kinds.map((kind) => compareSubject(kind, list, survey, names)));
}

function withoutNames({ tokens: list, asks }: Sentence, names: NameIndex): Sentence {
  const start = new Map(mentions(list, names).map((one) => [one.at, one.end]));
  const plain: Token[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const token = list[at] as Token;
    const end = start.get(at);
    plain.push(end === undefined ? token : { ...token, kind: 'word', is: MUNICIPALITY });
    if (end !== undefined) at = end - 1;
  }
  return { tokens: plain, asks };
}

/** "Conferma di ricezione: Ricognizione del patrimonio ERP in PUSH – …": the writer's words, and ours. */
function cutOurSubject(subject: string, survey: Survey): readonly [string, string] {
  const lower = subject.toLowerCase();
  const starts = [survey.shortTitle, survey.title]
    .map((title) => clean(title).toLowerCase().slice(0, 40))
    .concat(['obiettivo strategico "push', 'obiettivo strategico push'])
    .map((start) => lower.indexOf(start))
    .filter((at) => at >= 0);
  const at = Math.min(subject.length, ...starts);
  return [subject.slice(0, at), subject.slice(at)];
}
