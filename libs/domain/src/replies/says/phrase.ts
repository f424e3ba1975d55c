import type { Sentence } from '../text/sentences.js';

const phrases = new WeakMap<Sentence, string>();

/**
 * A sentence as folded words between single spaces, signs left out, days and figures as `#day` and `#n`: what phrase
 * tables read.
 */
export function phraseOf(sentence: Sentence): string {
  let phrase = phrases.get(sentence);
  if (phrase === undefined) {
    const words = sentence.tokens.filter((token) => token.kind !== 'sign').map(wordOf);
    phrases.set(sentence, (phrase = ` ${words.join(' ').slice(0, 4000)} `));
  }
  return phrase;
}

function wordOf(token: Sentence['tokens'][number]): string {
  if (token.kind === 'day') return '#day';
  return token.is === 'number' ? '#n' : token.is;
}

/** Whether a sentence, or a phrase, holds one of the turns of a table. */
export type Table = (found: Sentence | string) => boolean;

const ANY = '[^ ]{1,40} ';

/**
 * Compiles a table of turns of phrase, one a line: words between spaces, `a|b` for either, `chied*` for any ending,
 * `gia?` for a word that may be missing, `…3` for up to three words of any kind (`…` for six).
 *
 * @example turns('non …2 possiede|detiene')(' il comune non lo possiede ') //=> true
 */
export function turns(lines: string): Table {
  const patterns = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/).map(wordPattern).join(''));
  const any = new RegExp(` (?:${patterns.join('|')})`);
  return (found) => any.test(typeof found === 'string' ? found : phraseOf(found));
}

function wordPattern(word: string): string {
  if (word === '…') return wordPattern('…6');
  if (word.startsWith('…')) return `(?:${ANY}){0,${word.slice(1)}}`;
  const optional = word.endsWith('?');
  const either = (optional ? word.slice(0, -1) : word)
    .split('|')
    .map((one) => (one.endsWith('*') ? `${one.slice(0, -1)}[^ ]{0,14}` : one))
    .join('|');
  return `(?:(?:${either}) )${optional ? '?' : ''}`;
}

/**
 * Compiles a table of whole phrases, one a line, with the words of `turns` but for endings and gaps: nothing may stand
 * before, behind or between. `(…)` may be missing as a whole.
 *
 * @example wholePhrase('(si dichiara che) il comune non? risponde')('il comune risponde') //=> true
 */
export function wholePhrase(lines: string): (phrase: string) => boolean {
  const patterns = lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.replace(/[()]|[^\s()]+/g, wholeWord).replace(/\s+(?=\S)/g, ''));
  const any = new RegExp(`^(?:${patterns.join('|')})$`);
  return (phrase) => any.test(`${phrase} `);
}

const wholeWord = (word: string): string =>
  word === '(' ? '(?:' : word === ')' ? ')?' : wordPattern(word).replaceAll(' ', '\\x20');
