import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { leaves } from '../mime/text.js';
import { brief } from './brief.js';
import { renumbered } from './original.js';

const message = (...lines: string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');

describe('the message as a provider attaches it', () => {
  it('has the identificativo for a Message-ID and keeps every other byte', () => {
    const raw = message('From: a@b.it', 'MESSAGE-ID: <x', ' @y.it>', 'To: c@d.it', '', 'è', '');
    expect(renumbered(raw, 'opec1@p').toString('latin1')).toBe(
      [
        'Message-ID: <opec1@p>',
        'X-Riferimento-Message-ID: <x',
        ' @y.it>',
        'From: a@b.it',
        'To: c@d.it',
        '',
        'è',
        '',
      ].join('\r\n'),
    );
  });

  it('gets a Message-ID where it had none, and no reference to one', () => {
    expect(renumbered(message('From: a@b.it', '', 'x'), 'opec1@p').toString()).toBe(
      'Message-ID: <opec1@p>\r\nFrom: a@b.it\r\n\r\nx',
    );
  });

  it('leaves a Message-ID in the body alone', () => {
    const raw = message('From: a@b.it', '', 'Message-ID: <corpo@x>', '');
    expect(renumbered(raw, 'opec1@p').toString()).toContain('\r\n\r\nMessage-ID: <corpo@x>');
  });
});

describe('the brief receipt', () => {
  const raw = message(
    'Subject: x',
    'Content-Type: multipart/mixed; boundary="m"',
    '',
    '--m',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'testo',
    '--m',
    'Content-Type: application/pdf; name="lettera.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('%PDF').toString('base64'),
    '--m--',
    '',
  );

  it('puts the digest of each attachment in its place and keeps the text', () => {
    const [text, digest] = leaves(brief(raw));
    expect(text?.content.toString()).toBe('testo');
    expect(digest?.name).toBe('lettera.pdf.hash');
    expect(digest?.content.toString()).toBe(
      createHash('sha256').update('%PDF').digest('hex').toUpperCase(),
    );
  });

  it('keeps a message without attachments as it is', () => {
    const plain = message('Subject: x', '', 'testo');
    expect(brief(plain)).toEqual(plain);
  });
});
