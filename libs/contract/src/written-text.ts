import { z } from 'zod';

/** The longest text that a field takes, on a page as in a file. */
export const LONGEST_TEXT = 2_000;

/** Signs that nobody writes (NUL, escape …): all control characters but tab and line ends. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/**
 * What is wrong with a text, wherever it comes from: page, list of municipalities, events, survey, tables. An Italian
 * clause, or null.
 *
 * @example textFault('a\u0000b') //=> 'contiene un carattere di controllo: toglierlo'
 */
export function textFault(text: string, longest = LONGEST_TEXT): string | null {
  if (CONTROL.test(text)) return 'contiene un carattere di controllo: toglierlo';
  return text.length > longest ? `è troppo lungo: al massimo ${longest} caratteri` : null;
}

/** A text that is there, without blanks around it. */
export const writtenText = (longest = LONGEST_TEXT): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .check((context) => {
      const fault = textFault(context.value, longest);
      if (fault === null) return;
      const message = `scrivere un testo leggibile: questo ${fault}`;
      context.issues.push({ code: 'custom', message, input: context.value });
    });
