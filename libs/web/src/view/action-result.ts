import type { RecordResult } from '@app/workflow';

/** The sentences of a refusal; none when everything was recorded. */
export function refusalsOf(result: RecordResult): readonly string[] {
  return 'refused' in result
    ? [...new Set(result.refused.map(({ refusal }) => refusal.message))]
    : [];
}
