import { formatDate } from '@app/domain';
import type { LocalDate, Municipality, ReplyKind } from '@app/domain';
import type { ReplyRow, ReplyState } from '@app/persistence';
import type { ReplyInFull, Standing } from '@app/workflow';
import { links } from '../../view/links.js';
import type { MunicipalityAsked } from '../../view/municipality-choice.js';
import { municipalityChoice } from '../../view/municipality-choice.js';
import { obligationWord, REPLY_STATES, REPLY_WORDS } from '../../vocabulary.js';

export const REPLY_KINDS = Object.keys(REPLY_WORDS) as ReplyKind[];

/** Lists of the inbox, the holding pen first. */
export const REPLY_LISTS: readonly { key: string; word: string; states: readonly ReplyState[] }[] =
  [
    { key: 'da-assegnare', word: 'Da assegnare', states: ['held'] },
    { key: 'assegnate', word: 'Assegnate e applicate', states: ['assigned', 'applied'] },
    { key: 'archiviate', word: 'Archiviate', states: ['filed'] },
    { key: 'tutte', word: 'Tutte', states: ['held', 'assigned', 'applied', 'filed'] },
  ];

/** The list that an address asks for; the holding pen for any other. */
export const listAsked = (key: unknown) =>
  REPLY_LISTS.find((list) => list.key === key) ?? REPLY_LISTS[0]!;

/** A reply as a line of the inbox. */
export function replyLine(reply: ReplyRow, nameOf: (istat: string | null) => string) {
  const { reading } = reply;
  return {
    href: links.reply(reply.sha256),
    at: reply.receivedAt,
    name: nameOf(reply.municipality),
    kind: REPLY_WORDS[reading.kind],
    rounds: reading.rounds,
    confidence: reading.confidence,
    status: REPLY_STATES[reply.state],
    reason: reading.reasons[0] ?? null,
    decidedBy: reply.decidedBy,
  };
}

const NOBODY = 'Nessuno (solo archiviare)';

/** What a person chose, or what we would choose for them. */
export interface ReplyChoice {
  readonly municipality: string | null;
  readonly kind: ReplyKind;
  readonly rounds: readonly LocalDate[];
}

/** Everything that the page of one reply shows. */
export function replyPage(
  { reply, raw, message, attachments }: ReplyInFull,
  municipalities: ReadonlyMap<string, Municipality>,
  standing: Standing | null,
  choice: ReplyChoice,
  asked: MunicipalityAsked,
) {
  const { reading } = reply;
  const nameOf = (istat: string | null): string | null =>
    municipalities.get(istat ?? '')?.name ?? null;
  const inner = message.inner;
  return {
    at: reply.receivedAt,
    name: nameOf(reply.municipality),
    from: inner?.from ?? message.sender,
    fromName: inner?.fromName ?? null,
    certified: message.sender,
    verified: raw.verdict === 'valid',
    verdictProblem:
      raw.verdict === 'valid' ? null : (raw.problem ?? 'la firma del gestore non è verificata'),
    subject: inner?.subject ?? message.subject ?? '(senza oggetto)',
    text: inner?.text ?? '',
    otherText: otherForm(inner),
    attachments: attachments.map((file) => ({
      name: file.name,
      text: file.text?.slice(0, 4_000) ?? null,
    })),
    original: `/messaggi/${reply.sha256}`,
    status: REPLY_STATES[reply.state],
    held: reply.state === 'held',
    decidedBy: reply.decidedBy,
    decidedAt: reply.decidedAt,
    reading: {
      kind: REPLY_WORDS[reading.kind],
      rounds: reading.rounds,
      percent: Math.round(reading.confidence * 100),
      units: reading.units,
      protocol: reading.protocol,
      reasons: reading.reasons,
    },
    guesses: reading.guesses.map((guess) => ({
      kind: REPLY_WORDS[guess.kind],
      name: nameOf(guess.municipality) ?? 'Comune non riconosciuto',
      rounds: guess.rounds,
      percent: Math.round(guess.confidence * 100),
    })),
    municipalities: municipalityChoice(municipalities, asked, NOBODY),
    kinds: REPLY_KINDS.map((kind) => ({
      value: kind,
      word: REPLY_WORDS[kind],
      selected: kind === choice.kind,
    })),
    rounds: (standing?.obligations ?? []).map((state) => ({
      value: state.round,
      word: `Dati al ${formatDate(state.round)}`,
      status: obligationWord(state).word,
      due: state.due.date,
      checked: choice.rounds.includes(state.round),
    })),
    chosenName: nameOf(choice.municipality),
  };
}

/** The message's HTML where it does not say the same words as its plain text, which is shown. */
function otherForm(inner: ReplyInFull['message']['inner']): string | null {
  const bare = (text: string): string => text.replace(/\s+/g, '');
  const other = inner?.otherText ?? null;
  return other === null || bare(other) === bare(inner?.text ?? '') ? null : other;
}

/** What a decision will do, in a sentence for the confirmation. */
export function consequence(choice: ReplyChoice): string {
  if (choice.municipality === null || choice.rounds.length === 0)
    return 'Il messaggio è archiviato e non tocca nessun adempimento.';
  const duties = choice.rounds.map((round) => `dati al ${formatDate(round)}`).join(', ');
  if (choice.kind === 'nil-return')
    return `È registrata la comunicazione di consistenza nulla per: ${duties}. I solleciti si fermano, anche per i cicli successivi finché non entra un alloggio.`;
  if (choice.kind === 'no-change')
    return `È registrata la dichiarazione di nessuna variazione per: ${duties}. Segue l’esonero, se gli stati patrimoniali non la smentiscono.`;
  return `Il messaggio è messo nel fascicolo di: ${duties}. Lo stato non cambia: «${REPLY_WORDS[choice.kind]}» non è una risposta all’adempimento.`;
}
