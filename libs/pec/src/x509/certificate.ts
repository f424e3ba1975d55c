import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Node } from '../asn1/ber.js';
import { Asn1Error, bodyOf, childrenOf, expectId, ID, octetsOf, readNode } from '../asn1/ber.js';
import { bitsOf, oidOf, smallInteger, timeOf } from '../asn1/values.js';
import { nameKeys, nameText } from './names.js';

/** What chain building needs of a certificate. RFC 5280 §4. */
export interface Certificate {
  readonly der: Buffer;
  readonly serial: Buffer;
  readonly issuer: Node;
  readonly subject: Node;
  readonly issuerKey: string;
  readonly subjectKey: string;
  readonly subjectText: string;
  readonly issuerText: string;
  readonly signatureAlgorithm: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly isCa: boolean;
  readonly pathLength: number | null;
  /** Named bits of keyUsage; null when the extension is absent. */
  readonly keyUsage: Buffer | null;
  readonly extendedKeyUsage: readonly string[] | null;
  /** GeneralNames of subjectAltName. */
  readonly alternativeNames: readonly Node[];
  readonly nameConstraints: Node | null;
  readonly policies: readonly string[];
  readonly subjectKeyId: Buffer | null;
  /** Critical extensions that nobody here understands. */
  readonly unknownCritical: readonly string[];
  publicKey(): KeyObject;
  isSignedBy(issuer: Certificate): boolean;
}

const EXT = {
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  alternativeNames: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  policies: '2.5.29.32',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
} as const;
const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXT));

const parsed = new Map<string, Certificate>();
const KEPT = 512;

/** Reads a certificate; the same bytes are read once. Throws Asn1Error. */
export function certificateOf(der: Buffer): Certificate {
  const key = der.toString('latin1');
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const made = parse(Buffer.from(der));
  if (parsed.size >= KEPT) parsed.delete(parsed.keys().next().value as string);
  parsed.set(key, made);
  return made;
}

function parse(der: Buffer): Certificate {
  const outer = expectId(readNode(der, 0, der.length), ID.sequence, 'certificato');
  const [tbs, algorithm] = childrenOf(outer);
  const fields = [...childrenOf(expectId(tbs, ID.sequence, 'certificato'))];
  if (fields[0]?.id === ID.context0) fields.shift();
  const [serial, , issuer, validity, subject, spki, ...rest] = fields;
  if (serial === undefined || issuer === undefined || subject === undefined || spki === undefined) {
    throw new Asn1Error('Certificato incompleto');
  }
  const [notBefore, notAfter] = childrenOf(expectId(validity, ID.sequence, 'validità'));
  if (notBefore === undefined || notAfter === undefined) throw new Asn1Error('Validità assente');
  const extensions = extensionsOf(rest.find((field) => field.id === ID.context3));
  let x509: X509Certificate | null = null;
  const native = (): X509Certificate => (x509 ??= new X509Certificate(der));
  return {
    der,
    serial: bodyOf(serial),
    issuer,
    subject,
    issuerKey: nameKeys(issuer).join('\n'),
    subjectKey: nameKeys(subject).join('\n'),
    subjectText: nameText(subject),
    issuerText: nameText(issuer),
    signatureAlgorithm: algorithmOf(algorithm),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    ...basicConstraints(extensions.get(EXT.basicConstraints)),
    keyUsage: map(extensions.get(EXT.keyUsage), bitsOf),
    extendedKeyUsage: map(extensions.get(EXT.extendedKeyUsage), (node) =>
      childrenOf(node).map(oidOf),
    ),
    alternativeNames: map(extensions.get(EXT.alternativeNames), childrenOf) ?? [],
    nameConstraints: extensions.get(EXT.nameConstraints)?.value ?? null,
    policies: map(extensions.get(EXT.policies), policiesOf) ?? [],
    subjectKeyId: map(extensions.get(EXT.subjectKeyId), octetsOf),
    unknownCritical: [...extensions]
      .filter(([oid, one]) => one.critical && !UNDERSTOOD.has(oid))
      .map(([oid]) => oid),
    publicKey: () => native().publicKey,
    isSignedBy: (other) => verifies(native, other),
  };
}

/** A key that OpenSSL cannot use signs nothing. */
function verifies(native: () => X509Certificate, issuer: Certificate): boolean {
  try {
    return native().verify(issuer.publicKey());
  } catch (error) {
    if (isCryptoError(error)) return false;
    throw error;
  }
}

/** OpenSSL refuses keys and certificates that it cannot read with codes of its own. */
export function isCryptoError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^ERR_(?:OSSL|CRYPTO|INVALID)/.test(code);
}

interface Extension {
  readonly critical: boolean;
  readonly value: Node;
}

function extensionsOf(field: Node | undefined): ReadonlyMap<string, Extension> {
  const found = new Map<string, Extension>();
  if (field === undefined) return found;
  const [list] = childrenOf(field);
  for (const extension of childrenOf(expectId(list, ID.sequence, 'estensioni'))) {
    const parts = [...childrenOf(extension)];
    const oid = oidOf(parts.shift() ?? extension);
    const critical = parts[0]?.id === ID.boolean && bodyOf(parts.shift() as Node)[0] !== 0;
    const octets = octetsOf(expectId(parts.shift(), ID.octetString, 'estensione'));
    // RFC 5280 §4.2: one instance of an extension. Two would let two readers see two certificates.
    if (found.has(oid)) throw new Asn1Error(`Estensione ripetuta: ${oid}`);
    found.set(oid, { critical, value: readNode(octets, 0, octets.length) });
  }
  return found;
}

function basicConstraints(
  extension: Extension | undefined,
): Pick<Certificate, 'isCa' | 'pathLength'> {
  const fields = extension === undefined ? [] : childrenOf(extension.value);
  const ca = fields.find((field) => field.id === ID.boolean);
  const length = fields.find((field) => field.id === ID.integer);
  return {
    isCa: ca !== undefined && bodyOf(ca)[0] !== 0,
    pathLength: length === undefined ? null : smallInteger(length),
  };
}

function policiesOf(node: Node): readonly string[] {
  return childrenOf(node).map((policy) => {
    const [id] = childrenOf(policy);
    return id === undefined ? '' : oidOf(id);
  });
}

function algorithmOf(node: Node | undefined): string {
  const [oid] = childrenOf(expectId(node, ID.sequence, 'algoritmo'));
  return oid === undefined ? '' : oidOf(oid);
}

function map<T>(extension: Extension | undefined, read: (node: Node) => T): T | null {
  return extension === undefined ? null : read(extension.value);
}

/** The mailboxes a certificate speaks for: rfc822Name of subjectAltName, lower case. */
export function mailboxesOf(certificate: Certificate): readonly string[] {
  return certificate.alternativeNames
    .filter((name) => name.id === 0x81)
    .map((name) => bodyOf(name).toString('latin1').toLowerCase());
}

/** Same bytes, same certificate. */
export function isSame(a: Certificate, b: Certificate): boolean {
  return a === b || a.der.equals(b.der);
}
