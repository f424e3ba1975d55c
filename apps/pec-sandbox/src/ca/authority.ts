import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROVIDERS, systemAddress, type Provider } from '../providers.js';
import type { Signer } from './cms.js';
import * as ext from './extensions.js';
import { OID } from './oids.js';
import { certificate, pem, serialOf, type CertificateRequest, type Name } from './x509.js';

const generate = promisify(generateKeyPair);

const ROOT: Name = [
  ['C', 'IT'],
  ['L', 'Milano'],
  ['O', 'Autorità di prova S.p.A. (sandbox)'],
  ['CN', 'Sandbox Authentication Root CA'],
];
const INTERMEDIATE: Name = [
  ['C', 'IT'],
  ['L', 'Roma'],
  ['O', 'Agenzia di prova (sandbox)'],
  ['OU', 'Area di prova per la posta certificata'],
  ['CN', 'Sandbox PEC CA1'],
];

const year = (n: number): number => Date.UTC(n, 0, 1);

/** Signing on behalf of each provider, at any simulated time. */
export interface Authority {
  /** The root, PEM: the one trust anchor of sandbox mode. */
  readonly caPem: string;
  /** The certificate in force at that time: each provider gets a new one every three years. */
  signer(provider: Provider, at: number): Promise<Signer>;
}

/**
 * Opens the certification authority kept in `dir` (keys as PKCS #8 PEM, mode 600), making what is missing:
 * root → "CA1" with name constraints → one key a provider. Keys are made when first needed.
 */
export async function openAuthority(dir: string): Promise<Authority> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const [rootKey, caKey] = await Promise.all([rsaKey(dir, 'root'), rsaKey(dir, 'ca1')]);
  const root = certificate({
    subject: ROOT,
    publicKey: createPublicKey(rootKey),
    issuer: ROOT,
    issuerKey: rootKey,
    notBefore: year(2011),
    notAfter: year(2041),
    extensions: [ext.basicConstraints(null), ext.keyUsage('keyCertSign', 'crlSign')],
  });
  const ca1 = certificate({
    subject: INTERMEDIATE,
    publicKey: createPublicKey(caKey),
    issuer: ROOT,
    issuerKey: rootKey,
    notBefore: year(2016),
    notAfter: year(2040),
    extensions: [
      ext.basicConstraints(0),
      ext.keyUsage('keyCertSign', 'crlSign'),
      ext.extendedKeyUsage(OID.emailProtection),
      ext.certificatePolicies(OID.anyPolicy),
      ext.nameConstraints(PROVIDERS.map((provider) => provider.domain)),
    ],
  });
  // For whoever checks with openssl; made anew from the key when it is missing.
  await writeAside(join(dir, 'root.pem'), pem(root));
  const signers = new Map<string, Promise<Signer>>();
  return {
    caPem: pem(root),
    signer: (provider, at) => {
      const from = periodStart(at);
      const id = `${provider.id}/${from}`;
      const known = signers.get(id) ?? makeSigner(dir, provider, from, caKey, ca1);
      signers.set(id, known);
      return known;
    },
  };
}

/** The first year of the three-year period that covers a time: 2021 for 2021–2023, 2024 for 2024–2026 … */
function periodStart(at: number): number {
  const current = new Date(at).getUTCFullYear();
  return 2021 + Math.floor((current - 2021) / 3) * 3;
}

async function makeSigner(
  dir: string,
  provider: Provider,
  from: number,
  issuerKey: KeyObject,
  ca1: Uint8Array,
): Promise<Signer> {
  const key = await rsaKey(dir, `gestore-${provider.id}`);
  const request: CertificateRequest = {
    subject: [
      ['C', 'IT'],
      ['O', provider.name],
      ['CN', `Posta Elettronica Certificata – ${provider.domain}`],
    ],
    publicKey: createPublicKey(key),
    issuer: INTERMEDIATE,
    issuerKey,
    notBefore: year(from),
    notAfter: year(from + 3),
    extensions: [
      ext.keyUsage('digitalSignature'),
      ext.extendedKeyUsage(OID.emailProtection),
      ext.certificatePolicies(OID.sandboxPolicy),
      ext.emailAltName(systemAddress(provider)),
    ],
  };
  const chain = [certificate(request), ca1];
  return { key, issuer: INTERMEDIATE, serial: serialOf(request), chain };
}

async function rsaKey(dir: string, id: string): Promise<KeyObject> {
  return storedKey(
    dir,
    id,
    async () => (await generate('rsa', { modulusLength: 2048 })).privateKey,
  );
}

async function storedKey(
  dir: string,
  id: string,
  make: () => Promise<KeyObject>,
): Promise<KeyObject> {
  const path = join(dir, `${id}.key.pem`);
  const known = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (known !== null) return createPrivateKey(known);
  const key = await make();
  await writeAside(path, key.export({ type: 'pkcs8', format: 'pem' }).toString());
  return key;
}

/** Written aside and renamed: a process killed half-way leaves no broken file. */
async function writeAside(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  await writeFile(aside, text, { mode: 0o600 });
  await rename(aside, path);
}

/** Key and self-signed certificate of the SMTP listener on loopback. */
export async function listenerCertificate(dir: string): Promise<{ key: string; cert: string }> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const key = await storedKey(
    dir,
    'smtp',
    async () => (await generate('ec', { namedCurve: 'P-256' })).privateKey,
  );
  const subject: Name = [['CN', 'localhost']];
  const cert = certificate({
    subject,
    publicKey: createPublicKey(key),
    issuer: subject,
    issuerKey: key,
    notBefore: year(2011),
    notAfter: year(2041),
    extensions: [
      ext.basicConstraints(null),
      ext.extendedKeyUsage(OID.serverAuth),
      ext.loopbackAltNames(),
    ],
  });
  return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(cert) };
}
