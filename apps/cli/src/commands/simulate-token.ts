import { createHash } from 'node:crypto';

/** As the running engine's: a test compares them. Its library would load the database driver for this alone. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * The code that a letter will bear, from the letter's id.
 *
 * @example letterToken('push-erp/110001/2022-02-14').length //=> 12
 */
export function letterToken(letter: string): string {
  const digest = createHash('sha256').update(letter).digest();
  return 'SOL-' + Array.from(digest.subarray(0, 8), (byte) => ALPHABET[byte % 32]).join('');
}
