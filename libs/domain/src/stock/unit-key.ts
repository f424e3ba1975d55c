/** Spaces, the underscore, hyphens and dashes of Unicode, the minus sign: all written for one separator. */
const SEPARATOR = /[\s_\-\u2010-\u2015\u2212]+/gu;

/**
 * The form of a unit's key by which units are compared: every separator (`_`, hyphen, dash, inner space) is one `-`, spaces
 * around it and at the ends go, letters are upper case, full-width forms are plain. Leading zeros stay: they are part of
 * the key.
 *
 * @example normaliseUnitKey(' 072006_3122 ') //=> '072006-3122'
 * @example normaliseUnitKey('07A - 01') //=> '07A-01'
 */
export function normaliseUnitKey(key: string): string {
  return key.normalize('NFKC').trim().replace(SEPARATOR, '-').toUpperCase();
}
