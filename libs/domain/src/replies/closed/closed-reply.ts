import { clean } from '../text/clean.js';
import { ownWords } from '../text/own-words.js';
import type { ReplyContext, ReplyMessage } from '../types.js';
import { knownNames } from '../who/known-names.js';
import type { Declaration } from './declaration.js';
import { declarationIn } from './declaration.js';
import type { OwnText } from './own-text.js';
import { ownText } from './own-text.js';
import { isOurLetter } from './quotation.js';

/** One form of a message, plain or HTML, read to the word. */
export interface ClosedReply extends OwnText {
  readonly declares: Declaration | null;
  /** Somebody else's words stand in it, or ours that cannot be compared. */
  readonly quotes: boolean;
}

const LONGEST = 40_000;

/** Every form of a message that a reader may see: each must say the same. */
export function closedForms(
  { text, otherText }: ReplyMessage,
  municipality: string | null,
  { survey, municipalities, sent = [] }: ReplyContext,
): readonly ClosedReply[] {
  const names = knownNames(municipalities);
  const office = clean(survey.office).toLowerCase();
  return [text, ...(otherText ? [otherText] : [])].map((form) => {
    const { whole, quoted, forwards } = ownWords(clean(form.slice(0, LONGEST)), office);
    const own = ownText(whole);
    return {
      ...own,
      declares: declarationIn(own.statement, municipality, names, survey),
      quotes: forwards || form.length > LONGEST || (quoted !== '' && !isOurLetter(quoted, sent)),
    };
  });
}

/** Characters that no reader sees, or that strike and turn those beside them. @example hasUnseen('no\u0336n') //=> true */
export const hasUnseen = (text: string): boolean =>
  /[\p{Cf}\p{M}\p{Co}\p{Cn}]/u.test(text.replace(/^\ufeff/, '').normalize('NFC'));
