import { LETTER_NAMES } from './italian/letter-names.js';
import { capital } from './italian/words.js';

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
  | 'refused-offer'
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

  /**
   * The same as a sentence for whoever waits for the letter and never saw a template: no file name in it.
   *
   * @example error.sentence //=> 'Nel modello «nota di avvio» (oggetto, riga 1), «token»: è vuoto.'
   */
  get sentence(): string {
    const { template, name } = this.place;
    // What the record lacks is in no template.
    const bare = this.code === 'missing-part' && template in LETTER_NAMES;
    const text = bare ? this.reason : `${whereOf(this.place)}, «${name}»: ${this.reason}`;
    return `${capital(text).replace(/\.$/, '')}.`;
  }
}

/** The parts of a template as people call them, by their files. */
const PARTS: Readonly<Record<string, string>> = {
  'subject.hbs': 'oggetto',
  'letter.hbs': 'testo',
  'body.txt.hbs': 'messaggio',
  'body.html.hbs': 'messaggio in HTML',
};

function whereOf({ template, line }: LetterPlace): string {
  const [first = '', file = ''] = template.split('/');
  const at = [PARTS[file], line === null ? null : `riga ${line}`].filter((part) => part);
  const spot = at.length === 0 ? '' : ` (${at.join(', ')})`;
  if (first === '_partials') return `nella parte comune «${file.replace(/\.hbs$/, '')}»${spot}`;
  const name = (LETTER_NAMES as Readonly<Record<string, string>>)[first];
  return name === undefined ? 'nei dati della lettera' : `nel modello «${name}»${spot}`;
}
