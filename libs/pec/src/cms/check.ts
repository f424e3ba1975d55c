import { createHash, verify, constants } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Node } from '../asn1/ber.js';
import { Asn1Error, childrenOf, expectId, ID, octetsOf } from '../asn1/ber.js';
import { retag, toDer } from '../asn1/der.js';
import { oidOf, smallInteger, timeOf } from '../asn1/values.js';
import type { Digest } from './oids.js';
import { DIGESTS, OID, SIGNATURES } from './oids.js';
import type { SignerInfo } from './signed-data.js';

export type CheckFailure = 'algorithm' | 'attributes' | 'digest' | 'signature';

export type CheckResult =
  | { readonly ok: true; readonly digest: Digest; readonly signedAt: string | null }
  | {
      readonly ok: false;
      readonly failure: CheckFailure;
      readonly digest: Digest | null;
      readonly signedAt: string | null;
    };

/** Checks one signer over detached content. RFC 5652 §5.4 and §5.6. Throws Asn1Error for malformed attributes. */
export function checkSigner(
  signer: SignerInfo,
  contentType: string,
  content: Buffer,
  key: KeyObject,
): CheckResult {
  const digest = DIGESTS[oidOf(firstOf(signer.digestAlgorithm))] ?? null;
  const scheme = digest === null ? null : schemeOf(signer.signatureAlgorithm, digest, key);
  if (digest === null || scheme === null)
    return { ok: false, failure: 'algorithm', digest, signedAt: null };
  if (signer.signedAttributes === null) {
    const ok = check(scheme, content, key, signer.signature);
    return ok
      ? { ok, digest, signedAt: null }
      : { ok, failure: 'signature', digest, signedAt: null };
  }
  const attributes = attributesOf(signer.signedAttributes);
  const signedAt =
    attributes.get(OID.signingTime) === undefined
      ? null
      : timeOf(single(attributes, OID.signingTime));
  if (oidOf(single(attributes, OID.contentType)) !== contentType) {
    return { ok: false, failure: 'attributes', digest, signedAt };
  }
  const stated = octetsOf(single(attributes, OID.messageDigest));
  if (!createHash(digest).update(content).digest().equals(stated)) {
    return { ok: false, failure: 'digest', digest, signedAt };
  }
  const ok = encodings(signer.signedAttributes).some((bytes) =>
    check(scheme, bytes, key, signer.signature),
  );
  return ok ? { ok, digest, signedAt } : { ok, failure: 'signature', digest, signedAt };
}

/** What was signed: the attributes as SET OF. As they stand when in DER; re-encoded, in their order or sorted, when in BER. */
function* encodingsOf(node: Node): Iterable<Buffer> {
  if (!node.indefinite) yield retag(node, ID.set);
  const set = { ...node, id: ID.set };
  yield toDer(set, false);
  yield toDer(set, true);
}

function encodings(node: Node): { some(test: (bytes: Buffer) => boolean): boolean } {
  return {
    some(test) {
      for (const bytes of encodingsOf(node)) if (test(bytes)) return true;
      return false;
    },
  };
}

function attributesOf(node: Node): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, readonly Node[]>();
  for (const attribute of childrenOf(node)) {
    const [type, values] = childrenOf(expectId(attribute, ID.sequence, 'attributo firmato'));
    if (type === undefined) throw new Asn1Error('Attributo firmato vuoto');
    const name = oidOf(type);
    if (found.has(name)) throw new Asn1Error(`Attributo firmato ripetuto: ${name}`);
    found.set(name, childrenOf(expectId(values, ID.set, 'valori')));
  }
  return found;
}

function single(attributes: ReadonlyMap<string, readonly Node[]>, name: string): Node {
  const [value, ...more] = attributes.get(name) ?? [];
  if (value === undefined || more.length > 0)
    throw new Asn1Error(`Attributo firmato mancante o multiplo: ${name}`);
  return value;
}

interface Scheme {
  readonly digest: Digest;
  readonly padding?: number;
  readonly saltLength?: number;
}

function schemeOf(algorithm: Node, digest: Digest, key: KeyObject): Scheme | null {
  const oid = oidOf(firstOf(algorithm));
  const family = key.asymmetricKeyType;
  if (oid === OID.rsa) return family === 'rsa' ? { digest } : null;
  if (oid === OID.pss)
    return family === 'rsa' || family === 'rsa-pss' ? pssOf(algorithm, digest) : null;
  const named = SIGNATURES[oid];
  if (named === undefined || named.digest !== digest) return null;
  const wanted = named.family === 'rsa' ? 'rsa' : 'ec';
  return family === wanted ? { digest } : null;
}

/** RSASSA-PSS parameters (RFC 4055 §3.1); digest and mask must use the signer's digest. */
function pssOf(algorithm: Node, digest: Digest): Scheme | null {
  const parameters = childrenOf(algorithm)[1];
  let hash: string = 'sha1';
  let mask: string = 'sha1';
  let saltLength = 20;
  for (const field of parameters === undefined ? [] : childrenOf(parameters)) {
    const value = firstOf(field);
    if (field.id === ID.context0) hash = DIGESTS[oidOf(firstOf(value))] ?? '';
    else if (field.id === ID.context1) mask = maskOf(value);
    else if (field.id === ID.context2) saltLength = smallInteger(value);
    else if (field.id !== ID.context3 || smallInteger(value) !== 1) return null;
  }
  if (hash !== digest || mask !== digest || saltLength < 0 || saltLength > 512) return null;
  return { digest, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
}

function maskOf(node: Node): string {
  const [name, parameters] = childrenOf(node);
  if (name === undefined || parameters === undefined || oidOf(name) !== OID.mgf1) return '';
  return DIGESTS[oidOf(firstOf(parameters))] ?? '';
}

function check(scheme: Scheme, data: Buffer, key: KeyObject, signature: Buffer): boolean {
  const { digest, ...options } = scheme;
  try {
    return verify(digest, data, { key, ...options }, signature);
  } catch {
    // OpenSSL throws instead of answering when a key does not fit its padding: that is no signature.
    return false;
  }
}

function firstOf(node: Node): Node {
  const first = childrenOf(node)[0];
  if (first === undefined) throw new Asn1Error(`Valore ASN.1 vuoto alla posizione ${node.start}`);
  return first;
}
