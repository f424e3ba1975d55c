import { beforeAll, describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import type { DaticertFields, MailOptions } from './testing/mail.js';
import { daticertXml, INNER } from './testing/mail.js';
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
