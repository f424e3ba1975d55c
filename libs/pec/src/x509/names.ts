import type { Node } from '../asn1/ber.js';
import { bodyOf, childrenOf } from '../asn1/ber.js';
import { oidOf } from '../asn1/values.js';

const BMP_STRING = 0x1e;

/**
 * A distinguished name as comparable texts, one a relative name. RFC 5280 §7.1: case and runs of white
 * space do not count, nor whether a value is a PrintableString or a UTF8String.
 */
export function nameKeys(name: Node): readonly string[] {
  return childrenOf(name).map((relative) =>
    childrenOf(relative)
      .map((pair) => {
        const [type, value] = childrenOf(pair);
        if (type === undefined || value === undefined) return '';
        return `${oidOf(type)}=${textOf(value).trim().replace(/\s+/g, ' ').toLowerCase()}`;
      })
      .sort()
      .join('+'),
  );
}

/** The text of one attribute of a name, or null. */
export function attributeOf(name: Node, oid: string): string | null {
  for (const relative of childrenOf(name)) {
    for (const pair of childrenOf(relative)) {
      const [type, value] = childrenOf(pair);
      if (type !== undefined && value !== undefined && oidOf(type) === oid) return textOf(value);
    }
  }
  return null;
}

function textOf(value: Node): string {
  const body = bodyOf(value);
  if (value.id !== BMP_STRING) return body.toString(value.id === 0x14 ? 'latin1' : 'utf8');
  return Buffer.from(body.subarray(0, body.length & ~1))
    .swap16()
    .toString('utf16le');
}

const LABELS: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.5': 'serialNumber',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** A name for people, most specific last as it is written. @example 'C=IT, O=AgID, CN=AgID CA1' */
export function nameText(name: Node): string {
  const parts = childrenOf(name).flatMap((relative) =>
    childrenOf(relative).map((pair) => {
      const [type, value] = childrenOf(pair);
      if (type === undefined || value === undefined) return '';
      const oid = oidOf(type);
      return `${LABELS[oid] ?? oid}=${textOf(value)}`;
    }),
  );
  return parts.join(', ').replace(/[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]/g, '');
}
