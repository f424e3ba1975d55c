import { z } from 'zod';

/** The longest text that a field takes, on a page as in a file. */
export const LONGEST_TEXT = 2_000;

/** C0 and DEL: none is of use in an address or a name. (C1 comes with texts of old programs, and does no harm.) */
const CONTROL = /(?![\u0080-\u009f])\p{Cc}/u;
/** In texts of several lines the tabulation and the ends of lines are. */
const CONTROL_IN_TEXT = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u;
/** Code points that are no characters for ever (Unicode 23.7): U+FDD0–U+FDEF, and the last two of every plane. */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/u;
/** With the flag `u` a surrogate is found only where its other half is not. */
const HALF = /\p{Cs}/u;
/** Whatever of them a text may hold. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * Why a value from outside (a form, an address, a cell or a line of a file) can't be taken as text, in Italian, to be read after its
 * name; null when it can. PostgreSQL stores no NUL and no half of a surrogate pair; XML, in which letters and tables are
 * written, has neither of them nor U+FFFE and U+FFFF (XML 1.0, `Char`); all that is refused is invisible to whoever reads the record.
 *
 * @param longest in UTF-16 code units
 * @example textFault('a\u0000b', 'line') //=> 'contiene un carattere di controllo (U+0000)'
 * @example textFault('a\uffff', 'text') //=> 'contiene un codice che non è un carattere (U+FFFF)'
 * @example textFault('a\nb', 'text') //=> null
 */
export function textFault(value: string, kind: 'line' | 'text', longest = Infinity): string | null {
  const control = (kind === 'line' ? CONTROL : CONTROL_IN_TEXT).exec(value)?.[0];
  if (control !== undefined) return `contiene un carattere di controllo (${codePoint(control)})`;
  const none = NO_CHARACTER.exec(value)?.[0];
  if (none !== undefined) return `contiene un codice che non è un carattere (${codePoint(none)})`;
  if (HALF.test(value)) return 'contiene mezzo carattere (un surrogato Unicode spaiato)';
  return value.length > longest ? `è troppo lungo: al massimo ${longest} caratteri` : null;
}

const codePoint = (char: string): string =>
  `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** A name as it may stand in a sentence: short, and without what it is refused for. */
export const shownName = (name: string): string => {
  const plain = name.replaceAll(UNREADABLE, '\u{FFFD}');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
};

/** Where in a document something is no text. */
export interface UnreadableText {
  /** Of the field, as it may be shown. */
  readonly name: string;
  /** What can't be taken; null when it is the name. */
  readonly value: string | null;
  /** As `textFault` says it. */
  readonly fault: string;
}

/**
 * The first thing in a form or a JSON document, whatever its shape, that is no text; null when all is. Without recursion: a
 * document may be nested as deep as it is long.
 *
 * @example unreadableIn({ motivo: 'a\u0000' })
 * //=> { name: 'motivo', value: 'a\u0000', fault: 'contiene un carattere di controllo (U+0000)' }
 */
export function unreadableIn(document: unknown): UnreadableText | null {
  const waiting: { readonly name: string; readonly value: unknown }[] = [
    { name: '', value: document },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, value } = next;
    if (typeof value === 'string') {
      const fault = textFault(value, 'text');
      if (fault !== null) return { name: shownName(name), value, fault };
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const fault = textFault(key, 'line');
        if (fault !== null) return { name: shownName(key), value: null, fault };
        waiting.push({ name: name === '' || !Array.isArray(value) ? key : name, value: inner });
      }
    }
  }
  return null;
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
