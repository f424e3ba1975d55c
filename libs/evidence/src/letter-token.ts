import { createHash } from 'node:crypto';

/** No 0/O or 1/I to mistype. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * Short code printed in a letter, which a reply may quote. Derived from the letter's id: the rehearsal
 * prints the code that the letter will have, and whoever holds the letter can tell which one it is.
 *
 * @example letterToken('push-erp/110001/2022-02-14') //=> 'SOL-V8TFCHGX'
 */
export function letterToken(letter: string): string {
  const digest = createHash('sha256').update(letter).digest();
  return 'SOL-' + Array.from(digest.subarray(0, 8), (byte) => ALPHABET[byte % 32]).join('');
}

/**
 * The codes of letters that a text quotes, each once.
 *
 * @example letterTokensIn('Riferimento: SOL-V8TFCHGX') //=> ['SOL-V8TFCHGX']
 */
export const letterTokensIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\bSOL-[2-9A-HJ-NP-Z]{8}\b/g)),
];
