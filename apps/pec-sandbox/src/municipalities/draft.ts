import { createHash } from 'node:crypto';
import type { Header } from '../mime/encode.js';
import type { LetterEvent, Submission } from '../queue/events.js';
import { romeTime } from '../zone.js';
import type { Attachment, Draft } from './message.js';
import { simplePdf } from './pdf.js';
import { protocolXml, type ProtocolFile, type Registration } from './protocol-xml.js';
import { subjectFor } from './subjects.js';
import { textFor } from './texts.js';

/** The letter that is answered, with the text that webmail quotes. */
export interface Answered {
  readonly submission: Submission;
  readonly text: string;
}

const AUTOMATIC: Readonly<Record<string, ProtocolFile>> = {
  conferma: 'Conferma.xml',
  aggiornamento: 'Aggiornamento.xml',
  eccezione: 'Eccezione.xml',
  annullamento: 'Annullamento.xml',
};

/** What the municipality writes, in the manner of its programme: webmail, or a protocol system. */
export function draftOf(event: LetterEvent, mailbox: string, answered: Answered | null): Draft {
  const { action, writer } = event;
  const letterSubject = answered?.submission.subject ?? null;
  const registration = registrationOf(event);
  const facts = {
    name: writer.name,
    today: romeTime(event.at).day,
    protocol: { number: registration.number, day: romeTime(event.at).day },
    letterSubject,
  };
  const from = ('from' in action ? action.from : undefined) ?? writer.address;
  const text = textFor(action, facts);
  const usual = subjectFor(writer.name, action, letterSubject);
  const base = {
    from,
    fromName: `Comune di ${writer.name}`,
    to: mailbox,
    at: event.at,
    messageId: `${digest(event.id).slice(0, 24)}@${from.slice(from.lastIndexOf('@') + 1)}`,
  };
  const file = AUTOMATIC[action.do];
  const protocolFacts = {
    name: writer.name,
    from,
    to: mailbox,
    subject: usual,
    registration,
    received: letterSubject,
    receivedRegistration: quotedRegistration(letterSubject),
    reason: 'reason' in action ? (action.reason ?? text) : text,
    document: 'risposta.pdf',
  };
  if (file !== undefined) {
    const attachments = [xmlAttachment(file, protocolXml(file, protocolFacts))];
    return { ...base, subject: usual, charset: 'iso-8859-1', text, headers: [], attachments };
  }
  if (action.do === 'out-of-office') {
    return { ...base, subject: usual, charset: 'utf-8', text, headers: AUTO, attachments: [] };
  }
  if ('via' in action && action.via === 'protocol') {
    const subject = `Prot. N.${registration.number}/${registration.day.slice(0, 4)} - ${usual}`;
    const signed = { ...protocolFacts, subject };
    return {
      ...base,
      subject,
      charset: 'iso-8859-1',
      text,
      headers: [],
      attachments: [
        { name: 'risposta.pdf', type: 'application/pdf', content: simplePdf(text) },
        xmlAttachment('Segnatura.xml', protocolXml('Segnatura.xml', signed)),
      ],
    };
  }
  return {
    ...base,
    subject: usual,
    charset: 'utf-8',
    text: answered === null ? text : `${text}\n\n${quoted(answered)}`,
    headers: threadOf(event, answered),
    attachments: [],
  };
}

const AUTO: readonly Header[] = [
  { name: 'Auto-Submitted', value: 'auto-replied' },
  { name: 'X-Autoreply', value: 'yes' },
  { name: 'Precedence', value: 'bulk' },
];

/** Webmail threads to our id, or to the identificativo that took its place on the way. */
function threadOf(event: LetterEvent, answered: Answered | null): Header[] {
  const thread = ('thread' in event.action ? event.action.thread : undefined) ?? 'provider';
  if (answered === null || thread === 'none') return [];
  const own = thread === 'ours' ? answered.submission.messageId : null;
  const id = own ?? `<${answered.submission.providerId}>`;
  return [
    { name: 'In-Reply-To', value: id },
    { name: 'References', value: id },
  ];
}

function quoted({ submission, text }: Answered): string {
  const at = romeTime(submission.at);
  const lines = text.trimEnd().split(/\r?\n/).slice(0, 12);
  return [
    `Il ${at.day} ${at.time.slice(0, 5)}, ${submission.user} ha scritto:`,
    ...lines.map((line) => `> ${line}`),
  ].join('\n');
}

/** A number of the municipality's protocol that follows from the event. */
function registrationOf(event: LetterEvent): Registration {
  const number = parseInt(digest(event.id).slice(0, 6), 16) % 60_000;
  return {
    code: event.writer.code,
    number: String(number + 1).padStart(7, '0'),
    day: romeTime(event.at).iso,
  };
}

/** The protocol number that the letter's subject quotes ("Prot. n. 123 del 10/03/2022"), if any. */
function quotedRegistration(subject: string | null): Registration | null {
  const found = /Prot\. n\. (\S+) del (\d{2})\/(\d{2})\/(\d{4})/.exec(subject ?? '');
  if (found === null) return null;
  const [, number = '', day = '', month = '', year = ''] = found;
  return { code: 'r_puglia', number, day: `${year}-${month}-${day}` };
}

const xmlAttachment = (name: string, text: string): Attachment => ({
  name,
  type: 'application/xml',
  content: Buffer.from(text, 'utf8'),
});

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
