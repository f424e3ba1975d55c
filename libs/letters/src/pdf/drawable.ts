/** Words up to this length fit every column of the paper. */
const FITS = 30;
/** Between two places to break after a sign: far enough not to cut "www." from its site. */
const SIGN_EVERY = 16;
/** What is longer and has no sign is no word: it may break anywhere. */
const WORDLIKE = 40;
const ANYWHERE_EVERY = 12;

const BREAK = '\u200b';

/** Keys whose values are not drawn: addresses of links, names for the layout, the title in the metadata. */
const NOT_DRAWN = new Set(['href', 'kind', 'title']);

/** Direction marks, joiners, variation selectors: they shape what is drawn and have no picture of their own. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\s]$/u;

/** PDF/A-2a admits neither private code points nor the byte order mark (ISO 19005-2, 6.2.11.7.3). */
const FORBIDDEN = /^[\p{Co}\ufeff]$/u;

type Covers = (codePoint: number) => boolean;

const code = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

const isDrawable = (char: string, covers: Covers): boolean =>
  !FORBIDDEN.test(char) && (INVISIBLE.test(char) || covers(char.codePointAt(0) ?? 0));

const chunks = (chars: readonly string[], size: number): string[] =>
  Array.from({ length: Math.ceil(chars.length / size) }, (_, n) =>
    chars.slice(n * size, (n + 1) * size).join(''),
  );

/** A long word in pieces that end with a sign, none shorter than a part of an address that makes sense. */
const pieces = (word: string): string[] => {
  const found: string[] = [''];
  for (const part of word.split(/(?<=[@/._-])/)) {
    const last = found.length - 1;
    if ((found[last]?.length ?? 0) < SIGN_EVERY) found[last] += part;
    else found.push(part);
  }
  return found;
};

const breakable = (word: string): string => {
  if (word.length <= FITS) return word;
  return pieces(word)
    .flatMap((piece) => {
      const chars = [...piece];
      return chars.length > WORDLIKE ? chunks(chars, ANYWHERE_EVERY) : [piece];
    })
    .join(BREAK);
};

/**
 * A value as the fonts at hand can draw it: a character that none of them has is shown by its code point, visibly, never
 * as an empty box or nothing; a long run without spaces gets places to break, or it would leave the page.
 *
 * @example drawable('漢', () => false) //=> '⟨U+6F22⟩'
 */
export const drawable = (text: string, covers: Covers): string => {
  let out = '';
  for (const char of text) out += isDrawable(char, covers) ? char : code(char);
  return out.replace(/\S+/g, breakable);
};

/** Applies `drawable` to every string of a structure that ends up on the page. */
export const drawableIn = <T>(value: T, covers: Covers): T => {
  if (typeof value === 'string') return drawable(value, covers) as T;
  if (Array.isArray(value)) return value.map((one) => drawableIn(one, covers)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    NOT_DRAWN.has(key) ? one : drawableIn(one, covers),
  ]);
  return Object.fromEntries(entries) as T;
};
