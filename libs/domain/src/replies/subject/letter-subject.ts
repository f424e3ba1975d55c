import type { Survey } from '../../surveys/types.js';
import { clean } from '../text/clean.js';
import { isSlipOf } from '../text/distance.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';
import { mentions } from '../who/names.js';
import type { NameIndex } from '../who/names.js';

/** A subject compared with the one that the letter prescribes: what it may be about. */
export interface LetterSubject {
  readonly kind: 'nil-return' | 'no-change';
  /** 0 to 1: words of the prescribed subject that it has, slips forgiven. */
  readonly coverage: number;
}

const SMALL = new Set(
  'di del della dei delle dell in a al alla all il la lo le gli i e ed con per da dal dalla data n nr num si l d dati'.split(
    ' ',
  ),
);

/** Compares a bare subject with one of the survey's prescribed subjects. */
export function compareSubject(
  kind: LetterSubject['kind'],
  subject: readonly Token[],
  survey: Survey,
  names: NameIndex,
): LetterSubject {
  const template = kind === 'nil-return' ? survey.nilSubject : survey.noChangeSubject;
  // The names of the placeholders, {comune} and {data}, are no content either.
  const wanted = contentWords(tokens(clean(template))).filter((word) => word !== 'comune');
  const named = mentions(subject, names);
  const free = subject.filter((_, at) => !named.some((one) => at >= one.at && at < one.end));
  const written = contentWords(free);
  const missing = wanted.filter((word) => !written.some((one) => isSlipOf(one, word)));
  return { kind, coverage: 1 - missing.length / Math.max(1, wanted.length) };
}

const contentWords = (list: readonly Token[]): readonly string[] =>
  list.filter((token) => token.kind === 'word' && !SMALL.has(token.is)).map((token) => token.is);
