import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Instant } from '@app/domain';
import { extraHeaders, headerValue, mailAddress, messageIdHeader } from './header-guard.js';

export interface MimeAttachment {
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A letter before it becomes bytes. One recipient: a PEC to two is two messages. */
export interface MimeInput {
  readonly from: string;
  readonly fromName?: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly attachments?: readonly MimeAttachment[];
  /** Ours, ASCII, at most 70 characters, with or without angle brackets. */
  readonly messageId: string;
  readonly date: Instant;
  readonly inReplyTo?: string;
  /** Ordinary mail to colleagues: without the header that asks a PEC provider for full receipts. */
  readonly ordinary?: boolean;
  /** Further headers; values on one line. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The bytes of a letter, the same for the same input: the boundary comes from the Message-ID and the date is
 * given, so a letter can be frozen, digested and composed again to the same SHA-256. CRLF line ends, ASCII
 * only, `X-TipoRicevuta: completa`, no Bcc; nothing is read from disk or network.
 *
 * @throws MailError with code `header-control`, `address`, `message-id`, `header-name`, `header-reserved`
 * @example (await composeMime(letter)).subarray(0, 5) // 'X-Tip'…
 */
export async function composeMime(input: MimeInput): Promise<Uint8Array> {
  const from = mailAddress('from', input.from);
  const id = messageIdHeader('messageId', input.messageId);
  const composer = new MailComposer({
    from:
      input.fromName === undefined
        ? from
        : { name: headerValue('fromName', input.fromName), address: from },
    to: mailAddress('to', input.to),
    subject: headerValue('subject', input.subject),
    text: input.text,
    ...(input.html === undefined ? {} : { html: input.html }),
    attachments: (input.attachments ?? []).map(attachment),
    date: rfc5322Date(input.date),
    ...(input.inReplyTo === undefined ? {} : { references: thread(input.inReplyTo) }),
    headers: [
      ...(input.ordinary === true ? [] : [{ key: 'X-TipoRicevuta', value: 'completa' }]),
      oneLine('Message-ID', id),
      ...(input.inReplyTo === undefined ? [] : [oneLine('In-Reply-To', thread(input.inReplyTo))]),
      ...extraHeaders(input.headers ?? {}),
    ],
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 24),
    boundaryPrefix: '=_sollecito',
    newline: 'win',
    normalizeHeaderKey: spelling,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Uint8Array(await composer.compile().build());
}

function attachment(file: MimeAttachment, index: number) {
  return {
    filename: headerValue(`attachments[${index}].name`, file.name),
    contentType: headerValue(`attachments[${index}].contentType`, file.contentType),
    content: Buffer.from(file.content),
    contentTransferEncoding: 'base64',
  };
}

/** The remote side's ids are longer than ours at times: only the line limit of RFC 5322 binds them. */
function thread(inReplyTo: string): string {
  return messageIdHeader('inReplyTo', inReplyTo, 900);
}

/** An id is never folded: not every provider unfolds before it compares. */
function oneLine(key: string, value: string) {
  return { key, value: { prepared: true, value } };
}

/** `Mon, 14 Feb 2022 08:00:00 +0000` (RFC 5322 §3.3). */
function rfc5322Date(at: Instant): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}

/** nodemailer lower-cases what it doesn't know; the header is spelled as in the technical rules. */
function spelling(key: string): string {
  return key === 'X-Tiporicevuta' ? 'X-TipoRicevuta' : key;
}
