/** One fault of an outer format: where, what was found, what to write instead. */
export interface ContractIssue {
  readonly field: string;
  readonly found: string;
  /** Italian sentence that says what to change. */
  readonly message: string;
}

/** A file that can't be taken as a whole, with every fault found in it. `code` is stable for programs. */
export class ContractError extends Error {
  override readonly name = 'ContractError';

  constructor(
    readonly code: 'invalid-survey' | 'invalid-municipalities' | 'invalid-events',
    what: string,
    readonly issues: readonly ContractIssue[],
  ) {
    super(
      [
        what,
        ...issues.map(({ field, found, message }) => `- ${field}: trovato ${found}; ${message}`),
      ].join('\n'),
    );
  }
}
