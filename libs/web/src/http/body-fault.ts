import { textFault } from '@app/contract';

/** A name as it may stand in a sentence: short, and without what it is refused for. */
export const shownName = (name: string): string => {
  const plain = name.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\u{FFFD}');
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
};

/**
 * What is wrong with the fields of a form or a JSON document, whatever its shape: a sentence that names the field; null when
 * nothing is. Without recursion: a document may be nested as deep as it is long.
 *
 * @example bodyFault({ motivo: 'a\u0000' }) //=> 'Il campo «motivo» contiene un carattere di controllo (U+0000).'
 */
export function bodyFault(body: unknown): string | null {
  const waiting: { readonly name: string; readonly value: unknown }[] = [{ name: '', value: body }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { name, value } = next;
    if (typeof value === 'string') {
      const fault = textFault(value, 'text');
      if (fault !== null) return `Il campo «${shownName(name)}» ${fault}.`;
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const fault = textFault(key, 'line');
        if (fault !== null) return `Il nome del campo «${shownName(key)}» ${fault}.`;
        waiting.push({ name: name === '' || !Array.isArray(value) ? key : name, value: inner });
      }
    }
  }
  return null;
}
