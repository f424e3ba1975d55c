import { beforeAll, describe, expect, it } from '@jest/globals';
import { readAttachments } from './attachments.js';
import { readMessage } from './read-message.js';
import type { DaticertFields, MailOptions } from './testing/mail.js';
import { DATICERT_HEADERS, daticertXml, INNER, INNER_HEADERS } from './testing/mail.js';
import type { World } from './testing/world.js';
import { makeWorld } from './testing/world.js';
import type { PecKind } from './types.js';
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
const receipt = (fields: DaticertFields, header = `X-Ricevuta: ${fields.tipo}`): MailOptions => ({
  header,
  daticert: daticertXml(fields),
});

describe('every kind is told by its top-level header', () => {
  it.each<[PecKind, string, boolean]>([
    ['acceptance', 'X-Ricevuta: accettazione', false],
    ['non-acceptance', 'X-Ricevuta: non-accettazione', true],
    ['taken-in-charge', 'X-Ricevuta: presa-in-carico', false],
    ['delivery', 'X-Ricevuta: avvenuta-consegna', true],
    ['delivery-failure', 'X-Ricevuta: errore-consegna', true],
    ['delivery-timeout-notice', 'X-Ricevuta: preavviso-errore-consegna', false],
    ['virus-notice', 'X-Ricevuta: rilevazione-virus', false],
    ['envelope', 'X-Trasporto: posta-certificata', false],
    ['unknown-receipt', 'X-Ricevuta: mancata-consegna', false],
  ])('%s: %s', (kind, header, final) => {
    expect(read({ header })).toMatchObject({ kind, final, warnings: [] });
    expect(verdict({ header })).toBe('valid');
  });
  it('anomaly: X-Trasporto: errore, without a daticert', () => {
    const options = { header: 'X-Trasporto: errore', daticert: null, inner: INNER };
    expect(read(options)).toMatchObject({ kind: 'anomaly', certifiedType: null, warnings: [] });
    expect(read(options).inner?.from).toBe('comune@pec.comune.it');
    expect(verdict(options)).toBe('valid');
  });
  it('not-pec: nothing announces it, whatever is inside', () => {
    const options = { daticert: daticertXml({ tipo: 'accettazione' }) };
    expect(read(options)).toMatchObject({
      kind: 'not-pec',
      refersTo: null,
      recipients: [],
      inner: null,
    });
    expect(verdict(options)).toBe('mismatch');
  });
  it.each([
    'x-ricevuta:accettazione',
    'X-RICEVUTA:  Accettazione ',
    'X-Ricevuta:\r\n accettazione',
  ])('%j in any case and fold', (header) => {
    expect(read({ header, daticert: daticertXml({ tipo: 'accettazione' }) }).kind).toBe(
      'acceptance',
    );
  });
  it('unreadable: no bytes, no headers, or headers that say two things', () => {
    expect(readMessage(new Uint8Array())).toMatchObject({ kind: 'unreadable' });
    expect(readMessage(Buffer.from('\u0000\u0001\u0002')).kind).toBe('unreadable');
    expect(read({ header: ACCEPTED, extraHeaders: ['X-Ricevuta: avvenuta-consegna'] }).kind).toBe(
      'unreadable',
    );
  });
});

describe('what a receipt says', () => {
  it('comes from the daticert, times in UTC, ids without brackets', () => {
    const message = read(
      receipt({
        tipo: 'avvenuta-consegna',
        destinatari: [
          ['Comune@PEC.comune.it', 'certificato'],
          ['sindaco@gmail.com', 'esterno'],
        ],
        consegna: 'comune@pec.comune.it',
        giorno: '27/03/2022',
        ora: '03:10:05',
        zona: '+0200',
      }),
    );
    expect(message).toMatchObject({
      kind: 'delivery',
      messageId: 'ricevuta-1@gestore.it',
      refersTo: 'nostro-id.abc@pec.regione.it',
      refersToSource: 'daticert',
      providerId: 'opec1.20220310100000.1@gestore.it',
      issuer: 'Gestore di Prova S.p.A.',
      at: '2022-03-27T01:10:05.000Z',
      sender: 'regione@pec.regione.it',
      recipients: [
        { address: 'comune@pec.comune.it', certified: true },
        { address: 'sindaco@gmail.com', certified: false },
      ],
      recipient: 'comune@pec.comune.it',
      error: null,
      from: 'posta-certificata@gestore.it',
    });
  });
  it.each([
    '&lt;a.b@c.it&gt;',
    'a.b@c.it',
    '%3Ca.b%40c.it%3E',
    '&amp;lt;a.b@c.it&amp;gt;',
    ' &lt;a.b@c.it&gt;\r\n ',
  ])('the original id written %j', (msgid) => {
    expect(read(receipt({ tipo: 'accettazione', msgid })).refersTo).toBe('a.b@c.it');
  });
  it('a daticert without msgid leaves the header’s, marked as not certified', () => {
    const message = read({
      header: ACCEPTED,
      daticert: daticertXml({ tipo: 'accettazione' }).replace(/<msgid>.*<\/msgid>/, ''),
    });
    expect(message).toMatchObject({
      refersTo: 'nostro-id.abc@pec.regione.it',
      refersToSource: 'header',
    });
  });
  it('a header that cites another message than the signed data is flagged', () => {
    expect(warned(receipt({ tipo: 'accettazione', msgid: 'altro@x.it' }))).toEqual([
      'reference-mismatch',
    ]);
  });
  it('the second notice says twenty-four and is final', () => {
    const notice = (erroreEsteso: string) =>
      read(
        receipt({
          tipo: 'preavviso-errore-consegna',
          errore: 'altro',
          consegna: 'comune@pec.comune.it',
          erroreEsteso,
        }),
      );
    expect(notice('5.4.1 - non consegnato nelle prime dodici ore')).toMatchObject({
      final: false,
      error: { code: '5.4.1', class: 'retry-later' },
    });
    expect(notice('5.4.1 - non consegnato nelle ventiquattro ore')).toMatchObject({
      final: true,
      error: { code: '5.4.1', class: 'other-channel' },
    });
  });
});

