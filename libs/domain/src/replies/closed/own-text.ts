import { isReadersWord } from '../says/words.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';
import {
  CONTACTS,
  GREETING_WORDS,
  HONORIFICS,
  isClosing,
  NO_NAME,
  OFFICE_WORDS,
  PARTICLES,
  PLACES,
} from './sentences.js';

/** What somebody wrote, cut in three: only the statement may say something. */
export interface OwnText {
  /** The statement, its lines joined. */
  readonly statement: string;
  readonly lines: readonly string[];
  /** The first line around it that is neither greeting nor signature; null when there is none. */
  readonly strange: string | null;
  /** Images that stand below the statement. */
  readonly images: number;
}

/** Signs that change nothing in a line of greeting or signature. */
const QUIET = new Set(['.', ',', ':', ';', '!', '-', '/', '(', ')', '°', '_', '|', '*']);
const IMAGE = /\[immagine\]|\[cid:[^\]\s]{1,200}\]/g;

/**
 * Cuts greetings, closing and signature from a cleaned text without quotations, by line: every line of theirs is made of
 * known words, of a name behind a title, of an address or a telephone. Any other is strange.
 *
 * @example ownText('Buongiorno,\nzero alloggi.\nDistinti saluti\nIl Sindaco').statement //=> 'zero alloggi.'
 */
export function ownText(text: string): OwnText {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const start = lines.findIndex((line) => !isGreeting(line));
  const rest = start < 0 ? [] : lines.slice(start);
  const closing = rest.findIndex((line) => isDashes(line) || isClosing(plain(tokens(line))));
  const statement = closing < 0 ? rest : rest.slice(0, closing);
  const below = closing < 0 ? [] : rest.slice(closing + 1);
  const images = below.reduce((count, line) => count + (line.match(IMAGE)?.length ?? 0), 0);
  const signature = below
    .map((line) => line.replace(IMAGE, ' ').trim())
    .filter((line) => line !== '');
  const strange = signature.find((line) => !signs(line));
  return {
    statement: statement.join(' '),
    lines: statement,
    strange: strange ?? (signature.length > MOST ? (signature[MOST] as string) : null),
    images,
  };
}

const MOST = 10;
const isDashes = (line: string): boolean => /^[-_]{2,60}$/.test(line);

const plain = (list: readonly Token[]): string =>
  list
    .filter(({ is }) => !QUIET.has(is))
    .map(({ is }) => is)
    .join(' ');

const isGreeting = (line: string): boolean =>
  tokens(line).every(({ is }) => QUIET.has(is) || GREETING_WORDS.has(is));

/** Whether a line below the closing only says who signs, or where to find them. */
function signs(line: string): boolean {
  const list = tokens(line);
  const placed = list.some(({ is }) => PLACES.has(is));
  const named = placed || list.some(({ is }) => HONORIFICS.has(is));
  const contact = placed || list.some(({ is }) => CONTACTS.has(is));
  const names = list.filter((token) => !isKnown(token) && !(contact && isContact(token)));
  return names.length <= (placed ? 5 : 3) && names.every((token) => named && isName(token));
}

const isKnown = ({ is }: Token): boolean =>
  QUIET.has(is) || [OFFICE_WORDS, HONORIFICS, PLACES, CONTACTS].some((words) => words.has(is));

const isContact = (token: Token): boolean =>
  token.is === '@' || /^[\d+][\d./-]*$/.test(token.raw) || token.is === '+';

/** Capitalised, and no word by which the reader of replies tells what is stated. */
const isName = (token: Token): boolean =>
  token.kind === 'word' &&
  /^\p{Lu}\p{Ll}+$/u.test(token.raw) &&
  (PARTICLES.has(token.is) || (!isReadersWord(token) && !NO_NAME.test(token.is)));
