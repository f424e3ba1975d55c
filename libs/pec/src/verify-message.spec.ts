import { beforeAll, describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import type { World } from './testing/world.js';
import { makeWorld } from './testing/world.js';
import { verifyMessage } from './verify-message.js';

let world: World;
beforeAll(() => {
  world = makeWorld();
});
const judge = (raw: Buffer) => verifyMessage(raw, readMessage(raw), world.trust);

describe('a genuine receipt', () => {
  it('is valid, and says who signed it, when, how and under whom', () => {
    expect(judge(world.mail({ header: 'X-Ricevuta: accettazione' }))).toEqual({
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
    ['that names its signer by key identifier', { byKeyId: true }],
  ])('is valid when signed %s', (_, sign) => {
    expect(judge(world.mail({ header: 'X-Ricevuta: accettazione', sign })).verdict).toBe('valid');
  });
  it('is valid from a store that keeps only LF, with a warning', () => {
    const raw = world.mail({ header: 'X-Ricevuta: accettazione', eol: '\n' });
    expect(judge(raw).verdict).toBe('valid');
    expect(readMessage(raw).warnings.map((one) => one.code)).toContain('lf-only');
  });
});
