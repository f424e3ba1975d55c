import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import * as der from './der.js';
import { OID } from './oids.js';

/** A distinguished name, in order: `[['C','IT'], ['CN','…']]`. */
export type Name = readonly (readonly [keyof typeof NAME_OIDS, string])[];

const NAME_OIDS = {
  C: OID.country,
  L: OID.locality,
  O: OID.organisation,
  OU: OID.organisationalUnit,
  CN: OID.commonName,
} as const;

export interface CertificateRequest {
  readonly subject: Name;
  readonly publicKey: KeyObject;
  readonly issuer: Name;
  readonly issuerKey: KeyObject;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly extensions: readonly Uint8Array[];
}

/**
 * An X.509 v3 certificate (RFC 5280) as DER. The serial number follows from key, subject and dates, so
 * that the same request gives the same certificate.
 */
export function certificate(request: CertificateRequest): Buffer {
  const algorithm = signatureAlgorithm(request.issuerKey);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serialOf(request)),
    algorithm,
    name(request.issuer),
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    name(request.subject),
    spki(request.publicKey),
    der.explicit(
      3,
      der.sequence(
        extension(
          OID.subjectKeyIdentifier,
          false,
          der.octetString(keyIdentifier(request.publicKey)),
        ),
        extension(
          OID.authorityKeyIdentifier,
          false,
          der.sequence(der.implicit(0, keyIdentifier(createPublicKey(request.issuerKey)))),
        ),
        ...request.extensions,
      ),
    ),
  );
  return der.sequence(tbs, algorithm, der.bitString(sign('sha256', tbs, request.issuerKey)));
}

/** The serial number of a request, as unsigned bytes. CMS names the signer by issuer and serial. */
export function serialOf(request: CertificateRequest): Buffer {
  const digest = createHash('sha256')
    .update(spki(request.publicKey))
    .update(JSON.stringify([request.subject, request.notBefore, request.notAfter]))
    .digest()
    .subarray(0, 16);
  digest[0] = (digest[0]! & 0x7f) | 0x40;
  return digest;
}

export function name(parts: Name): Buffer {
  return der.sequence(
    ...parts.map(([key, value]) =>
      der.setOf(
        der.sequence(
          der.oid(NAME_OIDS[key]),
          key === 'C' ? der.printableString(value) : der.utf8String(value),
        ),
      ),
    ),
  );
}

export const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

/** 160 bits that identify a key (RFC 7093 §2, method 4: a hash of the whole SubjectPublicKeyInfo). */
const keyIdentifier = (key: KeyObject): Buffer =>
  createHash('sha256').update(spki(key)).digest().subarray(0, 20);

function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === 'ec'
    ? der.sequence(der.oid(OID.ecdsaWithSha256))
    : der.sequence(der.oid(OID.sha256WithRsa), der.nullValue());
}

export function extension(id: string, critical: boolean, value: Uint8Array): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(id), ...flag, der.octetString(value));
}

/** @example pem(der) //=> '-----BEGIN CERTIFICATE-----\n…' */
export function pem(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
