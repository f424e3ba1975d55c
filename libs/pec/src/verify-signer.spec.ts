import { beforeAll, describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import { assemble, daticertXml, mixedPart } from './testing/mail.js';
import { extension, issue } from './testing/authority.js';
import { signContent } from './testing/sign.js';
import type { World } from './testing/world.js';
import { makeWorld, PROVIDER_MAILBOX } from './testing/world.js';
import type { VerifyOptions } from './verify-message.js';
import { verifyMessage } from './verify-message.js';
import { certificateOf } from './x509/certificate.js';
import { storeOf } from './x509/trust-store.js';

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

describe('a certificate is valid at the time of the receipt, not of reading', () => {
  const on = (giorno: string, ora = '10:00:00') =>
    world.mail({ header: ACCEPTED, daticert: daticertXml({ tipo: 'accettazione', giorno, ora }) });

  it('is accepted to the last second of its last day and refused after', () => {
    expect(codes(on('01/01/2024', '01:00:00'))).toEqual(['valid']);
    expect(codes(on('01/01/2024', '01:00:01'))).toEqual(['untrusted', 'expired']);
  });
  it('is refused before its first second', () => {
    expect(codes(on('01/01/2021', '01:00:00'))).toEqual(['valid']);
    expect(codes(on('01/01/2021', '00:59:59'))).toEqual(['untrusted', 'not-yet-valid']);
  });
  it('is judged at another instant when asked', () => {
    const raw = world.mail({ header: ACCEPTED });
    expect(codes(raw, { at: '2025-06-01T00:00:00.000Z' })).toEqual(['untrusted', 'expired']);
    expect(codes(on('01/06/2025'), { at: '2022-06-01T00:00:00.000Z' })).toEqual(['valid']);
  });
});

describe('certificates that may not sign certified mail', () => {
  const signedBy = (request: Partial<Parameters<typeof issue>[0]>, bag?: readonly Buffer[]) => {
    const signer = issue({
      cn: 'Gestore',
      by: world.authority,
      mailbox: PROVIDER_MAILBOX,
      ...request,
    });
    const signed = mixedPart({ header: ACCEPTED });
    const p7s = signContent(signed, signer, {
      bag: [signer.der, ...(bag ?? [world.authority.der])],
    });
    return codes(assemble(signed, p7s, { header: ACCEPTED }));
  };

  it.each([
    ['use other than mail', { eku: ['1.3.6.1.5.5.7.3.1'] }, ['untrusted', 'eku']],
    ['no use for signing', { keyUsage: 0x20 }, ['untrusted', 'key-usage']],
    [
      'an unknown critical extension',
      { extra: [extension('1.2.3.4', true, Buffer.from('0400', 'hex'))] },
      ['untrusted', 'critical-extension'],
    ],
    [
      'a mailbox outside the authority’s constraints',
      { mailbox: 'posta-certificata@estraneo.it' },
      ['untrusted', 'name-constraints', 'san-from'],
    ],
    ['an MD5 signature', { digest: 'md5' }, ['untrusted', 'weak-signature']],
    ['an expired validity', { notAfter: '2022-03-10T08:59:59Z' }, ['untrusted', 'expired']],
    ['another mailbox', { mailbox: 'legale@gestore.it' }, ['mismatch', 'san-from']],
  ])('%s', (_, request, expected) => {
    expect(signedBy(request)).toEqual(expected);
  });

  it('may have any use, or none stated', () => {
    expect(signedBy({ eku: null })).toEqual(['valid']);
    expect(signedBy({ eku: ['2.5.29.37.0'] })).toEqual(['valid']);
  });

  it('no end certificate issues another', () => {
    const signer = issue({ cn: 'Sotto', by: world.provider, mailbox: PROVIDER_MAILBOX });
    const signed = mixedPart({ header: ACCEPTED });
    const bag = [signer.der, world.provider.der, world.authority.der];
    const found = codes(
      assemble(signed, signContent(signed, signer, { bag }), { header: ACCEPTED }),
    );
    expect(found[0]).toBe('untrusted');
    expect(found).toEqual(expect.arrayContaining(['not-ca', 'path-length']));
  });

  it('no authority below one with path length zero', () => {
    const below = issue({ cn: 'Sub', by: world.authority, ca: true });
    const found = signedBy({ by: below }, [below.der, world.authority.der]);
    expect(found).toEqual(['untrusted', 'path-length']);
  });
});

describe('below the public root store', () => {
  const under = (world: World) =>
    storeOf([{ certificate: certificateOf(world.root.der), builtIn: true }]);
  const verdictOf = (raw: Buffer) => verifyMessage(raw, readMessage(raw), under(world));
  const signedUnder = (authorityName: string, policy?: string) => {
    const authority = issue({ cn: authorityName, by: world.root, ca: true });
    const signer = issue({
      cn: 'S/MIME',
      by: authority,
      mailbox: PROVIDER_MAILBOX,
      ...(policy === undefined ? {} : { policy }),
    });
    const signed = mixedPart({ header: ACCEPTED });
    return assemble(signed, signContent(signed, signer, { bag: [signer.der, authority.der] }), {
      header: ACCEPTED,
    });
  };

  it('an ordinary S/MIME certificate makes nobody a provider', () => {
    expect(verdictOf(signedUnder('Public Mail CA'))).toMatchObject({
      verdict: 'untrusted',
      reasons: [{ code: 'not-pec-authority' }],
    });
  });
  it.each(['AgID CA1', 'DigitPA CA1', 'CNIPA CA3'])('the PEC authority %s does', (name) => {
    expect(verdictOf(signedUnder(name)).verdict).toBe('valid');
  });
  it('so does AgID’s policy in the certificate', () => {
    expect(verdictOf(signedUnder('Nuova autorità', '1.3.76.16.3.1.1')).verdict).toBe('valid');
    expect(verdictOf(signedUnder('Nuova autorità', '1.3.76.16.31')).verdict).toBe('untrusted');
  });
});
