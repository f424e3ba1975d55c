import { Asn1Error } from './asn1/ber.js';
import { classifyHeaders } from './classify.js';
import type { CheckFailure, CheckResult } from './cms/check.js';
import { checkSigner } from './cms/check.js';
import type { SignedData, SignerInfo } from './cms/signed-data.js';
import { readSignedData } from './cms/signed-data.js';
import { OID } from './cms/oids.js';
import { readingOf } from './reading.js';
import { readMessage } from './read-message.js';
import type { Cut, SignedCut } from './structure.js';
import { topValues } from './structure.js';
import { mailInstant } from './time.js';
import type { PecMessage, Signature, Verdict, Warning } from './types.js';
import type { Certificate } from './x509/certificate.js';
import { certificateOf, isCryptoError, mailboxesOf } from './x509/certificate.js';
import { findChain } from './x509/chain.js';
import { attributeOf } from './x509/names.js';
import type { TrustStore } from './x509/trust-store.js';

export interface VerifyOptions {
  /** UTC instant at which certificates must be valid, instead of the receipt's own signed time. */
  readonly at?: string;
}

/** What is known of a signature that nobody has looked at. */
export const UNVERIFIED: Signature = {
  verdict: 'absent',
  signer: null,
  signedAt: null,
  digest: null,
  chain: [],
  reasons: [],
};

/**
 * Whether a message is what it says. In this order, the first that fails gives the verdict: there is a
 * signature (`absent`), it covers exactly the bytes that were read (`invalid`), its certificate leads to
 * an anchor and was valid at the message's own time (`untrusted`), the signer is the From address and
 * the signed `tipo` is the one announced (`mismatch`). Only then `valid`. Never throws.
 *
 * Sources: RFC 8551, RFC 5652, RFC 5280; RFC 6109 §4.1 for the address.
 *
 * @example verifyMessage(raw, readMessage(raw), trustStore()).verdict //=> 'valid'
 */
export function verifyMessage(
  raw: Uint8Array,
  message: PecMessage,
  trust: TrustStore,
  options: VerifyOptions = {},
): Signature {
  try {
    return verify(raw, message, trust, options);
  } catch (error) {
    // As in readMessage: nothing is known to come here, and whatever does is not believed.
    return refuse(
      UNVERIFIED,
      'verifier-failed',
      `La verifica si è fermata: ${String(error).slice(0, 200)}`,
    );
  }
}

function verify(
  raw: Uint8Array,
  message: PecMessage,
  trust: TrustStore,
  options: VerifyOptions,
): Signature {
  const reading = readingOf(message, raw);
  if (reading !== null) return judge(reading.cut, message, trust, options);
  // The message was read elsewhere, or from other bytes: what is verified must be what is read here.
  const own = readMessage(raw);
  const verdict = judge(readingOf(own, raw)?.cut as Cut, own, trust, options);
  return saysTheSame(own, message)
    ? verdict
    : refuse(verdict, 'other-message', 'I dati da verificare non sono quelli di questo messaggio.');
}

function saysTheSame(a: PecMessage, b: PecMessage): boolean {
  const facts = ({
    kind,
    refersTo,
    providerId,
    at,
    recipient,
    certifiedType,
    from,
  }: PecMessage): string =>
    JSON.stringify([kind, refersTo, providerId, at, recipient, certifiedType, from]);
  return facts(a) === facts(b);
}

function refuse(signature: Signature, code: string, message: string): Signature {
  return { ...signature, verdict: 'invalid', reasons: [{ code, message }, ...signature.reasons] };
}

function judge(
  cut: Cut,
  message: PecMessage,
  trust: TrustStore,
  options: VerifyOptions,
): Signature {
  const refused = cut.ambiguities.list();
  const { signed } = cut;
  if (signed === null || signed.signature === null) {
    const promised =
      signed !== null ||
      topValues(cut, 'content-type').some((value) => /multipart\/signed|pkcs7-mime/i.test(value));
    if (promised && refused.length > 0)
      return { ...UNVERIFIED, verdict: 'invalid', reasons: refused };
    return {
      ...UNVERIFIED,
      reasons: [{ code: 'no-signature', message: 'Il messaggio non porta una firma.' }],
    };
  }
  if (refused.length > 0) return { ...UNVERIFIED, verdict: 'invalid', reasons: refused };
  try {
    return judgeSignature(signed, signed.signature, cut, message, trust, options);
  } catch (error) {
    if (!(error instanceof Asn1Error) && !isCryptoError(error)) throw error;
    return refuse(
      UNVERIFIED,
      'signature-malformed',
      `La firma non è leggibile (${(error as Error).message}).`,
    );
  }
}

