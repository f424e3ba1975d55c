import { rootCertificates } from 'node:tls';
import { Asn1Error } from '../asn1/ber.js';
import type { Certificate } from './certificate.js';
import { certificateOf } from './certificate.js';
import type { ValidPath } from './chain.js';
import { HISTORICAL_ROOTS } from './historical-roots.js';

export interface Anchor {
  readonly certificate: Certificate;
  /** From the public root store: trusted for certified mail only below the PEC authority. */
  readonly builtIn: boolean;
}

/** The certificates that a chain may end in, and the signers already found to. Made by `trustStore`. */
export interface TrustStore {
  anchorsNamed(subjectKey: string): readonly Anchor[];
  isAnchor(certificate: Certificate): boolean;
  /** Chains that held, by the whole signer certificate; each is used again only within its conditions. */
  readonly validated: Map<string, readonly ValidPath[]>;
}

export interface TrustOptions {
  /** PEM texts, each with one or more certificates: trusted as they are, for any PEC. */
  readonly pems?: readonly string[];
  /** Node's own root store and the roots of older certified mail; default true. */
  readonly builtIn?: boolean;
}

/** A PEM text without a readable certificate. */
export class TrustError extends Error {
  readonly code = 'trust-pem';
}

let publicRoots: readonly Anchor[] | null = null;

/**
 * Makes a store of trust anchors. With the built-in roots, a provider's certificate must come from the
 * PEC authority (AgID, formerly DigitPA and CNIPA), whose own certificate stands in the message: that
 * some public authority vouches for an e-mail address makes nobody a PEC provider.
 *
 * Errors: TrustError for a PEM text that holds no certificate.
 *
 * @example trustStore({ pems: [readFileSync('ca.pem', 'utf8')], builtIn: false })
 */
export function trustStore(options: TrustOptions = {}): TrustStore {
  const own = (options.pems ?? []).flatMap((pem) => readPems(pem));
  const anchors = own.map((certificate): Anchor => ({ certificate, builtIn: false }));
  if (options.builtIn !== false) anchors.push(...(publicRoots ??= readPublicRoots()));
  return storeOf(anchors);
}

/** A store of anchors whose origin is already decided. */
export function storeOf(anchors: readonly Anchor[]): TrustStore {
  const byName = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    const key = anchor.certificate.subjectKey;
    byName.set(key, [...(byName.get(key) ?? []), anchor]);
  }
  return {
    anchorsNamed: (key) => byName.get(key) ?? [],
    isAnchor: (certificate) =>
      (byName.get(certificate.subjectKey) ?? []).some((one) =>
        one.certificate.der.equals(certificate.der),
      ),
    validated: new Map(),
  };
}

function readPublicRoots(): readonly Anchor[] {
  const pems = [...rootCertificates, ...HISTORICAL_ROOTS];
  return pems
    .flatMap((pem) => readPems(pem))
    .map((certificate) => ({ certificate, builtIn: true }));
}

function readPems(text: string): readonly Certificate[] {
  const blocks = [
    ...text.matchAll(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([\s\S]*?)-----END/g),
  ];
  if (blocks.length === 0)
    throw new TrustError('Nessun certificato PEM (-----BEGIN CERTIFICATE-----) nel testo.');
  return blocks.map((block, index) => {
    try {
      return certificateOf(Buffer.from(block[1] ?? '', 'base64'));
    } catch (error) {
      if (!(error instanceof Asn1Error)) throw error;
      throw new TrustError(`Il certificato PEM n. ${index + 1} non è leggibile: ${error.message}.`);
    }
  });
}
