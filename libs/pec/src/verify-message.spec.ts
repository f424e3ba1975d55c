import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import type { MailOptions } from './testing/mail.js';
import { assemble, daticertXml, mixedPart } from './testing/mail.js';
import { issue } from './testing/authority.js';
import { signContent } from './testing/sign.js';
import type { World } from './testing/world.js';
import { makeWorld, PROVIDER_MAILBOX } from './testing/world.js';
import type { VerifyOptions } from './verify-message.js';
import { verifyMessage } from './verify-message.js';

const ACCEPTED = 'X-Ricevuta: accettazione';
let world: World;
beforeAll(() => {
  world = makeWorld();
});
const judge = (raw: Buffer, options?: VerifyOptions) =>
  verifyMessage(raw, readMessage(raw), world.trust, options);
const codes = (raw: Buffer, options?: VerifyOptions) => {
  const { verdict, reasons } = judge(raw, options);
  return [verdict, ...reasons.map((one) => one.code)];
};

describe('a genuine receipt', () => {
  it('is valid, and says who signed it, when, how and under whom', () => {
    expect(judge(world.mail({ header: ACCEPTED }))).toEqual({
      verdict: 'valid',
      signer: 'posta-certificata@gestore.it',
      signedAt: '2022-03-10T09:00:00.000Z',
      digest: 'sha256',
      chain: [
        'C=IT, O=Prova S.p.A., CN=Posta Certificata Gestore',
        'C=IT, O=Prova S.p.A., CN=Autorità PEC di Prova',
        'C=IT, O=Prova S.p.A., CN=Radice di Prova',
      ],
      reasons: [],
    });
  });

  it.each([
    ['in BER with indefinite lengths', { ber: true }],
    ['with SHA-1, as still in 2024', { digest: 'sha1' }],
    ['with SHA-384', { digest: 'sha384' }],
    ['with SHA-512', { digest: 'sha512' }],
    ['with RSA-PSS', { pss: true }],
    ['without signed attributes', { attributes: false }],
    ['by key identifier', { byKeyId: true }],
  ])('is valid when signed %s', (_, sign) => {
    expect(codes(world.mail({ header: ACCEPTED, sign }))).toEqual(['valid']);
  });

  it('is valid when signed with an elliptic curve', () => {
    const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signer = issue({ cn: 'EC', by: world.authority, mailbox: PROVIDER_MAILBOX, keys });
    const options: MailOptions = { header: ACCEPTED };
    const signed = mixedPart(options);
    const p7s = signContent(signed, signer, { bag: [signer.der, world.authority.der] });
    expect(codes(assemble(signed, p7s, options))).toEqual(['valid']);
  });

  it('is valid from a store that keeps only LF, with a warning', () => {
    const raw = world.mail({ header: ACCEPTED, eol: '\n' });
    expect(codes(raw)).toEqual(['valid']);
    expect(readMessage(raw).warnings.map((one) => one.code)).toContain('lf-only');
  });

  it('takes the From address in any case, and a quoted name with another address in it', () => {
    const from = '"Per conto di: x@y.it" <Posta-Certificata@GESTORE.it>';
    expect(codes(world.mail({ header: ACCEPTED, from }))).toEqual(['valid']);
  });

  it('gives the same verdict whatever was verified before: a missing issuer stays missing', () => {
    const bare = world.mail({ header: ACCEPTED, sign: { bag: [world.provider.der] } });
    const before = codes(bare);
    expect(codes(world.mail({ header: ACCEPTED }))).toEqual(['valid']);
    expect(codes(bare)).toEqual(before);
    expect(before).toEqual(['untrusted', 'issuer-missing']);
    expect(judge(bare).reasons[0]?.message).toContain('Autorità PEC di Prova');
  });
});

