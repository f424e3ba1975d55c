import type { Node } from './ber.js';
import { bodyOf, childrenOf, encodingOf, octetsOf } from './ber.js';

/**
 * The DER encoding of a value that came in BER: definite minimal lengths, strings in one piece. A SET
 * OF is sorted when asked (X.690 §11.6); signers that forget to sort are verified in their own order.
 */
export function toDer(node: Node, sortSets: boolean): Buffer {
  if (!node.constructed) return encode(node.id, bodyOf(node));
  const universalString = node.id === 0x24;
  if (universalString) return encode(0x04, octetsOf(node));
  const parts = childrenOf(node).map((child) => toDer(child, sortSets));
  if (sortSets && node.id === 0x31) parts.sort(Buffer.compare);
  return encode(node.id, Buffer.concat(parts));
}

/** Tag, minimal length, content. */
export function encode(id: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([id]), length(body.length), body]);
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size]);
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** The same value under another identifier octet, for IMPLICIT tags. */
export function retag(node: Node, id: number): Buffer {
  const copy = Buffer.from(encodingOf(node));
  copy[0] = id;
  return copy;
}
