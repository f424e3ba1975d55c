import type { ProtocolReference } from '../protocol/protocol-file.js';
import type { ReplyMessage, SentLetterRef } from '../types.js';
import { isOurNumber, registeredNumber } from './our-number.js';

/** The letters of ours that a message refers to, and by what. */
export interface LetterTrace {
  readonly by: 'thread' | 'token' | 'reference';
  readonly letters: readonly SentLetterRef[];
}

interface LetterIndex {
  readonly byId: ReadonlyMap<string, SentLetterRef>;
  readonly byToken: ReadonlyMap<string, SentLetterRef>;
  readonly byNumber: ReadonlyMap<string, readonly SentLetterRef[]>;
}

const made = new WeakMap<readonly SentLetterRef[], LetterIndex>();

function indexOf(letters: readonly SentLetterRef[]): LetterIndex {
  let index = made.get(letters);
  if (index === undefined) {
    const byId = new Map<string, SentLetterRef>();
    const byToken = new Map<string, SentLetterRef>();
    const byNumber = new Map<string, SentLetterRef[]>();
    for (const letter of letters) {
      for (const id of letter.messageIds) byId.set(plainId(id), letter);
      byToken.set(plainToken(letter.token), letter);
      if (!letter.protocol) continue;
      const { number } = registeredNumber(letter.protocol);
      byNumber.set(number, [...(byNumber.get(number) ?? []), letter]);
    }
    made.set(letters, (index = { byId, byToken, byNumber }));
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

/**
 * The trace of a letter of ours in a message, the surest kind first: the thread (our id or the provider's), our code in
 * subject or text, the registration that `Riferimenti` of a protocol system names. Null when there is none.
 *
 * @param office name of the office that writes, for the code of its administration
 */
export function traceLetters(
  message: Pick<ReplyMessage, 'inReplyTo' | 'references'>,
  text: string,
  references: readonly ProtocolReference[],
  letters: readonly SentLetterRef[],
  office = '',
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
  const byReference = references.flatMap((one) => lettersNamed(one, index, office));
  if (byReference.length > 0) return { by: 'reference', letters: [...new Set(byReference)] };
  return null;
}

/** Ids compare as ids only; a number counts with the year, day, office and area that stand beside it. */
function lettersNamed(
  reference: ProtocolReference,
  index: LetterIndex,
  office: string,
): readonly SentLetterRef[] {
  if ('messageId' in reference) {
    const letter = index.byId.get(plainId(reference.messageId));
    return letter === undefined ? [] : [letter];
  }
  const { number } = registeredNumber(reference.number);
  return (index.byNumber.get(number) ?? []).filter((letter) =>
    isOurNumber(reference, letter, office),
  );
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
