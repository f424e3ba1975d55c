/**
 * Whether two folded words are the same but for slips of the keyboard: one in words of four letters and more, two in
 * words of nine and more. Swapped neighbours count as one slip.
 *
 * @example isSlipOf('transmissione', 'trasmissione') //=> true
 */
export function isSlipOf(word: string, meant: string): boolean {
  if (word === meant) return true;
  if (meant.length < 4) return false;
  return distance(word, meant, meant.length >= 9 ? 2 : 1) !== null;
}

/** Edits (Damerau, neighbours only) between two words when at most `most`; else null. */
export function distance(a: string, b: string, most: number): number | null {
  if (Math.abs(a.length - b.length) > most || a.length > 64) return null;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      next.push(best);
    }
    before = last;
    last = next;
  }
  const found = last[b.length] ?? 0;
  return found <= most ? found : null;
}
