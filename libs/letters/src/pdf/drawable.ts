/** A run without spaces may break after a sign once it is this long, and anywhere at the second length. */
const BREAK_AFTER_SIGN = 30;
const BREAK_ANYWHERE = 60;

/** Keys whose values are not drawn: addresses of links, names for the layout, the title in the metadata. */
const NOT_DRAWN = new Set(['href', 'kind', 'title']);

/** Direction marks, joiners, variation selectors: they shape what is drawn and have no picture of their own. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\s]$/u;

/** PDF/A-2a admits neither private code points nor the byte order mark (ISO 19005-2, 6.2.11.7.3). */
const FORBIDDEN = /^[\p{Co}\ufeff]$/u;

const code = (char: string): string =>
  `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

const isDrawable = (char: string, covers: (codePoint: number) => boolean): boolean =>
  !FORBIDDEN.test(char) && (INVISIBLE.test(char) || covers(char.codePointAt(0) ?? 0));

/**
 * A value as the fonts at hand can draw it: a character that none of them has is shown by its code point, visibly, never
 * as an empty box or nothing; a long run without spaces gets places to break, or it would leave the page.
 *
 * @example drawable('漢', () => false) //=> '⟨U+6F22⟩'
 */
export const drawable = (text: string, covers: (codePoint: number) => boolean): string => {
  let run = 0;
  let out = '';
  for (const char of text) {
    out += isDrawable(char, covers) ? char : code(char);
    run = /\s/.test(char) ? 0 : run + 1;
    if (run === BREAK_ANYWHERE || (run >= BREAK_AFTER_SIGN && /[@/._-]/.test(char))) {
      out += '\u200b';
      run = 0;
    }
  }
  return out;
};

/** Applies `drawable` to every string of a structure that ends up on the page. */
export const drawableIn = <T>(value: T, covers: (codePoint: number) => boolean): T => {
  if (typeof value === 'string') return drawable(value, covers) as T;
  if (Array.isArray(value)) return value.map((one) => drawableIn(one, covers)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, one]) => [
    key,
    NOT_DRAWN.has(key) ? one : drawableIn(one, covers),
  ]);
  return Object.fromEntries(entries) as T;
};
