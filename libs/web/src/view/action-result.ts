import type { RecordResult } from '@app/workflow';

/** Refusals of what was asked before: a second click, or another person's. */
const DONE_BEFORE: ReadonlySet<string> = new Set([
  'already-requested',
  'already-repeated',
  'already-queued',
  'already-told',
  'already-unlocked',
  'due-in-force',
]);

/** Whether nothing was recorded because it had been asked before: no fault of whoever clicks twice. */
export function wasDone(result: RecordResult): boolean {
  return (
    'refused' in result && result.refused.every(({ refusal }) => DONE_BEFORE.has(refusal.code))
  );
}

/** The sentences of a refusal; none when everything was recorded. */
export function refusalsOf(result: RecordResult): readonly string[] {
  return 'refused' in result
    ? [...new Set(result.refused.map(({ refusal }) => refusal.message))]
    : [];
}
