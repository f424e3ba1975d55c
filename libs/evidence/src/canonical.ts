import { EvidenceError } from './errors.js';

/**
 * One text for one value (RFC 8785): keys sorted by UTF-16 code units, no spaces, numbers and strings as
 * JSON.stringify writes them, undefined members left out.
 *
 * @throws EvidenceError `not-canonical` for what JSON can't carry
 * @example canonicalJson({ b: 1, a: ['è'] }) //=> '{"a":["è"],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new EvidenceError('not-canonical', `a ${typeof value} has no canonical JSON`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
