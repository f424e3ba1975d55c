/** Characters of a run without a place to break; longer runs would leave the page. */
const LONGEST_RUN = 40;

const code = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/**
 * A value as the fonts at hand can draw it: a character that none of them has is shown by its code point, visibly, never
 * as an empty box or nothing; a run without spaces may break every 40 characters.
 *
 * @example drawable('漢', () => false) //=> '⟨U+6F22⟩'
 */
export const drawable = (text: string, covers: (codePoint: number) => boolean): string => {
  let run = 0;
  let out = '';
  for (const char of text) {
    out += covers(char.codePointAt(0) ?? 0) ? char : code(char);
    run = /\s/.test(char) ? 0 : run + 1;
    if (run === LONGEST_RUN) {
      out += '\u200b';
      run = 0;
    }
  }
  return out;
};

/** Applies `drawable` to every string of a structure. */
export const drawableIn = <T>(value: T, covers: (codePoint: number) => boolean): T => {
  if (typeof value === 'string') return drawable(value, covers) as T;
  if (Array.isArray(value)) return value.map((one) => drawableIn(one, covers)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]) => [key, drawableIn(one, covers)]);
  return Object.fromEntries(entries) as T;
};
