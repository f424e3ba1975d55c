import { z } from 'zod';

/** The longest text that a field takes, on a page as in a file. */
export const LONGEST_TEXT = 2_000;

/** C0 and DEL: none is of use in an address or a name. (C1 comes with texts of old programs, and does no harm.) */
const CONTROL = /(?![\u0080-\u009f])\p{Cc}/u;
/** In texts of several lines the tabulation and the ends of lines are. */
const CONTROL_IN_TEXT = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u;
/** With the flag `u` a surrogate is found only where its other half is not. */
const HALF = /\p{Cs}/u;

/**
 * Why a value from outside (a form, an address, a cell of a file) can't be taken as text, in Italian, to be read after its name;
 * null when it can. PostgreSQL stores no NUL and no half
 * of a surrogate pair; the other controls are invisible to whoever reads the record.
 *
 * @param longest in UTF-16 code units
 * @example textFault('a\u0000b', 'line') //=> 'contiene un carattere di controllo (U+0000)'
 * @example textFault('a\nb', 'text') //=> null
 */
export function textFault(value: string, kind: 'line' | 'text', longest = Infinity): string | null {
  const found = (kind === 'line' ? CONTROL : CONTROL_IN_TEXT).exec(value)?.[0];
  if (found !== undefined) {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `contiene un carattere di controllo (U+${code})`;
  }
  if (HALF.test(value)) return 'contiene mezzo carattere (un surrogato Unicode spaiato)';
  return value.length > longest ? `è troppo lungo: al massimo ${longest} caratteri` : null;
}

/** A text that is there, without blanks around it. */
export const writtenText = (longest = LONGEST_TEXT): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .check((context) => {
      const fault = textFault(context.value, 'text', longest);
      if (fault === null) return;
      const message = `scrivere un testo leggibile: questo ${fault}`;
      context.issues.push({ code: 'custom', message, input: context.value });
    });
