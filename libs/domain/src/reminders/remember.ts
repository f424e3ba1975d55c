/** Beyond this many sentences the memory starts anew: it only serves plans over many municipalities. */
const CAPACITY = 20_000;

/**
 * The same sentence for the same words, written once: thousands of municipalities get the letter of the same day for
 * the same reason, and hold one text instead of thousands.
 */
export function remember<A extends readonly (string | number)[]>(
  write: (...words: A) => string,
): (...words: A) => string {
  const known = new Map<string, string>();
  return (...words) => {
    const key = words.join('|');
    let sentence = known.get(key);
    if (sentence === undefined) {
      if (known.size >= CAPACITY) known.clear();
      known.set(key, (sentence = write(...words)));
    }
    return sentence;
  };
}
