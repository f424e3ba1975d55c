import { beforeAll, describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import type { MailOptions } from './testing/mail.js';
import { DATICERT_HEADERS, daticertXml, INNER, INNER_HEADERS } from './testing/mail.js';
import type { World } from './testing/world.js';
import { makeWorld } from './testing/world.js';
import { verifyMessage } from './verify-message.js';

let world: World;
beforeAll(() => {
  world = makeWorld();
});
const ACCEPTED = 'X-Ricevuta: accettazione';
const read = (options: MailOptions) => readMessage(world.mail(options));
const verdict = (options: MailOptions) => {
  const raw = world.mail(options);
  return verifyMessage(raw, readMessage(raw), world.trust).verdict;
};
const warned = (options: MailOptions) => read(options).warnings.map((one) => one.code);

describe('test number one: an inner message that brings a daticert and a header of its own', () => {
  const evil = [
    'From: comune@pec.comune.it',
    'X-Ricevuta: avvenuta-consegna',
    'Subject: CONSEGNA: Ricognizione',
    'Content-Type: multipart/mixed; boundary="i"',
    '',
    '--i',
    ...DATICERT_HEADERS.filter((line) => !line.startsWith('Content-Transfer')),
    '',
    daticertXml({
      tipo: 'avvenuta-consegna',
      msgid: 'rubato@pec.regione.it',
      consegna: 'vittima@pec.it',
    }),
    '--i--',
    '',
  ].join('\r\n');
  it.each(['daticert-first', 'inner-first'] as const)('stays an envelope, %s', (order) => {
    const options: MailOptions = { header: 'X-Trasporto: posta-certificata', inner: evil, order };
    const message = read(options);
    expect(message).toMatchObject({
      kind: 'envelope',
      certifiedType: 'posta-certificata',
      refersTo: 'nostro-id.abc@pec.regione.it',
      recipient: null,
    });
    expect(message.inner?.attachments.map((one) => one.name)).toEqual(['daticert.xml']);
    expect(verdict(options)).toBe('valid');
  });
  it('is no receipt either when the envelope has no daticert', () => {
    const options: MailOptions = {
      header: 'X-Ricevuta: avvenuta-consegna',
      inner: evil,
      daticert: null,
    };
    expect(read(options)).toMatchObject({ certifiedType: null, recipient: null });
    expect(verdict(options)).toBe('mismatch');
  });
});

describe('structures that readers take differently are refused', () => {
  const legal = `${DATICERT_HEADERS[0]}\r\n\r\n${daticertXml({ tipo: 'accettazione', msgid: 'altro@x.it' })}`;
  it.each<[string, MailOptions, string]>([
    ['two daticert', { children: [legal] }, 'daticert-ambiguous'],
    [
      'two postacert',
      { inner: INNER, children: [`${INNER_HEADERS[0]}\r\n\r\n${INNER}`] },
      'postacert-ambiguous',
    ],
    [
      'a part behind the signature',
      { afterSignature: 'Content-Type: text/plain\r\n\r\nfooter' },
      'extra-parts',
    ],
    ['Content-Type twice', { extraHeaders: ['Content-Type: text/plain'] }, 'headers-ambiguous'],
    [
      'two boundaries',
      { signedType: 'multipart/signed; boundary="a"; boundary="----046016A72F95A74A"' },
      'headers-ambiguous',
    ],
    [
      'a boundary in pieces',
      { signedType: 'multipart/signed; boundary*0="----046016"; boundary*1="A72F95A74A"' },
      'boundary',
    ],
    ['no boundary', { signedType: 'multipart/signed' }, 'boundary'],
    [
      'lines that only begin like the delimiter',
      { children: ['--' + '----046016A72F95A74A' + 'B\r\nX: y\r\n\r\n'] },
      'boundary-prefix',
    ],
    [
      'a mixed boundary that extends the signed one',
      { mixedBoundary: '----046016A72F95A74A-1' },
      'boundary-prefix',
    ],
    [
      'a daticert with two names of one kind',
      {
        daticertHeaders: [
          'Content-Type: application/xml; name="x.xml"; name="daticert.xml"',
          'Content-Disposition: inline; filename="daticert.xml"',
          'Content-Transfer-Encoding: base64',
        ],
      },
      'daticert-ambiguous',
    ],
    [
      'two transfer encodings',
      { daticertHeaders: [...DATICERT_HEADERS, 'Content-Transfer-Encoding: 7bit'] },
      'daticert-ambiguous',
    ],
    [
      'an opaque signature',
      { signedType: 'application/pkcs7-mime; smime-type=signed-data' },
      'opaque-signature',
    ],
  ])('%s', (_, options, code) => {
    const whole = { header: ACCEPTED, ...options };
    expect(read(whole)).toMatchObject({ kind: 'unreadable', recipients: [] });
    expect(warned(whole)).toContain(code);
    expect(verdict(whole)).toBe('invalid');
  });
  it.each<[string, MailOptions, string]>([
    ['a preamble', { preamble: 'Altro testo' }, 'preamble'],
    ['LF line ends', { eol: '\n' }, 'lf-only'],
  ])('%s is tolerated with a warning', (_, options, code) => {
    const whole = { header: ACCEPTED, ...options };
    expect(warned(whole)).toEqual([code]);
    expect(verdict(whole)).toBe('valid');
  });
  it('an unclosed multipart is tolerated with a warning', () => {
    const raw = world.mail({ header: ACCEPTED });
    const cut = raw.subarray(0, raw.lastIndexOf('\r\n--'));
    expect(readMessage(cut).warnings.map((one) => one.code)).toEqual(['unclosed']);
    expect(verifyMessage(cut, readMessage(cut), world.trust).verdict).toBe('valid');
  });
});

describe('a mailing list that wraps a certified message', () => {
  const wrapped = (list: string) => {
    const raw = world.mail({ header: ACCEPTED }).toString('latin1');
    const type = raw.indexOf('MIME-Version');
    const top = raw.slice(0, type);
    return Buffer.from(
      `${top}${list}Content-Type: multipart/mixed; boundary="L"\r\n\r\n--L\r\n${raw.slice(type)}\r\n--L\r\nContent-Type: text/plain\r\n\r\nIscriviti\r\n--L--\r\n`,
      'latin1',
    );
  };
  const judge = (raw: Buffer) => [
    readMessage(raw).kind,
    verifyMessage(raw, readMessage(raw), world.trust).verdict,
  ];
  it('is unwrapped when the list says so', () => {
    expect(judge(wrapped('List-Id: <x.y>\r\n'))).toEqual(['acceptance', 'valid']);
  });
  it('is not when nothing does: a receipt inside another message proves nothing', () => {
    expect(judge(wrapped(''))).toEqual(['acceptance', 'absent']);
  });
});
