/**
 * Malformed input: which field, what was found, what was expected. `code` is stable for programs, `message` is an
 * Italian sentence for people.
 *
 * @example new DomainError('impossible-date', 'reference', '2022-06-31', 'un giorno che esiste').message
 * //=> 'reference: trovato «2022-06-31», atteso un giorno che esiste'
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    readonly field: string,
    readonly found: string,
    readonly expected: string,
  ) {
    super(`${field}: trovato «${found}», atteso ${expected}`);
  }
}
