import type { Node } from '../asn1/ber.js';
import {
  Asn1Error,
  bodyOf,
  childrenOf,
  encodingOf,
  expectId,
  ID,
  octetsOf,
  readNode,
} from '../asn1/ber.js';
import { oidOf } from '../asn1/values.js';
import { OID } from './oids.js';

/** A CMS SignedData. RFC 5652 §5. */
export interface SignedData {
  readonly contentType: string;
  /** The content when it is inside; null when detached, as in a PEC. */
  readonly content: Node | null;
  /** DER of every certificate, in the order given. */
  readonly certificates: readonly Buffer[];
  readonly signers: readonly SignerInfo[];
}

export interface SignerInfo {
  /** Issuer (DER) and serial number (content octets), or the subject key identifier. */
  readonly sid: { readonly issuer: Buffer; readonly serial: Buffer } | { readonly keyId: Buffer };
  readonly digestAlgorithm: Node;
  readonly signedAttributes: Node | null;
  readonly signatureAlgorithm: Node;
  readonly signature: Buffer;
}

/** Reads a ContentInfo that holds SignedData, in BER or DER. Throws Asn1Error. */
export function readSignedData(bytes: Buffer): SignedData {
  const info = expectId(readNode(bytes, 0, bytes.length), ID.sequence, 'ContentInfo');
  const [type, wrapped] = childrenOf(info);
  if (type === undefined || oidOf(type) !== OID.signedData)
    throw new Asn1Error('Non è un SignedData');
  const [signed] = childrenOf(expectId(wrapped, ID.context0, 'contenuto'));
  const fields = [...childrenOf(expectId(signed, ID.sequence, 'SignedData'))];
  expectId(fields.shift(), ID.integer, 'versione');
  expectId(fields.shift(), ID.set, 'algoritmi');
  const [contentType, content] = childrenOf(expectId(fields.shift(), ID.sequence, 'contenuto'));
  const certificates = fields[0]?.id === ID.context0 ? certificatesOf(fields.shift() as Node) : [];
  if (fields[0]?.id === ID.context1) fields.shift();
  const signers = childrenOf(expectId(fields.shift(), ID.set, 'firmatari'));
  if (contentType === undefined || fields.length > 0) throw new Asn1Error('SignedData malformato');
  return {
    contentType: oidOf(contentType),
    content: content === undefined ? null : (childrenOf(content)[0] ?? null),
    certificates,
    signers: signers.slice(0, 20).map(signerOf),
  };
}

/** Attribute certificates and other kinds carry other tags and are passed over. */
function certificatesOf(node: Node): readonly Buffer[] {
  const found = childrenOf(node).filter((child) => child.id === ID.sequence);
  if (found.length > 50) throw new Asn1Error('Troppi certificati nella firma');
  return found.map(encodingOf);
}

function signerOf(node: Node): SignerInfo {
  const fields = [...childrenOf(expectId(node, ID.sequence, 'firmatario'))];
  expectId(fields.shift(), ID.integer, 'versione del firmatario');
  const sid = sidOf(fields.shift());
  const digestAlgorithm = expectId(fields.shift(), ID.sequence, 'algoritmo di impronta');
  const signedAttributes = fields[0]?.id === ID.context0 ? (fields.shift() as Node) : null;
  const signatureAlgorithm = expectId(fields.shift(), ID.sequence, 'algoritmo di firma');
  const signature = fields.shift();
  if (signature === undefined || (signature.id & 0xdf) !== ID.octetString)
    throw new Asn1Error('Firma assente');
  if (fields.length > 1 || (fields[0] !== undefined && fields[0].id !== ID.context1)) {
    throw new Asn1Error('Firmatario malformato');
  }
  return {
    sid,
    digestAlgorithm,
    signedAttributes,
    signatureAlgorithm,
    signature: octetsOf(signature),
  };
}

function sidOf(node: Node | undefined): SignerInfo['sid'] {
  if (node !== undefined && (node.id === 0x80 || node.id === ID.context0))
    return { keyId: octetsOf(node) };
  const [issuer, serial] = childrenOf(expectId(node, ID.sequence, 'identificativo del firmatario'));
  return {
    issuer: encodingOf(expectId(issuer, ID.sequence, 'emittente')),
    serial: bodyOf(expectId(serial, ID.integer, 'numero di serie')),
  };
}
