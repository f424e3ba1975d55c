import { isAbbreviation, tokens } from './tokens.js';
import type { Token } from './tokens.js';

/** One sentence, or one line of a list or form. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly asks: boolean;
}

/** Tokens; a longer sentence is cut, and no statement in it is taken as sure. */
export const LONGEST_SENTENCE = 300;

/** Lines at least this long go on in the next: programs wrap at 64 to 100 columns. */
const WRAPPED = 45;
const BULLET = /^\s*(?:[-*•·–□☐☑☒>]|\d{1,2}[.)]|[a-z]\))\s/i;
const GOES_ON =
  /(?:[:=,(]|\b(?:di|del|dello|della|dei|degli|delle|al|allo|alla|ai|agli|alle|a|da|dal|dalla|in|nel|nella|con|per|e|ed|che|non|è|il|lo|la|i|gli|le|un|una|n\.?|nr\.?))\s*$/i;

/**
 * The sentences of a cleaned text. Lines that a program wrapped are joined; the lines of a form stay
 * apart, but for a label and its value.
 */
export function sentences(text: string): readonly Sentence[] {
  return paragraphs(text).flatMap((paragraph) => cut(tokens(paragraph)));
}

function paragraphs(text: string): readonly string[] {
  const joined: string[] = [];
  let open: string[] = [];
  const close = (): void => {
    joined.push(open.join(' '));
    open = [];
  };
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    const last = open.at(-1);
    if (trimmed === '') {
      // A label may stand apart from its value.
      if (last !== undefined && !/[:=]$/.test(last)) close();
      continue;
    }
    if (last !== undefined && !continues(last, line)) close();
    open.push(trimmed);
  }
  close();
  return joined;
}

function continues(last: string, line: string): boolean {
  const tail = last.slice(-24);
  if (BULLET.test(line)) return false;
  if (GOES_ON.test(tail)) return true;
  if (/[.;!?]\s*$/.test(tail)) return false;
  return /^\s*\p{Ll}/u.test(line) || last.length >= WRAPPED;
}

function cut(list: readonly Token[]): readonly Sentence[] {
  const found: Sentence[] = [];
  let open: Token[] = [];
  const close = (asks: boolean): void => {
    if (open.some((token) => token.kind !== 'sign')) found.push({ tokens: open, asks });
    open = [];
  };
  list.forEach((token, index) => {
    if (token.is === '.' && abbreviates(list[index - 1], token)) return;
    if (token.is === '.' || token.is === ';' || token.is === '!' || token.is === '?') {
      close(token.is === '?');
    } else {
      open.push(token);
      // Rules look back and forth in a sentence: its length bounds their time.
      if (open.length === LONGEST_SENTENCE) close(false);
    }
  });
  close(false);
  return found;
}

/** "n. 0", "prot. 12", "Dott. Rossi": a full stop that ends no sentence. */
const abbreviates = (before: Token | undefined, stop: Token): boolean =>
  before?.to === stop.from && isAbbreviation(before.is);
