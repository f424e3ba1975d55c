import type { ReplyMessage, SentLetterRef } from '../types.js';

/** The letters of ours that a message refers to, and by what. */
export interface LetterTrace {
  readonly by: 'thread' | 'token' | 'reference';
  readonly letters: readonly SentLetterRef[];
}

interface LetterIndex {
  readonly byId: ReadonlyMap<string, SentLetterRef>;
  readonly byToken: ReadonlyMap<string, SentLetterRef>;
  readonly byProtocol: ReadonlyMap<string, SentLetterRef>;
}

const made = new WeakMap<readonly SentLetterRef[], LetterIndex>();

function indexOf(letters: readonly SentLetterRef[]): LetterIndex {
  let index = made.get(letters);
  if (index === undefined) {
    const byId = new Map<string, SentLetterRef>();
    const byToken = new Map<string, SentLetterRef>();
    const byProtocol = new Map<string, SentLetterRef>();
    for (const letter of letters) {
      for (const id of letter.messageIds) byId.set(plainId(id), letter);
      byToken.set(plainToken(letter.token), letter);
      if (letter.protocol) byProtocol.set(plainProtocol(letter.protocol), letter);
    }
    made.set(letters, (index = { byId, byToken, byProtocol }));
  }
  return index;
}

/** Without angle brackets, decoded, lower case: programs write ids in several ways. */
function plainId(id: string): string {
  const bare = id.trim().replace(/^<|>$/g, '').toLowerCase();
  return bare.replace(/%(40|3c|3e|2b|3d)/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

const plainToken = (token: string): string => token.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Number and year-less: "AOO_080/0003210" and "3210" are one number of our protocol. */
const plainProtocol = (number: string): string =>
  (/(\d+)\D*$/.exec(number)?.[1] ?? number).replace(/^0+/, '');

/**
 * The trace of a letter of ours in a message, the surest kind first: the thread (our id or the provider's), our code in
 * subject or text, the registration that `Riferimenti` of a protocol system names. Null when there is none.
 */
export function traceLetters(
  message: Pick<ReplyMessage, 'inReplyTo' | 'references'>,
  text: string,
  references: readonly string[],
  letters: readonly SentLetterRef[],
): LetterTrace | null {
  const index = indexOf(letters);
  const ids = [message.inReplyTo ?? '', ...[...message.references].slice(-100).reverse()];
  const byId = ids.flatMap((id) => {
    const letter = index.byId.get(plainId(id.slice(0, 1000)));
    return letter === undefined ? [] : [letter];
  });
  if (byId.length > 0) return { by: 'thread', letters: latest(byId) };
  const byToken = tokensIn(text).flatMap((token) => index.byToken.get(token) ?? []);
  if (byToken.length > 0) return { by: 'token', letters: [...new Set(byToken)] };
  const byReference = references.flatMap(
    (reference) =>
      index.byId.get(plainId(reference)) ?? index.byProtocol.get(plainProtocol(reference)) ?? [],
  );
  if (byReference.length > 0) return { by: 'reference', letters: [...new Set(byReference)] };
  return null;
}

/** The letter answered, and others of the thread only where they are another municipality's. */
function latest(found: readonly SentLetterRef[]): readonly SentLetterRef[] {
  const answered = found[0];
  const strangers = found.filter((letter) => letter.municipality !== answered?.municipality);
  return [...new Set([...found.slice(0, 1), ...strangers])];
}

const TOKEN = /\b(?:SOL|PUSH|RIF)[ _.\-]{0,3}[A-Z0-9]{4,16}(?:-[A-Z0-9]{1,6})?/gi;

/** Codes in a cleaned text that may be ours, as written by hand too: "sol 7k2m9q4x". */
function tokensIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(TOKEN)) {
    found.push(plainToken(match[0]));
    if (found.length >= 200) break;
  }
  return found;
}
