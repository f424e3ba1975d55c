import { beforeAll, describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import type { MailOptions } from './testing/mail.js';
import { daticertXml } from './testing/mail.js';
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
