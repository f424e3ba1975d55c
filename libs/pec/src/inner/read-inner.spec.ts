import { beforeAll, describe, expect, it } from '@jest/globals';
import { readAttachmentTexts } from '../attachment-texts.js';
import { readAttachments } from '../attachments.js';
import { readMessage } from '../read-message.js';
import type { MailOptions } from '../testing/mail.js';
import { INNER, INNER_HEADERS } from '../testing/mail.js';
import type { World } from '../testing/world.js';
import { makeWorld } from '../testing/world.js';

let world: World;
beforeAll(() => {
  world = makeWorld();
});
const read = (options: MailOptions) => readMessage(world.mail(options));

describe('the inner message', () => {
  const envelope = (inner: string | Buffer, innerHeaders?: readonly string[]): MailOptions => ({
    header: 'X-Trasporto: posta-certificata',
    inner,
    ...(innerHeaders === undefined ? {} : { innerHeaders }),
  });
  it('gives subject, people, ids and text', () => {
    expect(read(envelope(INNER)).inner).toMatchObject({
      subject: 'Consistenza patrimonio – alloggi zero',
      from: 'comune@pec.comune.it',
      fromName: 'Comune di Prova',
      to: ['regione@pec.regione.it'],
      date: '2022-03-10T08:58:00.000Z',
      messageId: 'risposta-1@pec.comune.it',
      inReplyTo: 'nostro-id.abc@pec.regione.it',
      references: ['uno@x.it', 'nostro-id.abc@pec.regione.it'],
      text: 'Numero alloggi: 0',
      attachments: [],
    });
  });
  it.each([
    ['base64', Buffer.from(INNER).toString('base64')],
    ['quoted-printable', INNER.replace(/=/g, '=3D')],
    ['binary', INNER],
    ['8bit', INNER],
  ])('may be transported in %s', (encoding, body) => {
    const headers = [INNER_HEADERS[0] ?? '', `Content-Transfer-Encoding: ${encoding}`];
    expect(read(envelope(body, headers)).inner?.subject).toBe(
      'Consistenza patrimonio – alloggi zero',
    );
  });
  it('may have a subject in raw UTF-8 or raw Latin-1', () => {
    const subject = (bytes: Buffer) =>
      read(envelope(Buffer.concat([Buffer.from('Subject: '), bytes, Buffer.from('\r\n\r\n')])))
        .inner?.subject;
    expect(subject(Buffer.from('Città', 'utf8'))).toBe('Città');
    expect(subject(Buffer.from('Città', 'latin1'))).toBe('Città');
  });
  it('lists files, files in nested messages, and hands out the same bytes', () => {
    const nested = [
      'Subject: dentro',
      'Content-Type: text/plain; name="nota.txt"',
      '',
      'nota',
    ].join('\r\n');
    const inner = [
      'Content-Type: multipart/mixed; boundary="i"', '',
      '--i', 'Content-Type: text/plain', '', 'Si allega.',
      '--i', 'Content-Type: application/pdf', "Content-Disposition: attachment; filename*=utf-8''perch%C3%A9.pdf", 'Content-Transfer-Encoding: base64', '', 'JVBERg==',
      '--i', 'Content-Type: message/rfc822', '', nested,
      '--i', 'Content-Type: application/octet-stream; name="../../etc/passwd"', '', 'x',
      '--i--', '',
    ].join('\r\n'); // prettier-ignore
    const raw = world.mail(envelope(inner));
    const found = readMessage(raw).inner;
    expect(found?.text).toBe('Si allega.');
    expect(found?.attachments.map(({ name, size, within }) => [name, size, within])).toEqual([
      ['perché.pdf', 4, undefined],
      ['messaggio.eml', Buffer.byteLength(nested), undefined],
      ['nota.txt', 4, 'messaggio.eml'],
      ['passwd', 1, undefined],
    ]);
    const files = readAttachments(raw);
    expect(files.map(({ name, bytes }) => [name, bytes.length])).toEqual(
      found?.attachments.map(({ name, size }) => [name, size]),
    );
    expect(Buffer.from(files[0]?.bytes ?? []).toString()).toBe('%PDF');
  });
  it('prefers plain text among alternatives and makes HTML harmless', () => {
    const html = '<p>Alloggi: <b>0</b> &egrave; tutto</p><script>alert(1)</script><img src=x>';
    const HARMLESS =
      'Alloggi: 0 è tutto\n[immagine]\n\n[l’HTML usa elementi o stili che possono nascondere parole]';
    const alternative = (parts: readonly string[]) =>
      [
        'Content-Type: multipart/alternative; boundary="i"',
        '',
        ...parts.flatMap((one) => ['--i', one]),
        '--i--',
        '',
      ].join('\r\n');
    const plain = 'Content-Type: text/plain\r\n\r\nSolo testo';
    const rich = `Content-Type: text/html; charset=utf-8\r\n\r\n${html}`;
    expect(read(envelope(alternative([plain, rich]))).inner).toMatchObject({
      text: 'Solo testo',
      otherText: HARMLESS,
    });
    expect(read(envelope(alternative([rich]))).inner).toMatchObject({
      text: HARMLESS,
      otherText: null,
    });
  });

  it('keeps a page with its images beside the plain text, and tells them from files', () => {
    const inner = [
      'Content-Type: multipart/mixed; boundary="m"', '',
      '--m', 'Content-Type: multipart/alternative; boundary="a"', '',
      '--a', 'Content-Type: text/plain', '', 'Zero.',
      '--a', 'Content-Type: multipart/related; boundary="r"', '',
      '--r', 'Content-Type: text/html', '', '<p>Zero.</p><img src="cid:logo">',
      '--r', 'Content-Type: image/png; name="logo.png"', 'Content-ID: <logo>', '', 'x',
      '--r', 'Content-Type: image/png', 'Content-Disposition: attachment; filename="elenco.png"', '', 'x',
      '--r--', '--a--',
      '--m', 'Content-Type: image/png; name="scansione.png"', '', 'x',
      '--m--', '',
    ].join('\r\n'); // prettier-ignore
    const raw = world.mail(envelope(inner));
    expect(readMessage(raw).inner).toMatchObject({ text: 'Zero.', otherText: 'Zero.\n[immagine]' });
    expect(readAttachments(raw).map(({ name, inline }) => [name, inline])).toEqual([
      ['logo.png', true],
      ['elenco.png', undefined],
      ['scansione.png', undefined],
    ]);
  });

  it('tells the parts that a report has by its form from files beside them', () => {
    const report = (type: string) =>
      [
        `Content-Type: ${type}; boundary="r"`, '',
        '--r', 'Content-Type: text/plain', '', 'Letto.',
        '--r', 'Content-Type: message/disposition-notification', '', 'Disposition: displayed',
        '--r', 'Content-Type: message/rfc822', '', 'Content-Type: application/pdf; name="lettera.pdf"', '', 'x',
        '--r', 'Content-Type: application/pdf; name="elenco.pdf"', '', 'x',
        '--r--', '',
      ].join('\r\n'); // prettier-ignore
    const marks = (type: string) =>
      readAttachmentTexts(world.mail(envelope(report(type)))).map((one) => [one.name, one.report]);
    expect(marks('multipart/report; report-type=disposition-notification')).toEqual([
      ['allegato', true],
      ['messaggio.eml', true],
      ['lettera.pdf', true],
      ['elenco.pdf', undefined],
    ]);
    expect(marks('multipart/mixed').map(([, mark]) => mark)).toEqual(Array(4).fill(undefined));
  });

  it('joins flowed text and reads Windows-1252', () => {
    const inner = Buffer.from(
      'Content-Type: text/plain; charset=windows-1252; format=flowed\r\n\r\nIl Comune \r\nha 0 alloggi \x96 nulla\r\n> citato',
      'latin1',
    );
    expect(read(envelope(inner)).inner?.text).toBe('Il Comune ha 0 alloggi – nulla\n> citato');
  });
});
