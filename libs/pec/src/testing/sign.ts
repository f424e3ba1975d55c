import { constants, createHash, sign as signBytes } from 'node:crypto';
import type { Issued } from './authority.js';
import {
  context,
  contextPrimitive,
  indefinite,
  int,
  nul,
  octets,
  octetsInPieces,
  oid,
  seq,
  set,
  time,
} from './der.js';

const DIGEST: Readonly<Record<string, string>> = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};
const ECDSA: Readonly<Record<string, string>> = {
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};
const RSA = '1.2.840.113549.1.1.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';

export interface SignOptions {
  readonly digest?: string;
  readonly signedAt?: string | null;
  /** Certificates to bring along; the signer's own and its issuers by default. */
  readonly bag?: readonly Buffer[];
  readonly attributes?: boolean;
  readonly ber?: boolean;
  readonly pss?: boolean;
  readonly byKeyId?: boolean;
  readonly signers?: number;
  /** Content put inside, beside the detached one. */
  readonly content?: Buffer;
  readonly contentTypeAttribute?: string;
  readonly repeatDigest?: boolean;
}

/** A CMS SignedData over detached content, as a provider makes it, or bent as a test asks. RFC 5652 §5. */
export function signContent(content: Buffer, signer: Issued, options: SignOptions = {}): Buffer {
  const count = options.signers ?? 1;
  const infos = Array.from({ length: count }, () => signerInfo(content, signer, options));
  // Certificates stay in DER inside a BER message: their own signatures cover those bytes.
  const wrap = options.ber === true ? indefinite : (der: Buffer): Buffer => der;
  const inside = options.content === undefined ? [] : [context(0, octets(options.content))];
  const bag = options.bag ?? [signer.der];
  const signed = wrap(
    seq(
      int(1),
      set(algorithm(options.digest ?? 'sha256')),
      wrap(seq(oid(DATA), ...inside)),
      ...(bag.length === 0 ? [] : [wrap(context(0, ...bag))]),
      wrap(set(...infos)),
    ),
  );
  return wrap(seq(oid(SIGNED_DATA), wrap(context(0, signed))));
}

function algorithm(digest: string): Buffer {
  return seq(oid(DIGEST[digest] ?? ''), nul());
}

function signerInfo(content: Buffer, signer: Issued, options: SignOptions): Buffer {
  const digest = options.digest ?? 'sha256';
  const attributes = options.attributes === false ? null : attributesOf(content, digest, options);
  const tbs = attributes === null ? content : set(...attributes);
  const sid =
    options.byKeyId === true
      ? contextPrimitive(0, keyIdOf(signer))
      : seq(signer.issuer, signer.serial);
  const ber = options.ber === true;
  const info = seq(
    int(options.byKeyId === true ? 3 : 1),
    sid,
    algorithm(digest),
    ...(attributes === null ? [] : [signedField(attributes, ber)]),
    signatureAlgorithm(signer, digest, options.pss === true),
    (ber ? octetsInPieces : octets)(signatureOf(tbs, signer, digest, options.pss === true)),
  );
  return ber ? indefinite(info) : info;
}

function signedField(attributes: readonly Buffer[], ber: boolean): Buffer {
  const field = context(0, ...[...attributes].sort(Buffer.compare));
  return ber ? indefinite(field) : field;
}

function attributesOf(content: Buffer, digest: string, options: SignOptions): Buffer[] {
  const hash = createHash(digest).update(content).digest();
  const stated = seq(oid('1.2.840.113549.1.9.4'), set(octets(hash)));
  const list = [
    seq(oid('1.2.840.113549.1.9.3'), set(oid(options.contentTypeAttribute ?? DATA))),
    stated,
  ];
  if (options.repeatDigest === true) list.push(stated);
  const { signedAt = '2022-03-10T09:00:00Z' } = options;
  if (signedAt !== null) list.push(seq(oid('1.2.840.113549.1.9.5'), set(time(signedAt))));
  return list;
}

function signatureAlgorithm(signer: Issued, digest: string, pss: boolean): Buffer {
  if (signer.keys.privateKey.asymmetricKeyType === 'ec') return seq(oid(ECDSA[digest] ?? ''));
  if (!pss) return seq(oid(RSA), nul());
  const hash = algorithm(digest);
  const size = createHash(digest).digest().length;
  return seq(
    oid('1.2.840.113549.1.1.10'),
    seq(
      context(0, hash),
      context(1, seq(oid('1.2.840.113549.1.1.8'), hash)),
      context(2, int(size)),
    ),
  );
}

function signatureOf(bytes: Buffer, signer: Issued, digest: string, pss: boolean): Buffer {
  const { privateKey } = signer.keys;
  if (!pss) return signBytes(digest, bytes, privateKey);
  const saltLength = createHash(digest).digest().length;
  return signBytes(digest, bytes, {
    key: privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength,
  });
}

function keyIdOf(signer: Issued): Buffer {
  return createHash('sha1')
    .update(signer.keys.publicKey.export({ type: 'spki', format: 'der' }))
    .digest();
}
