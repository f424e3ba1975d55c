/** Characters that people, programs and fonts use for the same sign. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/\r\n?|[\u0085\u2028\u2029]/g, '\n'],
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]/g, ''],
  [/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/[\u2010-\u2015\u2043\u2212\u2500\ufe58\ufe63\uff0d]/g, '-'],
  [/[\u2018\u2019\u201a\u201b\u2032\u00b4\u0060\u02bc]/g, "'"],
  [/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"'],
  [/[\u00ba\u02da]/g, '°'],
];

/**
 * The same text with one sign for each of dash, quote, apostrophe, space and line end, without invisible
 * characters. Letters keep their case and accents.
 *
 * @example clean('Trani\u00a0\u2013 dell\u2019Ente') //=> "Trani - dell'Ente"
 */
export function clean(text: string): string {
  const unified = SAME.reduce((one, [sign, by]) => one.replace(sign, by), text);
  return unified.normalize('NFKC');
}

/** Lower case without accents, but for the verb "è". @example fold('PROPRIETÀ') //=> 'proprieta' */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (lower === 'è' || lower === 'é') return 'è';
  return lower.normalize('NFD').replace(/\p{M}+/gu, '');
}
