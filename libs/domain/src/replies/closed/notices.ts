import { wholePhrase } from '../says/phrase.js';
import { MUNICIPALITY } from '../says/words.js';
import { bareSubject } from '../subject/prefixes.js';
import { clean } from '../text/clean.js';
import { sentences } from '../text/sentences.js';
import type { Sentence } from '../text/sentences.js';
import type { Token } from '../text/tokens.js';
import type { SentText } from '../types.js';
import { mentions } from '../who/names.js';
import type { NameIndex } from '../who/names.js';
import { isWrittenDay } from './declaration.js';

const BODY = 'comune|ente|#comune';
const MAIL =
  '(il|la|lo|un|questo|questa|presente vostro? vostra? suo? sua? messaggio|documento|pec|nota|comunicazione|mail (pec) inviato?|inviata? (con|avente|ad? oggetto #subject) (in oggetto) (#subject))';
const REGISTERED =
  'ricevuto|ricevuta|registrato|registrata|protocollato|protocollata|acquisito|acquisita|assunto|assunta';
const NUMBER =
  '(con|col il|lo? numero|n|nr di? protocollo?) (numero|n|nr di? protocollo?) #n (in|del|il data? #day) (alle ore #n #n? #n?)';
const PLACE = `(al|nel|in prot|protocollo|registro generale|informatico|ufficiale? (di|del|dell ${BODY}))`;
const OFFICE =
  '(all|al|alla ufficio|settore|servizio|area|ripartizione competente|protocollo|tecnico|patrimonio|casa)';
const HEADS = [
  'conferma|notifica|ricevuta|comunicazione di? avvenuta? ricezione|registrazione|protocollazione',
  'conferma|aggiornamento|notifica',
  'aggiornamento di|della? conferma|registrazione',
];

/**
 * What protocol systems write beside their XML, a sentence a line: about the registration and nothing else. What isn't
 * here, to the word, is read by a person. `#comune` is the municipality's own name, `#day` a written day, `#n` a number,
 * `#subject` the subject of a letter of ours.
 */
const isKnown = wholePhrase(`
  (gentile utente|mittente|signore) (si comunica|informa|conferma che) ${MAIL} è (stato|stata) (correttamente) ${REGISTERED} (e|ed (correttamente) ${REGISTERED}) ${PLACE} (${NUMBER}) (e|ed assegnato|assegnata ${OFFICE})
  ${REGISTERED} ${PLACE} (${NUMBER})
  (si comunica|informa che) ${MAIL} è (stato|stata) assegnato|assegnata ${OFFICE}
  si comunica l aggiornamento della registrazione (${NUMBER}) ${PLACE}
  (data di?) (registrazione|protocollo|protocollazione) (generale) (${NUMBER})
  data di? registrazione|protocollo|protocollazione #day
  in allegato il|la conferma|notifica|file (di) (ricezione|registrazione|protocollazione|conferma|aggiornamento) (conferma) (del|della messaggio|documento|nota|pec)
  (questo è un) (il|la) (presente) messaggio|notifica automatico|automatica
  (questo|il) (presente) messaggio (è) (stato) generato|inviato automaticamente (dal sistema di protocollo informatico?)
  si prega di non rispondere (a|al questo|presente? messaggio|mail)
  (ufficio) protocollo
  #comune
${HEADS.join('\n')}
`);

/** The subjects of their messages, with ours behind. */
const isHeading = wholePhrase(
  [
    '#subject',
    ...HEADS.map((head) => `${head} (prot|protocollo (numero|n|nr) #n (del #day)) (#subject)`),
  ].join('\n'),
);

/** Signs that change nothing; a bracket or a question does. */
const QUIET = new Set(['.', ',', ':', '-', '/', '°', '"', '!']);
/** What stands for a subject of ours while the words are counted; written by somebody, it says nothing either. */
const SUBJECT = 'oggettodellanostralettera';

/** What a notice may name besides the words of the table. */
export interface NoticeNames {
  readonly names: NameIndex;
  readonly municipality: string | null;
  readonly sent: readonly SentText[];
}

/**
 * Whether a cleaned text says only what protocol systems say of a registration, sentence by sentence.
 *
 * @example isNotice('Il messaggio è stato protocollato con n. 12 del 10/03/2022.', …) //=> true
 * @example isNotice('Si prende atto e si contesta il sollecito.', …) //=> false
 */
export const isNotice = (text: string, known: NoticeNames): boolean =>
  !STRANGE.test(text) &&
  sentences(withoutOurs(text, known)).every((sentence) => isKnown(phraseOf(sentence, known)));

/** A sign may say something alone: "👎", "?". */
const STRANGE = /[^\p{L}\p{N}\s.,:;'"°!/[\]-]/u;

/** Whether a subject is a heading of such a message, or none at all; a subject of ours may follow. */
export function isNoticeSubject(subject: string, known: NoticeNames): boolean {
  const { text, forwards } = bareSubject(withoutOurs(clean(subject), known));
  const parts = sentences(text);
  const phrase = parts.map((one) => phraseOf(one, known)).join(' ');
  return !forwards && !parts.some(({ asks }) => asks) && (phrase === '' || isHeading(phrase));
}

/** Whether what an XML says of our message is its subject and nothing else. */
export const isOurSubject = (described: string, known: NoticeNames): boolean =>
  ['', SUBJECT].includes(
    bareSubject(withoutOurs(described, known).replace(/\[rif\. [\w-]{4,24}\]/g, ' ')).text.trim(),
  );

function withoutOurs(text: string, { sent }: NoticeNames): string {
  const subjects = sent.map(({ subject }) => clean(subject).trim().split(/\s+/));
  return subjects
    .filter((words) => words.join('').length >= 20)
    .reduce(
      (left, words) => left.replace(new RegExp(words.map(escaped).join('\\s+'), 'giu'), SUBJECT),
      text,
    );
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function phraseOf({ tokens: list }: Sentence, { names, municipality }: NoticeNames): string {
  const own = mentions(list, names).filter(
    (one) => one.exact && one.titled && one.municipality === municipality,
  );
  return list
    .flatMap((token, at) => {
      const name = own.find((one) => at >= one.at && at < one.end);
      if (name !== undefined) return name.at === at ? [MUNICIPALITY] : [];
      return QUIET.has(token.is) ? [] : [wordOf(token)];
    })
    .join(' ');
}

function wordOf(token: Token): string {
  if (token.is === SUBJECT) return '#subject';
  if (isWrittenDay(token)) return '#day';
  return /^\d{1,12}(?:\/\d{1,12})?$/.test(token.raw) ? '#n' : token.is;
}
