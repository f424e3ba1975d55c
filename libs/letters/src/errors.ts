/** Where in a letter something is wrong. */
export interface LetterPlace {
  /** `opening/letter.hbs`, `_partials/nulla.hbs`, or `modello` for the data themselves. */
  readonly template: string;
  /** First line is 1; null when the fault is in the data and in no line. */
  readonly line: number | null;
  /** The placeholder, helper, element or field. */
  readonly name: string;
}

export type LetterErrorCode =
  | 'template-syntax'
  | 'template-not-found'
  | 'unknown-placeholder'
  | 'unknown-helper'
  | 'wrong-arguments'
  | 'unescaped'
  | 'empty-placeholder'
  | 'markup'
  | 'remote-content'
  | 'header-control'
  | 'subject-too-long'
  | 'missing-part'
  | 'pdf';

/**
 * A letter that can't be written, with the place and the reason in Italian. The letter stays where it is.
 *
 * @example new LetterError('empty-placeholder', { template: 'opening/subject.hbs', line: 1, name: 'token' }, 'è vuoto').message
 * //=> 'opening/subject.hbs, riga 1, «token»: è vuoto'
 */
export class LetterError extends Error {
  override readonly name = 'LetterError';

  constructor(
    readonly code: LetterErrorCode,
    readonly place: LetterPlace,
    readonly reason: string,
  ) {
    const line = place.line === null ? '' : `, riga ${place.line}`;
    super(`${place.template}${line}, «${place.name}»: ${reason}`);
  }
}
