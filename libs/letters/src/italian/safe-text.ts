const BIDI =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

const picture = (char: string): string => {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
};

/**
 * A value as bodies can show it: line ends as LF, control characters as their pictures (␀), broken surrogates and
 * code points that are no characters as � (XML 1.0 has no place for the last two of the first plane). Everything else stays as typed.
 *
 * @example printable('a\r\nb\0') //=> 'a\nb␀'
 */
export const printable = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Surrogate}\p{Noncharacter_Code_Point}]/gu, '\ufffd')
    .replace(CONTROLS, picture);

/**
 * Keeps right-to-left text and direction marks of a value from turning what follows it: FSI … PDI, with the value's own
 * open embeddings closed (Unicode UAX #9, 5.2). A value without such characters stays untouched.
 *
 * @example isolate('Andria') //=> 'Andria'
 */
export const isolate = (value: string): string => {
  if (!BIDI.test(value)) return value;
  let stray = 0;
  const open: string[] = [];
  for (const char of value) {
    if (/[\u202a\u202b\u202d\u202e]/.test(char)) open.push('\u202c');
    else if (/[\u2066-\u2068]/.test(char)) open.push('\u2069');
    else if (char === '\u202c' && open.at(-1) === char) open.pop();
    else if (char === '\u2069') {
      const at = open.lastIndexOf('\u2069');
      if (at < 0) stray += 1;
      else open.length = at;
    }
  }
  return '\u2068'.repeat(stray + 1) + value + open.reverse().join('') + '\u2069';
};

/** True when the text can't stand in a mail header: CR, LF, NUL or any other control character (RFC 5322 §2.2). */
export const hasControl = (value: string): boolean =>
  /[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(value);