describe('forgeries, each refused for its own reason', () => {
  it('a receipt without a signature', () => {
    const raw = Buffer.from(`From: ${PROVIDER_MAILBOX}\r\n${ACCEPTED}\r\n\r\nAccettata.`);
    expect(codes(raw)).toEqual(['absent', 'no-signature']);
  });

  it('the daticert changed after signing', () => {
    const raw = world.mail({ header: 'X-Ricevuta: avvenuta-consegna' }).toString('latin1');
    const genuine = Buffer.from(daticertXml({ tipo: 'avvenuta-consegna' })).toString('base64');
    const forged = Buffer.from(
      daticertXml({ tipo: 'avvenuta-consegna' }).replace('nostro-id', 'altro--id'),
    ).toString('base64');
    const wrap = (text: string) => text.replace(/.{76}/g, '$&\r\n');
    const changed = raw.replace(wrap(genuine), wrap(forged));
    expect(changed).not.toBe(raw);
    expect(codes(Buffer.from(changed, 'latin1'))).toEqual(['invalid', 'digest']);
  });

  it('any other byte of the signed part changed', () => {
    const raw = world.mail({ header: ACCEPTED, inner: 'Subject: prova\r\n\r\ntesto' });
    const first = raw.indexOf('Content-Type: multipart/mixed');
    const last = raw.lastIndexOf('----=_Part_mixed_1--') + '----=_Part_mixed_1--\r\n'.length - 2;
    let seed = 20220310;
    for (let run = 0; run < 200; run += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const position = first + (seed % (last - first));
      const copy = Buffer.from(raw);
      copy[position] = (copy[position] as number) ^ (1 << (seed % 7));
      expect({ position, verdict: judge(copy).verdict }).toEqual({ position, verdict: 'invalid' });
    }
  });

  it('a signature by an authority that nobody trusts, though it bears the same names', () => {
    const foreign = makeWorld();
    expect(codes(foreign.mail({ header: ACCEPTED }))).toEqual(['untrusted', 'issuer-signature']);
  });

  it('a signature by a certificate that vouches for itself', () => {
    const self = issue({ cn: 'Da sé', mailbox: PROVIDER_MAILBOX });
    expect(codes(world.mail({ header: ACCEPTED, sign: { bag: [self.der] } }))).toEqual([
      'untrusted',
      'signer-certificate',
    ]);
    const signed = mixedPart({ header: ACCEPTED });
    expect(codes(assemble(signed, signContent(signed, self), { header: ACCEPTED }))).toEqual([
      'untrusted',
      'root-unknown',
    ]);
  });

  it('a From address that the certificate does not speak for', () => {
    expect(
      codes(world.mail({ header: ACCEPTED, from: 'posta-certificata@altro-gestore.it' })),
    ).toEqual(['mismatch', 'san-from']);
  });

  it('two From addresses, one of them right', () => {
    const from = `${PROVIDER_MAILBOX}, chiunque@altrove.it`;
    expect(codes(world.mail({ header: ACCEPTED, from }))).toEqual(['mismatch', 'san-from']);
    const extraHeaders = ['From: chiunque@altrove.it'];
    expect(codes(world.mail({ header: ACCEPTED, extraHeaders }))).toEqual(['mismatch', 'san-from']);
  });

  it('an announced type that the signed data deny', () => {
    const raw = world.mail({
      header: 'X-Ricevuta: avvenuta-consegna',
      daticert: daticertXml({ tipo: 'accettazione' }),
    });
    expect(codes(raw)).toEqual(['mismatch', 'tipo']);
    expect(readMessage(raw)).toMatchObject({ kind: 'acceptance', certifiedType: 'accettazione' });
  });

  it('a genuine envelope whose headers were given an X-Ricevuta', () => {
    const raw = world.mail({
      header: 'X-Trasporto: posta-certificata',
      daticert: daticertXml({ tipo: 'posta-certificata' }),
      extraHeaders: ['X-Ricevuta: avvenuta-consegna'],
    });
    expect(codes(raw)).toEqual(['mismatch', 'tipo']);
    expect(readMessage(raw).kind).toBe('envelope');
  });

  it('a receipt whose signed data are gone', () => {
    expect(codes(world.mail({ header: ACCEPTED, daticert: null }))).toEqual(['mismatch', 'tipo']);
  });
});