describe('the signed data, as providers and accidents write them', () => {
  const xml = daticertXml({ tipo: 'accettazione' });
  const latin = xml
    .replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    .replace('Ricognizione', 'Città');
  it.each<[string, Buffer | string, string[]]>([
    ['with a byte order mark', `\ufeff${xml}`, ['daticert-bom']],
    ['with trailing line ends', `${xml}\r\n\r\n`, []],
    ['with text behind', `${xml}--fine--`, ['daticert-trailing']],
    ['with text before', `x${xml}`, ['daticert-leading']],
    ['with another root', xml.replace(/postacert/g, 'certificato'), ['daticert-root']],
    ['in ISO-8859-1, declared', Buffer.from(latin, 'latin1'), []],
    [
      'in ISO-8859-1, undeclared',
      Buffer.from(latin.replace(/ encoding="[^"]*"/, ''), 'latin1'),
      ['daticert-encoding'],
    ],
    [
      'in UTF-16 with its mark',
      Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      ['daticert-bom'],
    ],
    ['in UTF-16 without', Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le'), []],
    ['without a declaration', xml.replace(/^<\?xml.*\n/, ''), []],
    ['with a namespace', xml.replace('<postacert', '<postacert xmlns="urn:x"'), []],
  ])('%s', (_, daticert, warnings) => {
    const options = { header: ACCEPTED, daticert };
    expect(read(options)).toMatchObject({
      kind: 'acceptance',
      refersTo: 'nostro-id.abc@pec.regione.it',
    });
    expect(warned(options)).toEqual(warnings);
    expect(verdict(options)).toBe('valid');
  });
  it.each<[string, Buffer | string, string]>([
    [
      'a DOCTYPE',
      xml.replace('<postacert', '<!DOCTYPE postacert SYSTEM "x.dtd"><postacert'),
      'daticert-doctype',
    ],
    [
      'an entity bomb',
      xml
        .replace('<postacert', '<!DOCTYPE a [<!ENTITY b "c">]><postacert')
        .replace('Ricognizione', '&b;'),
      'daticert-doctype',
    ],
    ['an unknown entity', xml.replace('Ricognizione', '&b;'), 'daticert-xml'],
    ['no end', xml.slice(0, -30), 'daticert-xml'],
    ['nothing', '', 'daticert-xml'],
    [
      'two original ids',
      xml.replace('<msgid>', '<msgid>uno@x.it</msgid><msgid>'),
      'daticert-repeated',
    ],
    ['no type', xml.replace(/tipo="accettazione"/, ''), 'daticert-type'],
    ['over 64 kB', xml.replace('Ricognizione', 'x'.repeat(64_000)), 'daticert-size'],
    ['2,000 levels', `${'<a>'.repeat(2000)}`, 'daticert-depth'],
  ])('are refused with %s', (_, daticert, code) => {
    const options = { header: ACCEPTED, daticert };
    expect(read(options)).toMatchObject({ kind: 'unreadable', refersToSource: 'header' });
    expect(warned(options)).toContain(code);
    expect(verdict(options)).toBe('mismatch');
  });
  it.each([
    [['Content-Type: application/xml; name=daticert.xml', 'Content-Transfer-Encoding: base64']],
    [['Content-Type: text/xml; name="DATICERT.XML"', 'Content-Transfer-Encoding: BASE64']],
    [
      [
        'content-type: application/octet-stream',
        'CONTENT-DISPOSITION: attachment;\r\n\tfilename=DatiCert.xml',
        'content-transfer-encoding: base64',
      ],
    ],
    [
      [
        "Content-Type: application/xml; name*=utf-8''daticert%2Exml",
        'Content-Transfer-Encoding: base64',
      ],
    ],
    [
      [
        'Content-Type: application/xml; name*0="dati"; name*1="cert.xml"',
        'Content-Transfer-Encoding: base64',
      ],
    ],
    [
      [
        'Content-Type: application/xml; name="=?UTF-8?Q?daticert.xml?="',
        'Content-Transfer-Encoding: base64',
      ],
    ],
  ])('are found by name: %j', (daticertHeaders) => {
    const options = { header: ACCEPTED, daticertHeaders, daticert: xml };
    expect(read(options)).toMatchObject({ kind: 'acceptance', certifiedType: 'accettazione' });
    expect(verdict(options)).toBe('valid');
  });
});

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
    const html =
      '<p>Alloggi: <b>0</b> &egrave; tutto</p><script>alert(1)</script><img src=x onerror=y>';
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
    expect(read(envelope(alternative([plain, rich]))).inner?.text).toBe('Solo testo');
    expect(read(envelope(alternative([rich]))).inner?.text).toBe('Alloggi: 0 è tutto');
  });
  it('joins flowed text and reads Windows-1252', () => {
    const inner = Buffer.from(
      'Content-Type: text/plain; charset=windows-1252; format=flowed\r\n\r\nIl Comune \r\nha 0 alloggi \x96 nulla\r\n> citato',
      'latin1',
    );
    expect(read(envelope(inner)).inner?.text).toBe('Il Comune ha 0 alloggi – nulla\n> citato');
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
