import type { LocalDate } from '../../calendar/types.js';
import type { Municipality } from '../../municipalities/types.js';
import { nameIndex } from './names.js';
import type { NameIndex } from './names.js';

const made = new WeakMap<readonly Municipality[], { day: LocalDate; index: NameIndex }>();

/** The index of names of a list of municipalities, made once a day of reading. */
export function knownNames(list: readonly Municipality[], day: LocalDate): NameIndex {
  let known = made.get(list);
  if (known?.day !== day) made.set(list, (known = { day, index: nameIndex(list, day) }));
  return known.index;
}