describe('signatures that can be read in two ways', () => {
  it.each([
    ['no signer', { signers: 0 }, 'no-signer'],
    ['two signers', { signers: 2 }, 'several-signers'],
    [
      'a content of its own beside the detached one',
      { content: Buffer.from('altro') },
      'content-twice',
    ],
    [
      'a content-type attribute of something else',
      { contentTypeAttribute: '1.2.840.113549.1.7.2' },
      'attributes',
    ],
    ['the digest attribute twice', { repeatDigest: true }, 'signature-malformed'],
  ])('%s', (_, sign, code) => {
    expect(codes(world.mail({ header: ACCEPTED, sign }))).toEqual(['invalid', code]);
  });

  it('two certificates that the signer’s name and number both fit', () => {
    const twin = issue({
      cn: 'Gemello',
      by: world.authority,
      mailbox: PROVIDER_MAILBOX,
      serial: 77,
    });
    const other = issue({
      cn: 'Gemello',
      by: world.authority,
      mailbox: PROVIDER_MAILBOX,
      serial: 77,
    });
    const signed = mixedPart({ header: ACCEPTED });
    const bag = (...list: (typeof twin)[]) => [...list.map((one) => one.der), world.authority.der];
    const judged = (...list: (typeof twin)[]) =>
      codes(
        assemble(signed, signContent(signed, twin, { bag: bag(...list) }), { header: ACCEPTED }),
      );
    expect(judged(twin, other)).toEqual(['invalid', 'signer-ambiguous']);
    expect(judged(twin, twin)).toEqual(['valid']);
  });

  it.each([
    ['a digest nobody accepts', { digest: 'md5' }, 'algorithm'],
    ['no certificate at all', { bag: [] }, 'signer-certificate'],
  ])('%s', (_, sign, code) => {
    expect(codes(world.mail({ header: ACCEPTED, sign }))[1]).toBe(code);
  });

  it('a certificate that cannot be read, beside good ones, is as good as absent', () => {
    const bag = [Buffer.from('300401020304', 'hex'), world.provider.der, world.authority.der];
    expect(codes(world.mail({ header: ACCEPTED, sign: { bag } }))).toEqual(['valid']);
  });

  it('rubbish instead of a signature', () => {
    const options: MailOptions = { header: ACCEPTED };
    expect(codes(assemble(mixedPart(options), Buffer.from('rubbish'), options))).toEqual([
      'invalid',
      'signature-malformed',
    ]);
    expect(codes(assemble(mixedPart(options), Buffer.alloc(0), options))).toEqual([
      'invalid',
      'signature-malformed',
    ]);
  });

  it('the signature of another receipt', () => {
    const other = mixedPart({ header: ACCEPTED, inner: 'Subject: altro\r\n\r\n' });
    const p7s = signContent(other, world.provider, {
      bag: [world.provider.der, world.authority.der],
    });
    expect(codes(assemble(mixedPart({ header: ACCEPTED }), p7s, { header: ACCEPTED }))).toEqual([
      'invalid',
      'digest',
    ]);
  });

  it('facts read from other bytes than those verified', () => {
    const raw = world.mail({ header: ACCEPTED });
    const message = { ...readMessage(raw), refersTo: 'un-altro@pec.it' };
    expect(verifyMessage(raw, message, world.trust)).toMatchObject({
      verdict: 'invalid',
      reasons: [{ code: 'other-message' }],
    });
    expect(verifyMessage(raw, { ...readMessage(raw) }, world.trust).verdict).toBe('valid');
    expect(verifyMessage(Buffer.from(raw), readMessage(raw), world.trust).verdict).toBe('valid');
  });
});
