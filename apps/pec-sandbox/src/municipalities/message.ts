import {
  base64Lines,
  boundaryFor,
  CRLF,
  entity,
  headerText,
  multipart,
  quotedPrintable,
  toLatin1,
  type Header,
} from '../mime/encode.js';
import { romeTime } from '../zone.js';

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** A message as a municipality's own programme writes it, before its provider wraps it. */
export interface Draft {
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly at: number;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly charset: 'utf-8' | 'iso-8859-1';
  readonly text: string;
  readonly headers: readonly Header[];
  readonly attachments: readonly Attachment[];
}

/** The draft as bytes: text alone, or multipart/mixed with attachments. */
export function writeMessage(draft: Draft): Buffer {
  const headers: Header[] = [
    { name: 'Date', value: romeTime(draft.at).header },
    { name: 'From', value: `${phrase(draft.fromName)} <${draft.from}>` },
    { name: 'To', value: draft.to },
    { name: 'Message-ID', value: `<${draft.messageId}>` },
    { name: 'Subject', value: headerText(draft.subject) },
    ...draft.headers,
    { name: 'MIME-Version', value: '1.0' },
  ];
  const text = textEntity(draft);
  if (draft.attachments.length === 0) {
    return Buffer.concat([Buffer.from(block(headers)), text, Buffer.from(CRLF)]);
  }
  const boundary = boundaryFor(draft.messageId);
  return Buffer.concat([
    entity(
      [
        ...headers,
        { name: 'Content-Type', value: `multipart/mixed;${CRLF} boundary="${boundary}"` },
      ],
      multipart(boundary, [text, ...draft.attachments.map(attachmentEntity)]),
    ),
    Buffer.from(CRLF),
  ]);
}

/** A display name: quoted when it holds characters that an address list would read (RFC 5322 §3.2.4). */
const phrase = (name: string): string =>
  /^[\x20-\x7e]*$/.test(name) && /[^\w' -]/.test(name)
    ? `"${name.replace(/["\\]/g, '\\$&')}"`
    : headerText(name);

const block = (headers: readonly Header[]): string =>
  headers.map(({ name, value }) => `${name}: ${value}${CRLF}`).join('');

const textEntity = ({ charset, text }: Draft): Buffer =>
  entity(
    [
      { name: 'Content-Type', value: `text/plain; charset=${charset}` },
      { name: 'Content-Transfer-Encoding', value: 'quoted-printable' },
    ],
    quotedPrintable(charset === 'utf-8' ? Buffer.from(text, 'utf8') : toLatin1(text)),
  );

const attachmentEntity = ({ name, type, content }: Attachment): Buffer =>
  entity(
    [
      { name: 'Content-Type', value: `${type}; name="${name}"` },
      { name: 'Content-Transfer-Encoding', value: 'base64' },
      { name: 'Content-Disposition', value: `attachment; filename="${name}"` },
    ],
    base64Lines(content),
  );
