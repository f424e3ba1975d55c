/**
 * A name as people look for it: without regard to case and accents.
 *
 * @example plainText('Forlì') //=> 'forli'
 */
export function plainText(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
