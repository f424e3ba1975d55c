import { bitSet } from '../asn1/values.js';
import type { Warning } from '../types.js';
import type { Certificate } from './certificate.js';
import { withinConstraints } from './name-constraints.js';
import { attributeOf } from './names.js';

const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';
const ANY_USAGE = '2.5.29.37.0';
/** AgID's policies for certified mail. */
const PEC_POLICY = /^1\.3\.76\.16\.3(?:\.|$)/;
const PEC_AUTHORITY = /^(?:AgID|DigitPA|CNIPA) ?CA ?\d*$/i;
const COMMON_NAME = '2.5.4.3';
/** md2, md4 and md5 with RSA: forgeable. */
const BROKEN_SIGNATURES = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.113549.1.1.4',
]);

/**
 * Everything wrong with a complete chain at an instant. RFC 5280 §6.1.3 and §6.1.4, RFC 8550 §4.4 for
 * the leaf's use. `fromRoots`: it ends in a public root, below which only the PEC authority counts.
 */
export function faultsOf(
  certificates: readonly Certificate[],
  at: string,
  fromRoots: boolean,
): readonly Warning[] {
  const reasons = certificates.flatMap((one, index) => [
    ...validity(one, at),
    ...strength(one, index === certificates.length - 1),
    ...(index === 0 ? leafUse(one) : authorityUse(one, index, index === certificates.length - 1)),
    ...constraints(one, certificates.slice(0, index)),
  ]);
  if (fromRoots && !underPecAuthority(certificates)) {
    reasons.push({
      code: 'not-pec-authority',
      message: 'Il certificato non è emesso dall’autorità della PEC (AgID, già DigitPA e CNIPA).',
    });
  }
  return reasons;
}

function validity(one: Certificate, at: string): readonly Warning[] {
  if (at < one.notBefore) {
    return [
      {
        code: 'not-yet-valid',
        message: `Il certificato «${one.subjectText}» vale solo dal ${day(one.notBefore)}.`,
      },
    ];
  }
  if (at <= one.notAfter) return [];
  return [
    {
      code: 'expired',
      message: `Il certificato «${one.subjectText}» era scaduto dal ${day(one.notAfter)}.`,
    },
  ];
}

function strength(one: Certificate, isAnchor: boolean): readonly Warning[] {
  const reasons: Warning[] = [];
  const { modulusLength } = one.publicKey().asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && modulusLength < 1024) {
    reasons.push({
      code: 'weak-key',
      message: `La chiave di «${one.subjectText}» è troppo corta (${modulusLength} bit).`,
    });
  }
  if (!isAnchor && BROKEN_SIGNATURES.has(one.signatureAlgorithm)) {
    reasons.push({
      code: 'weak-signature',
      message: `Il certificato «${one.subjectText}» è firmato con un algoritmo insicuro.`,
    });
  }
  for (const oid of isAnchor ? [] : one.unknownCritical) {
    reasons.push({
      code: 'critical-extension',
      message: `Il certificato «${one.subjectText}» ha un’estensione critica sconosciuta (${oid}).`,
    });
  }
  return reasons;
}

function leafUse(leaf: Certificate): readonly Warning[] {
  const reasons: Warning[] = [];
  const uses = leaf.extendedKeyUsage;
  if (uses !== null && !uses.includes(EMAIL_PROTECTION) && !uses.includes(ANY_USAGE)) {
    reasons.push({
      code: 'eku',
      message: 'Il certificato non è abilitato a firmare posta elettronica.',
    });
  }
  if (leaf.keyUsage !== null && !bitSet(leaf.keyUsage, 0) && !bitSet(leaf.keyUsage, 1)) {
    reasons.push({ code: 'key-usage', message: 'Il certificato non è abilitato alla firma.' });
  }
  return reasons;
}

function authorityUse(one: Certificate, index: number, isAnchor: boolean): readonly Warning[] {
  const reasons: Warning[] = [];
  if (!one.isCa && !(isAnchor && one.issuerKey === one.subjectKey)) {
    reasons.push({
      code: 'not-ca',
      message: `«${one.subjectText}» non è un’autorità di certificazione.`,
    });
  }
  if (one.keyUsage !== null && !bitSet(one.keyUsage, 5)) {
    reasons.push({
      code: 'key-usage',
      message: `«${one.subjectText}» non è abilitata a firmare certificati.`,
    });
  }
  if (one.pathLength !== null && index - 1 > one.pathLength) {
    reasons.push({
      code: 'path-length',
      message: `La catena sotto «${one.subjectText}» è più lunga di quanto ammesso.`,
    });
  }
  const uses = one.extendedKeyUsage;
  if (!isAnchor && uses !== null && !uses.includes(EMAIL_PROTECTION) && !uses.includes(ANY_USAGE)) {
    reasons.push({
      code: 'eku',
      message: `«${one.subjectText}» non può emettere certificati per la posta.`,
    });
  }
  return reasons;
}

function constraints(authority: Certificate, below: readonly Certificate[]): readonly Warning[] {
  const { nameConstraints } = authority;
  if (nameConstraints === null) return [];
  return below
    .filter((one, index) => index === 0 || one.issuerKey !== one.subjectKey)
    .filter((one) => !withinConstraints(one, nameConstraints))
    .map((one) => ({
      code: 'name-constraints',
      message: `«${authority.subjectText}» non può emettere certificati per «${one.subjectText}».`,
    }));
}

function underPecAuthority(certificates: readonly Certificate[]): boolean {
  if (certificates[0]?.policies.some((oid) => PEC_POLICY.test(oid)) === true) return true;
  return certificates
    .slice(1)
    .some((one) => PEC_AUTHORITY.test(attributeOf(one.subject, COMMON_NAME) ?? ''));
}

/** @example day('2022-03-24T22:58:00.000Z') //=> '24/03/2022' */
function day(instant: string): string {
  return instant.slice(0, 10).split('-').reverse().join('/');
}
