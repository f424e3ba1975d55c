import { userInfo } from 'node:os';

const PLACE = 'riga di comando';

/**
 * Who acts at the command line, as the record names them: by the account of this machine, marked so that nobody takes it
 * for the account of the pages that has the same name. A container may have no name for its user.
 *
 * @param account gives the machine's account; throws where it has no name
 * @example operator() //=> 'riga di comando (rossi)'
 */
export function operator(account: () => string = () => userInfo().username): string {
  try {
    const name = account().trim();
    return name === '' ? PLACE : `${PLACE} (${name})`;
  } catch {
    return PLACE;
  }
}
