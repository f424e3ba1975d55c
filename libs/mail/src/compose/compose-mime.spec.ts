import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { composeMime, type MimeInput } from './compose-mime.js';

const LETTER: MimeInput = {
  from: 'ater@pec.example.it',
  fromName: 'Regione Puglia – Ufficio Housing',
  to: 'protocollo@pec.comune.example.it',
  subject: 'Comune di Andria – Sollecito città',
  text: 'Buongiorno,\nè attesa la consistenza.\n.riga che comincia per punto\n',
  html: '<p>è attesa la consistenza</p>',
  attachments: [
    {
      name: 'sollecito à.pdf',
      contentType: 'application/pdf',
      content: new Uint8Array([37, 80, 0, 255]),
    },
  ],
  messageId: 'a1b2c3.tag@sollecito.example.it',
  date: '2022-02-14T08:00:00.000Z' as Instant,
};

async function text(input: MimeInput): Promise<string> {
  return Buffer.from(await composeMime(input)).toString('latin1');
}

describe('composeMime', () => {
  it('makes the same bytes for the same letter, and other bytes for another Message-ID', async () => {
    const once = await text(LETTER);
    expect(await text(LETTER)).toBe(once);
    expect(await text({ ...LETTER, messageId: 'other@sollecito.example.it' })).not.toBe(once);
  });

  it('ends every line with CRLF and stays ASCII', async () => {
    const raw = await text(LETTER);
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(raw.endsWith('\r\n')).toBe(true);
    expect(raw).toMatch(/^[\x00-\x7f]*$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it('writes the headers that a PEC needs, spelled as in the rules, and the date given', async () => {
    const head = (await text(LETTER)).split('\r\n\r\n')[0]!.split('\r\n');
    expect(head).toContain('X-TipoRicevuta: completa');
    expect(head).toContain('Message-ID: <a1b2c3.tag@sollecito.example.it>');
    expect(head).toContain('Date: Mon, 14 Feb 2022 08:00:00 +0000');
    expect(head).toContain('To: protocollo@pec.comune.example.it');
    expect(head.filter((line) => /^(b?cc|x-mailer):/i.test(line))).toEqual([]);
  });

  it('threads a reply to the id given', async () => {
    const raw = await text({ ...LETTER, inReplyTo: '<remote@pec.example.it>' });
    expect(raw).toContain('In-Reply-To: <remote@pec.example.it>\r\n');
    expect(raw).toContain('References: <remote@pec.example.it>\r\n');
  });

  const injections: [string, Partial<MimeInput>][] = [
    ['subject', { subject: 'Sollecito\r\nBcc: altri@example.it' }],
    ['subject with NUL', { subject: 'Sollecito\0' }],
    ['subject with LF', { subject: 'a\nb' }],
    ['fromName', { fromName: 'Regione\rX' }],
    ['from', { from: 'a@example.it\r\nBcc: b@example.it' }],
    ['to', { to: 'a@example.it\n' }],
    ['messageId', { messageId: 'a@b\r\n' }],
    ['inReplyTo', { inReplyTo: 'a@b\r\n' }],
    ['header value', { headers: { 'X-Prova': 'a\r\nb' } }],
    [
      'attachment name',
      {
        attachments: [
          { name: 'a\r\n.pdf', contentType: 'application/pdf', content: new Uint8Array() },
        ],
      },
    ],
    [
      'attachment type',
      { attachments: [{ name: 'a.pdf', contentType: 'a/b\r\nX: y', content: new Uint8Array() }] },
    ],
  ];
  it.each(injections)('refuses a control character in %s', async (_name, change) => {
    await expect(composeMime({ ...LETTER, ...change })).rejects.toMatchObject({
      code: 'header-control',
    });
  });

  const refused: [string, string, Partial<MimeInput>][] = [
    ['two recipients', 'address', { to: 'a@example.it, b@example.it' }],
    ['a recipient with a display name', 'address', { to: 'Comune <a@example.it>' }],
    ['a Message-ID of 71 characters', 'message-id', { messageId: `${'a'.repeat(60)}@example.it` }],
    ['a Message-ID with an accent', 'message-id', { messageId: 'città@example.it' }],
    ['a Bcc', 'header-reserved', { headers: { bcc: 'a@example.it' } }],
    ['a second From', 'header-reserved', { headers: { From: 'a@example.it' } }],
    ['a header name with a colon', 'header-name', { headers: { 'X-A: b': 'c' } }],
  ];
  it.each(refused)('refuses %s with code %s', async (_name, code, change) => {
    await expect(composeMime({ ...LETTER, ...change })).rejects.toMatchObject({ code });
  });

  it('takes a Message-ID of 70 characters and writes it on one line', async () => {
    const messageId = `${'a'.repeat(59)}@example.it`;
    expect(messageId).toHaveLength(70);
    expect(await text({ ...LETTER, messageId })).toContain(`Message-ID: <${messageId}>\r\n`);
  });

  it('takes a path or an address in text and attachments as plain content', async () => {
    const raw = await text({ ...LETTER, text: 'file:///etc/passwd', html: 'https://example.it' });
    expect(raw).not.toContain('root:');
    expect(raw).toContain('file:///etc/passwd');
  });
});
