import { UsageError } from '../command.js';

/** A mailbox of the sandbox with its password. */
export interface User {
  /** Lower case. */
  readonly address: string;
  readonly password: string;
}

/**
 * Reads `address:password`; the password may hold colons.
 *
 * @throws UsageError naming what was found
 * @example parseUser('ufficio@pec.it:a:b') //=> { address: 'ufficio@pec.it', password: 'a:b' }
 */
export function parseUser(text: string): User {
  const match = /^([^\s:@]+@[^\s:@/]+):(.+)$/.exec(text);
  if (match === null) {
    throw new UsageError(
      `--user «${text}»: atteso indirizzo:password, come ufficio@pec.ente.it:prova`,
    );
  }
  return { address: (match[1] ?? '').toLowerCase(), password: match[2] ?? '' };
}
