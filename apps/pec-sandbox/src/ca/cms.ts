import { createHash, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import * as der from './der.js';
import { OID } from './oids.js';
import { name, type Name } from './x509.js';

/** On the thread pool: several receipts are signed side by side. */
const signAside = promisify(sign);

/** Who signs: key, the issuer and serial that name its certificate, and the certificates to enclose. */
export interface Signer {
  readonly key: KeyObject;
  readonly issuer: Name;
  readonly serial: Uint8Array;
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
}

/**
 * A detached CMS SignedData (RFC 5652) over `content` with SHA-256 and RSA: what goes into `smime.p7s`.
 * RSA PKCS #1 v1.5 is deterministic, so the same message signed again is the same bytes.
 */
export async function signDetached(
  content: Uint8Array,
  signer: Signer,
  signingTime: number,
): Promise<Buffer> {
  const attributes = der.sorted([
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.signingTime, der.time(signingTime)),
    attribute(OID.messageDigest, der.octetString(createHash('sha256').update(content).digest())),
  ]);
  // RFC 5652 §5.4: signed as a SET OF, carried as [0] IMPLICIT.
  const signature = await signAside('sha256', der.setOf(...attributes), signer.key);
  const signerInfo = der.sequence(
    der.integer(1),
    der.sequence(name(signer.issuer), der.integer(signer.serial)),
    sha256(),
    der.explicit(0, ...attributes),
    der.sequence(der.oid(OID.rsaEncryption), der.nullValue()),
    der.octetString(signature),
  );
  const signedData = der.sequence(
    der.integer(1),
    der.setOf(sha256()),
    der.sequence(der.oid(OID.data)),
    der.explicit(0, ...signer.chain),
    der.setOf(signerInfo),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

const sha256 = (): Buffer => der.sequence(der.oid(OID.sha256), der.nullValue());

const attribute = (type: string, value: Uint8Array): Buffer =>
  der.sequence(der.oid(type), der.setOf(value));
