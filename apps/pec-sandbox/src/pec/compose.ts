import type { Authority } from '../ca/authority.js';
import { signDetached } from '../ca/cms.js';
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
import { systemAddress, type Provider } from '../providers.js';
import { romeTime } from '../zone.js';
import { daticert } from './daticert.js';
import { KINDS, type Statement } from './kinds.js';
import { wording } from './texts.js';

/**
 * One certified message as bytes: multipart/signed > (multipart/mixed > text, daticert.xml, postacert.eml)
 * + smime.p7s. Only the first part is covered by the signature; the outer headers never are.
 */
export async function compose(
  statement: Statement,
  provider: Provider,
  authority: Authority,
): Promise<Buffer> {
  const content = signedPart(statement, provider);
  const signer = await authority.signer(provider, statement.at);
  const p7s = entity(
    [
      { name: 'Content-Type', value: `application/pkcs7-signature; name="smime.p7s"` },
      { name: 'Content-Transfer-Encoding', value: 'base64' },
      { name: 'Content-Disposition', value: 'attachment; filename="smime.p7s"' },
      { name: 'Content-Description', value: 'S/MIME Cryptographic Signature' },
    ],
    base64Lines(await signDetached(content, signer, statement.at)),
  );
  const boundary = boundaryFor(`${statement.messageId}/signed`);
  const headers: Header[] = [
    ...outerHeaders(statement, provider),
    { name: 'MIME-Version', value: '1.0' },
    {
      name: 'Content-Type',
      value:
        `multipart/signed; protocol="application/pkcs7-signature";${CRLF}` +
        ` micalg=sha-256; boundary="${boundary}"`,
    },
  ];
  const body = multipart(boundary, [content, p7s]);
  return Buffer.concat([entity(headers, ''), body, Buffer.from(CRLF)]);
}

function outerHeaders(statement: Statement, provider: Provider): Header[] {
  const { kind, original } = statement;
  const facts = KINDS[kind];
  const virus = statement.error === 'virus';
  const prefix = (virus ? facts.virusPrefix : undefined) ?? facts.prefix;
  const onBehalf = facts.header === 'X-Trasporto';
  const system = systemAddress(provider);
  return [
    { name: 'Return-Path', value: `<${onBehalf ? original.sender : system}>` },
    { name: 'Delivered-To', value: statement.to },
    { name: 'Message-ID', value: `<${statement.messageId}>` },
    { name: 'Date', value: romeTime(statement.at).header },
    { name: 'Subject', value: prefixed(prefix, original.subject ?? '') },
    {
      name: 'From',
      value: onBehalf ? `"Per conto di: ${original.sender}"${CRLF} <${system}>` : system,
    },
    ...(onBehalf ? [{ name: 'Reply-To', value: original.replyTo }] : []),
    {
      name: 'To',
      value: onBehalf ? original.recipients.map((r) => r.address).join(`,${CRLF} `) : statement.to,
    },
    { name: facts.header, value: facts.value },
    ...(virus && kind !== 'virus-notice' ? [{ name: 'X-VerificaSicurezza', value: 'errore' }] : []),
    ...(kind === 'virus-notice' ? [{ name: 'X-Mittente', value: original.sender }] : []),
    ...(kind === 'delivery' || kind === 'envelope'
      ? [{ name: provider.style.receiptTypeHeader, value: statement.receiptType ?? 'completa' }]
      : []),
    ...(original.messageId === null || kind === 'anomaly'
      ? []
      : [{ name: 'X-Riferimento-Message-ID', value: original.messageId }]),
  ];
}

/** The prefix stays readable on the wire; only what follows is encoded where it must be. */
function prefixed(prefix: string, subject: string): string {
  const whole = headerText(prefix + subject);
  return whole.startsWith('=?') ? `${prefix.trim()}${CRLF} ${headerText(subject)}` : whole;
}

function signedPart(statement: Statement, provider: Provider): Buffer {
  const boundary = boundaryFor(`${statement.messageId}/mixed`);
  const attachments = [
    // An anomaly certifies nothing but its wrapping.
    ...(statement.kind === 'anomaly' ? [] : [daticertPart(statement, provider)]),
    ...(statement.attached === undefined ? [] : [postacertPart(statement.attached)]),
  ];
  if (provider.style.order === 'postacert-first') attachments.reverse();
  return entity(
    [{ name: 'Content-Type', value: `multipart/mixed;${CRLF} boundary="${boundary}"` }],
    multipart(boundary, [textPart(statement, provider), ...attachments]),
  );
}

function textPart(statement: Statement, provider: Provider): Buffer {
  const text = wording(statement);
  const plain = latin1Entity('text/plain', text);
  if (!provider.style.html) return plain;
  const boundary = boundaryFor(`${statement.messageId}/alternative`);
  return entity(
    [{ name: 'Content-Type', value: `multipart/alternative;${CRLF} boundary="${boundary}"` }],
    multipart(boundary, [plain, latin1Entity('text/html', html(text))]),
  );
}

const latin1Entity = (type: string, text: string): Buffer =>
  entity(
    [
      { name: 'Content-Type', value: `${type}; charset=iso-8859-1` },
      { name: 'Content-Transfer-Encoding', value: 'quoted-printable' },
    ],
    quotedPrintable(toLatin1(text)),
  );

function html(text: string): string {
  const [title = '', ...rest] = text.split('\r\n');
  const escape = (line: string): string =>
    line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [
    '<html><body>',
    `<h3>${escape(title)}</h3>`,
    `<p>${rest.map(escape).join('<br>\r\n')}</p>`,
    '</body></html>',
  ].join('\r\n');
}

function daticertPart(statement: Statement, provider: Provider): Buffer {
  const bytes = daticert(statement, provider);
  const encoding = provider.style.daticertEncoding;
  return entity(
    [
      { name: 'Content-Type', value: 'application/xml; name="daticert.xml"' },
      { name: 'Content-Transfer-Encoding', value: encoding },
      { name: 'Content-Disposition', value: 'inline; filename="daticert.xml"' },
    ],
    encoding === 'base64' ? base64Lines(bytes) : quotedPrintable(bytes),
  );
}

function postacertPart(message: Uint8Array): Buffer {
  const eightBit = /[\x80-\xff]/.test(Buffer.from(message).toString('latin1'));
  return entity(
    [
      { name: 'Content-Type', value: 'message/rfc822; name="postacert.eml"' },
      { name: 'Content-Transfer-Encoding', value: eightBit ? '8bit' : '7bit' },
      { name: 'Content-Disposition', value: 'inline; filename="postacert.eml"' },
    ],
    message,
  );
}
