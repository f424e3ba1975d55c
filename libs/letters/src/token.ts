import { createHash } from 'node:crypto';

/** No 0/O or 1/I to mistype. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * Short code printed in a letter, which a reply may quote. Derived from the letter's id: the rehearsal
 * prints the code that the letter will have.
 *
 * @example letterToken('110001/push-erp/2021-12-31/opening/1') //=> 'SOL-…' (12 characters)
 */
export function letterToken(letter: string): string {
  const digest = createHash('sha256').update(letter).digest();
  return 'SOL-' + Array.from(digest.subarray(0, 8), (byte) => ALPHABET[byte % 32]).join('');
}
