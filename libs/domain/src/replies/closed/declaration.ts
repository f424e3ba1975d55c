import type { LocalDate } from '../../calendar/types.js';
import type { IstatCode } from '../../municipalities/types.js';
import type { Survey } from '../../surveys/types.js';
import { readDay } from '../rounds.js';
import { MUNICIPALITY } from '../says/words.js';
import { MONTHS } from '../text/days.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';
import { mentions } from '../who/names.js';
import type { NameIndex } from '../who/names.js';
import { CLOSED_SENTENCES } from './sentences.js';

/** What one closed sentence declares. */
export interface Declaration {
  readonly kind: 'nil-return' | 'no-change';
  /** The reference date that it names. */
  readonly day: LocalDate;
}

/** Longer than any sentence of the table. */
const LONGEST = 400;
const ZERO = / (?:0|zero)(?: \( (?:0|zero) \))?(?= |$)/;
/** As a date is written out: a half-year is none. */
const WRITTEN = new RegExp(
  String.raw`^(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2} (?:${MONTHS.join('|')}) \d{4})$`,
  'iu',
);

/** Whether a token is one day, written out. @example isWrittenDay(tokens('1 semestre 2022')[0]) //=> false */
export const isWrittenDay = (token: Token): boolean =>
  token.day !== undefined && WRITTEN.test(token.raw);

/**
 * What a statement declares, when it is one closed sentence to the word, about the municipality that writes and one day;
 * else null.
 *
 * @example declarationIn('Il Comune non possiede alloggi ERP alla data del 31/12/2021.', …)?.day //=> '2021-12-31'
 */
export function declarationIn(
  statement: string,
  municipality: IstatCode | null,
  names: NameIndex,
  survey: Survey,
): Declaration | null {
  if (statement.length > LONGEST) return null;
  const list = tokens(statement.replace(/\.$/, ''));
  const days = list.filter((token) => token.day !== undefined);
  const phrase = phraseOf(list, municipality, names);
  const kind = CLOSED_SENTENCES.find((one) => one.matches(phrase))?.kind;
  const [written] = days;
  if (kind === undefined || written?.day === undefined || !isWrittenDay(written)) return null;
  const { day } = readDay(written.day, survey);
  return day === null ? null : { kind, day };
}

/** The words as the table has them. Commas say nothing; every other sign is one that the table must know. */
function phraseOf(
  list: readonly Token[],
  municipality: IstatCode | null,
  names: NameIndex,
): string {
  const own = mentions(list, names).filter(
    (one) => one.exact && one.titled && one.municipality === municipality,
  );
  const words = list.flatMap((token, at) => {
    const name = own.find((one) => at >= one.at && at < one.end);
    if (name !== undefined) return name.at === at ? [MUNICIPALITY] : [];
    if (token.is === ',') return [];
    return [token.day === undefined ? (token.is === 'number' ? token.raw : token.is) : '#day'];
  });
  return words.join(' ').replace(ZERO, ' #zero');
}
