/** One ASN.1 value in BER or DER (X.690 §8). Offsets are into `bytes`. */
export interface Node {
  readonly bytes: Buffer;
  /** The identifier octet: class, constructed bit and tag number (below 31). */
  readonly id: number;
  readonly start: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
  readonly constructed: boolean;
  readonly indefinite: boolean;
}

/** Bytes that are no ASN.1, or more of it than we are willing to read. */
export class Asn1Error extends Error {
  readonly code = 'asn1';
}

const MAX_DEPTH = 40;
const MAX_CHILDREN = 100_000;

/** Reads the value that starts at `start`. Indefinite lengths are followed to their end. Throws Asn1Error. */
export function readNode(bytes: Buffer, start: number, limit: number, depth = 0): Node {
  if (depth > MAX_DEPTH) throw new Asn1Error('ASN.1 troppo annidato');
  if (start + 2 > limit) throw new Asn1Error(`ASN.1 tronco alla posizione ${start}`);
  const id = bytes[start] as number;
  if ((id & 0x1f) === 0x1f) throw new Asn1Error(`Etichetta ASN.1 lunga alla posizione ${start}`);
  const first = bytes[start + 1] as number;
  const constructed = (id & 0x20) !== 0;
  if (first === 0x80) return readIndefinite(bytes, start, limit, depth, constructed);
  let length = first;
  let bodyStart = start + 2;
  if (first > 0x80) {
    const count = first & 0x7f;
    if (count > 6 || bodyStart + count > limit)
      throw new Asn1Error(`Lunghezza ASN.1 errata alla posizione ${start}`);
    length = count === 0 ? 0 : bytes.readUIntBE(bodyStart, count);
    bodyStart += count;
  }
  const end = bodyStart + length;
  if (end > limit) throw new Asn1Error(`ASN.1 tronco alla posizione ${start}`);
  return { bytes, id, start, bodyStart, bodyEnd: end, end, constructed, indefinite: false };
}

function readIndefinite(
  bytes: Buffer,
  start: number,
  limit: number,
  depth: number,
  constructed: boolean,
): Node {
  if (!constructed) throw new Asn1Error(`Lunghezza indefinita non ammessa alla posizione ${start}`);
  const bodyStart = start + 2;
  let at = bodyStart;
  for (let count = 0; !(bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= limit); count += 1) {
    if (count > MAX_CHILDREN) throw new Asn1Error('ASN.1 con troppi elementi');
    at = readNode(bytes, at, limit, depth + 1).end;
  }
  return {
    bytes,
    id: bytes[start] as number,
    start,
    bodyStart,
    bodyEnd: at,
    end: at + 2,
    constructed,
    indefinite: true,
  };
}

/** The values inside a constructed one. */
export function childrenOf(node: Node): readonly Node[] {
  if (!node.constructed)
    throw new Asn1Error(`Atteso un valore ASN.1 composto alla posizione ${node.start}`);
  const found: Node[] = [];
  for (let at = node.bodyStart; at < node.bodyEnd;) {
    const child = readNode(node.bytes, at, node.bodyEnd);
    if (found.length >= MAX_CHILDREN) throw new Asn1Error('ASN.1 con troppi elementi');
    found.push(child);
    at = child.end;
  }
  return found;
}

/** The whole encoding of a value. */
export function encodingOf(node: Node): Buffer {
  return node.bytes.subarray(node.start, node.end);
}

/** The content of a value. */
export function bodyOf(node: Node): Buffer {
  return node.bytes.subarray(node.bodyStart, node.bodyEnd);
}

/** The bytes of an OCTET STRING, put together when BER sends it in pieces (X.690 §8.7.3). */
export function octetsOf(node: Node, depth = 0): Buffer {
  if (!node.constructed) return bodyOf(node);
  if (depth > 4) throw new Asn1Error('OCTET STRING troppo annidato');
  return Buffer.concat(childrenOf(node).map((child) => octetsOf(child, depth + 1)));
}

/** Throws Asn1Error unless the value has this identifier octet. */
export function expectId(node: Node | undefined, id: number, what: string): Node {
  if (node === undefined || node.id !== id) {
    throw new Asn1Error(
      `${what}: atteso 0x${id.toString(16)}, trovato ${node === undefined ? 'nulla' : `0x${node.id.toString(16)}`}`,
    );
  }
  return node;
}

/** Identifier octets used here. */
export const ID = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  context0: 0xa0,
  context1: 0xa1,
  context2: 0xa2,
  context3: 0xa3,
} as const;
