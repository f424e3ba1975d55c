import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose } from '../pec/compose.js';
import { PROVIDER_A, PROVIDERS } from '../providers.js';
import { opensslVerdict, SUCCESS } from '../testing/openssl.js';
import { openAuthority, type Authority } from './authority.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(60_000);

const year = (n: number): number => Date.UTC(n, 5, 15);

describe('the certification authority', () => {
  let dir: string;
  let authority: Authority;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'authority-'));
    authority = await openAuthority(dir);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const leaf = async (provider = PROVIDER_A, at = year(2022)): Promise<X509Certificate> =>
    new X509Certificate((await authority.signer(provider, at)).chain[0]!);

  it('names the mailbox of the provider in the leaf, for e-mail alone, under a policy', async () => {
    const certificate = await leaf();
    expect(certificate.subjectAltName).toBe('email:posta-certificata@pec.gestore-a.example');
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.4']);
    expect(certificate.ca).toBe(false);
  });

  it.each([
    [2020, '2018', '2021'],
    [2021, '2021', '2024'],
    [2023, '2021', '2024'],
    [2024, '2024', '2027'],
    [2026, '2024', '2027'],
    [2032, '2030', '2033'],
  ])('issues for three years: a letter of %d has a leaf of %s to %s', async (at, from, to) => {
    const { validFrom, validTo } = await leaf(PROVIDER_A, year(at));
    expect([validFrom.slice(-8, -4), validTo.slice(-8, -4)]).toEqual([from, to]);
  });

  it('is the same authority when it is opened again, with keys that only the owner reads', async () => {
    const again = await openAuthority(dir);
    expect(again.caPem).toBe(authority.caPem);
    expect((await again.signer(PROVIDER_A, year(2022))).chain[0]).toEqual(
      (await authority.signer(PROVIDER_A, year(2022))).chain[0],
    );
    expect((await stat(join(dir, 'root.key.pem'))).mode & 0o777).toBe(0o600);
  });

  const message = (domain: string, at: number): Promise<Buffer> =>
    compose(
      {
        kind: 'acceptance',
        at,
        messageId: 'x@y',
        to: 'a@b.example',
        original: {
          providerId: 'id@y',
          messageId: null,
          sender: 'a@b.example',
          recipients: [{ address: 'c@d.example', certified: true }],
          replyTo: '',
          subject: null,
        },
      },
      { ...PROVIDER_A, domain },
      authority,
    );

  it.each([2021, 2023, 2024, 2026, 2032])('is believed by openssl in %d', async (at) => {
    const raw = await message(PROVIDER_A.domain, year(at));
    expect(await opensslVerdict(raw, authority.caPem, year(at))).toBe(SUCCESS);
  });

  it('is not believed outside the validity of the leaf', async () => {
    const raw = await message(PROVIDER_A.domain, year(2022));
    expect(await opensslVerdict(raw, authority.caPem, year(2024))).toContain('expired');
  });

  it('may certify no mailbox outside its name constraints', async () => {
    const other = await openAuthority(dir);
    const raw = await compose(
      {
        kind: 'acceptance',
        at: year(2022),
        messageId: 'x@y',
        to: 'a@b.example',
        original: {
          providerId: 'id@y',
          messageId: null,
          sender: 'a@b.example',
          recipients: [],
          replyTo: '',
          subject: null,
        },
      },
      { ...PROVIDERS[1]!, domain: 'pec.altro.example' },
      other,
    );
    expect(await opensslVerdict(raw, authority.caPem, year(2022))).toContain('permitted subtree');
  });
});