function judgeSignature(
  signed: SignedCut,
  p7s: Buffer,
  cut: Cut,
  message: PecMessage,
  trust: TrustStore,
  options: VerifyOptions,
): Signature {
  const data = readSignedData(p7s);
  const [signer, ...others] = data.signers;
  if (signer === undefined)
    return refuse(UNVERIFIED, 'no-signer', 'La firma non indica alcun firmatario.');
  if (others.length > 0)
    return refuse(
      UNVERIFIED,
      'several-signers',
      'La firma ha più firmatari: non si sa quale valga.',
    );
  if (data.content !== null)
    return refuse(
      UNVERIFIED,
      'content-twice',
      'La firma contiene anche un contenuto suo, diverso da quello letto.',
    );
  if (data.contentType !== OID.data)
    return refuse(UNVERIFIED, 'content-type', 'La firma non riguarda un contenuto ordinario.');
  const bag = data.certificates.flatMap((der) => readable(der));
  const leaves = leavesOf(signer, bag);
  const [leaf] = leaves;
  if (leaf === undefined)
    return {
      ...UNVERIFIED,
      verdict: 'untrusted',
      reasons: [{ code: 'signer-certificate', message: 'Manca il certificato di chi ha firmato.' }],
    };
  if (leaves.length > 1)
    return refuse(UNVERIFIED, 'signer-ambiguous', 'Più certificati corrispondono al firmatario.');
  const checked = check(signer, data, signed, leaf);
  const known: Signature = {
    ...UNVERIFIED,
    signer: mailboxesOf(leaf)[0] ?? leaf.subjectText,
    signedAt: checked.signedAt,
    digest: checked.digest,
    chain: [leaf.subjectText],
  };
  if (!checked.ok) return refuse(known, checked.failure, SENTENCES[checked.failure]);
  return judgeSigner(known, leaf, bag, cut, message, trust, options);
}

/** Providers put all sorts of certificates beside their own: one that nobody can read is as good as absent. */
function readable(der: Buffer): readonly Certificate[] {
  try {
    return [certificateOf(der)];
  } catch (error) {
    if (error instanceof Asn1Error) return [];
    throw error;
  }
}

const SENTENCES: Readonly<Record<CheckFailure, string>> = {
  algorithm: 'La firma usa un algoritmo non ammesso o incoerente.',
  attributes: 'Gli attributi firmati non corrispondono al contenuto.',
  digest: 'Il contenuto è stato modificato dopo la firma.',
  signature:
    'La firma non corrisponde al certificato: il messaggio o la firma sono stati alterati.',
};

/** The bytes that were read, or, where only their line ends differ from what is stored, those. */
function check(
  signer: SignerInfo,
  data: SignedData,
  signed: SignedCut,
  leaf: Certificate,
): CheckResult {
  const key = leaf.publicKey();
  const first = checkSigner(signer, data.contentType, signed.bytes, key);
  if (first.ok || signed.asStored === signed.bytes) return first;
  const second = checkSigner(signer, data.contentType, signed.asStored, key);
  return second.ok ? second : first;
}

function leavesOf(signer: SignerInfo, bag: readonly Certificate[]): readonly Certificate[] {
  const { sid } = signer;
  const found = bag.filter((one) =>
    'keyId' in sid
      ? one.subjectKeyId?.equals(sid.keyId) === true
      : one.serial.equals(sid.serial) && issuerIs(one, sid.issuer),
  );
  return [...new Map(found.map((one) => [one.der.toString('latin1'), one])).values()];
}

function issuerIs(certificate: Certificate, issuer: Buffer): boolean {
  const { bytes, start, end } = certificate.issuer;
  return bytes.subarray(start, end).equals(issuer);
}

function judgeSigner(
  known: Signature,
  leaf: Certificate,
  bag: readonly Certificate[],
  cut: Cut,
  message: PecMessage,
  trust: TrustStore,
  options: VerifyOptions,
): Signature {
  const at =
    options.at ?? message.at ?? known.signedAt ?? mailInstant(topValues(cut, 'date')[0] ?? null);
  const mismatches = mismatchesOf(leaf, cut, message);
  if (at === null) {
    const reason = {
      code: 'no-time',
      message: 'Nessuna data a cui verificare la validità del certificato.',
    };
    return { ...known, verdict: 'untrusted', reasons: [reason, ...mismatches] };
  }
  const chain = findChain(leaf, bag, trust, at);
  const certificates = chain.ok ? chain.path.certificates : chain.certificates;
  const reasons: readonly Warning[] = [...(chain.ok ? [] : chain.reasons), ...mismatches];
  const verdict: Verdict = !chain.ok ? 'untrusted' : mismatches.length > 0 ? 'mismatch' : 'valid';
  return { ...known, verdict, chain: certificates.map((one) => one.subjectText), reasons };
}

function mismatchesOf(leaf: Certificate, cut: Cut, message: PecMessage): readonly Warning[] {
  const reasons: Warning[] = [];
  const mailboxes = mailboxesOf(leaf);
  if (message.from === null || !mailboxes.includes(message.from)) {
    const signer =
      mailboxes.join(', ') || (attributeOf(leaf.subject, '2.5.4.3') ?? leaf.subjectText);
    reasons.push({
      code: 'san-from',
      message: `Il mittente è «${message.from ?? 'sconosciuto'}», ma il certificato è di «${signer}».`,
    });
  }
  for (const refusal of cut.refusals.list()) reasons.push(refusal);
  const { expectedType } = classifyHeaders(
    topValues(cut, 'x-ricevuta'),
    topValues(cut, 'x-trasporto'),
  );
  if (message.warnings.some((one) => one.code === 'daticert-unannounced')) {
    reasons.push({
      code: 'tipo',
      message: 'Il messaggio porta dati certificati che nessuna intestazione annuncia.',
    });
  }
  if (message.warnings.some((one) => one.code === 'daticert-unannounced')) {
    reasons.push({
      code: 'tipo',
      message: 'Il messaggio porta dati certificati che nessuna intestazione annuncia.',
    });
  }
  if (expectedType !== message.certifiedType && cut.refusals.list().length === 0) {
    reasons.push({
      code: 'tipo',
      message: `L’intestazione annuncia «${expectedType ?? 'nessun tipo'}», i dati certificati «${message.certifiedType ?? 'nessun tipo'}».`,
    });
  }
  return reasons;
}
