import type { ReplyKind, ReplyReading } from '../types.js';
import type { Sample } from './corpus.js';

interface Counted {
  readonly kind: ReplyKind;
  readonly expected: number;
  readonly precision: number;
  readonly recall: number;
}

const KINDS: readonly ReplyKind[] = [
  'nil-return',
  'no-change',
  'transmission-notice',
  'extension-request',
  'protocol-confirmation',
  'protocol-exception',
  'automatic',
  'question',
  'other',
];

/** Precision and recall for each kind, and what became of the replies, as a table for people. */
export function figures(
  read: readonly { readonly sample: Sample; readonly reading: ReplyReading }[],
): { readonly kinds: readonly Counted[]; readonly text: string } {
  const kinds = KINDS.map((kind) => {
    const expected = read.filter(({ sample }) => sample.expected.kind === kind);
    const given = read.filter(({ reading }) => reading.kind === kind);
    const right = expected.filter(({ reading }) => reading.kind === kind).length;
    const share = (of: number): number => (of === 0 ? 1 : right / of);
    return {
      kind,
      expected: expected.length,
      precision: share(given.length),
      recall: share(expected.length),
    };
  });
  const lines = kinds.map(
    ({ kind, expected, precision, recall }) =>
      `  ${kind.padEnd(22)} ${String(expected).padStart(4)}   ${percent(precision)}   ${percent(recall)}`,
  );
  const decided = (['apply', 'file', 'hold'] as const).map((decision) => {
    const given = read.filter(({ reading }) => reading.decision === decision);
    const right = given.filter(({ sample }) => sample.expected.decision === decision).length;
    return `  ${decision.padEnd(22)} ${String(given.length).padStart(4)}   ${right} as expected`;
  });
  const text = [
    `Replies: ${read.length}     expected  precision  recall`,
    ...lines,
    'Decisions',
    ...decided,
  ].join('\n');
  return { kinds, text };
}

const percent = (share: number): string => `${(100 * share).toFixed(1).padStart(6)}%`;
