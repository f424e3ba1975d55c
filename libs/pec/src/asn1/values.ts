import type { Node } from './ber.js';
import { Asn1Error, bodyOf, ID } from './ber.js';

const known = new Map<string, string>();

/** @example oidOf(node) //=> '1.2.840.113549.1.7.2' */
export function oidOf(node: Node): string {
  if (node.id !== ID.oid) throw new Asn1Error(`Atteso un OID alla posizione ${node.start}`);
  const body = bodyOf(node);
  const key = body.toString('latin1');
  const found = known.get(key);
  if (found !== undefined) return found;
  if (body.length === 0 || body.length > 64) throw new Asn1Error('OID vuoto o troppo lungo');
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of body) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const top = Math.min(Math.floor(arc / 40), 2);
      arcs.push(top, arc - top * 40);
    } else arcs.push(arc);
    arc = 0;
  }
  const text = arcs.join('.');
  if (known.size < 500) known.set(key, text);
  return text;
}

/** UTCTime or GeneralizedTime as a UTC instant. RFC 5280 §4.1.2.5. */
export function timeOf(node: Node): string {
  const text = bodyOf(node).toString('latin1');
  const found = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(Z|[+-]\d{4})$/.exec(
    text,
  );
  const isUtc = node.id === ID.utcTime;
  if (found === null || (!isUtc && node.id !== ID.generalizedTime)) {
    throw new Asn1Error(`Ora ASN.1 illeggibile: ${JSON.stringify(text.slice(0, 40))}`);
  }
  const [, y = '', month = '', day = '', hour = '', minute = '', second = '00', zone = 'Z'] = found;
  if ((y.length === 2) !== isUtc) throw new Asn1Error('Anno ASN.1 errato');
  const year = isUtc ? (Number(y) < 50 ? `20${y}` : `19${y}`) : y;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(at)) throw new Asn1Error('Ora ASN.1 inesistente');
  return new Date(at).toISOString();
}

/** A BIT STRING's bytes; the count of unused bits is dropped. */
export function bitsOf(node: Node): Buffer {
  if (node.id !== ID.bitString)
    throw new Asn1Error(`Attesa una BIT STRING alla posizione ${node.start}`);
  return bodyOf(node).subarray(1);
}

/** Whether bit `index` of a named bit list such as keyUsage is set. */
export function bitSet(bits: Buffer, index: number): boolean {
  return ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

/** A small non-negative INTEGER, such as a path length. */
export function smallInteger(node: Node): number {
  const body = bodyOf(node);
  if (node.id !== ID.integer || body.length === 0 || body.length > 6)
    throw new Asn1Error('INTEGER errato');
  return body.readIntBE(0, body.length);
}
