import { unreadableIn } from '@app/contract';

/**
 * What is wrong with the fields of a form or a JSON document, whatever its shape: a sentence that names the field; null when
 * nothing is.
 *
 * @example bodyFault({ motivo: 'a\u0000' }) //=> 'Il campo «motivo» contiene un carattere di controllo (U+0000).'
 */
export function bodyFault(body: unknown): string | null {
  const found = unreadableIn(body);
  if (found === null) return null;
  const { name, value, fault } = found;
  return `${value === null ? 'Il nome del campo' : 'Il campo'} «${name}» ${fault}.`;
}
