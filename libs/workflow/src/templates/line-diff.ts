/** One line of a comparison: kept, taken out or put in, with its number on each side. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  /** Line in the older text; null for an added one. */
  readonly before: number | null;
  /** Line in the newer text; null for a removed one. */
  readonly after: number | null;
}

/** Beyond so many pairs of lines the middle is shown as replaced as a whole: a form's text never gets there. */
const MOST_PAIRS = 4_000_000;

const linesOf = (text: string): readonly string[] => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** Length of the longest common subsequence from each pair of places to the end, row by row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array[] {
  const table = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i]!;
      row[j] =
        before[i] === after[j]
          ? table[i + 1]![j + 1]! + 1
          : Math.max(table[i + 1]![j]!, row[j + 1]!);
    }
  }
  return table;
}

/** The steps between two runs of lines, removed before added. `from` is how many lines stand before each. */
function between(before: readonly string[], after: readonly string[], from: number): DiffLine[] {
  const steps: DiffLine[] = [];
  const removed = (i: number): DiffLine => {
    return { kind: 'removed', text: before[i]!, before: from + i + 1, after: null };
  };
  const added = (j: number): DiffLine => {
    return { kind: 'added', text: after[j]!, before: null, after: from + j + 1 };
  };
  if (before.length * after.length > MOST_PAIRS) {
    return [...before.map((_, i) => removed(i)), ...after.map((_, j) => added(j))];
  }
  const lengths = commonLengths(before, after);
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      const place = { before: from + i + 1, after: from + j + 1 };
      steps.push({ kind: 'same', text: before[i]!, ...place });
      i += 1;
      j += 1;
    } else if (j >= after.length || (i < before.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      steps.push(removed(i));
      i += 1;
    } else {
      steps.push(added(j));
      j += 1;
    }
  }
  return steps;
}

/**
 * Compares two texts line by line with the fewest changed lines. Line ends (LF, CRLF) and a missing last one make no
 * difference.
 *
 * @example lineDiff('a\nb', 'a\nc').map(({ kind, text }) => `${kind} ${text}`) //=> ['same a', 'removed b', 'added c']
 */
export function lineDiff(older: string, newer: string): readonly DiffLine[] {
  const before = linesOf(older);
  const after = linesOf(newer);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  const same = (i: number, j: number): DiffLine => {
    return { kind: 'same', text: before[i]!, before: i + 1, after: j + 1 };
  };
  const middle = between(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    head,
  );
  return [
    ...before.slice(0, head).map((_, i) => same(i, i)),
    ...middle,
    ...Array.from({ length: tail }, (_, k) =>
      same(before.length - tail + k, after.length - tail + k),
    ),
  ];
}

/** A run of unchanged lines too long to be shown whole. */
export interface DiffGap {
  readonly kind: 'gap';
  readonly lines: number;
}

/**
 * The changed lines with some unchanged ones around them; longer runs become a gap.
 *
 * @example changesOf(lineDiff(a, b)).length //=> 0 when nothing changed
 */
export function changesOf(diff: readonly DiffLine[], around = 3): readonly (DiffLine | DiffGap)[] {
  const near = new Set<number>();
  diff.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let i = index - around; i <= index + around; i += 1) near.add(i);
  });
  if (near.size === 0) return [];
  const shown: (DiffLine | DiffGap)[] = [];
  let hidden = 0;
  const close = (): void => {
    if (hidden > 0) shown.push({ kind: 'gap', lines: hidden });
    hidden = 0;
  };
  diff.forEach((line, index) => {
    if (!near.has(index)) {
      hidden += 1;
      return;
    }
    close();
    shown.push(line);
  });
  close();
  return shown;
}
