import type { Municipality } from '../../municipalities/types.js';
import { nameIndex } from './names.js';
import type { NameIndex } from './names.js';

let known: { readonly list: readonly Municipality[]; readonly index: NameIndex } | null = null;

/** The index of names of a list of municipalities, made anew only when one of them changed: a country has 7,900. */
export function knownNames(list: readonly Municipality[]): NameIndex {
  if (known === null || !isSame(known.list, list))
    known = { list: [...list], index: nameIndex(list) };
  return known.index;
}

const isSame = (a: readonly Municipality[], b: readonly Municipality[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);
