import type { Decision } from '@app/domain';

/** How one rung's line changes between two plans. Null: the plan has no line for it. */
export interface PlanChange {
  readonly municipality: string;
  readonly obligation: string;
  readonly rung: string;
  readonly before: Decision | null;
  readonly after: Decision | null;
  readonly change: 'added' | 'removed' | 'changed' | 'same';
}

/** One line a rung, and one a repetition of its letter: under a new due date the old version's line that did not leave is no news. */
function byRung(plan: readonly Decision[]): Map<string, Decision> {
  const lines = new Map<string, Decision>();
  for (const line of plan) {
    const key = `${line.municipality} ${line.obligation} ${line.rung} ${line.repeats ?? ''}`;
    const known = lines.get(key);
    if (known === undefined || line.dueVersion >= known.dueVersion) lines.set(key, line);
  }
  return lines;
}

/**
 * What would be different, rung by rung, in the order of the plans.
 *
 * @example planChanges(now, withExtension).filter(({ change }) => change !== 'same')
 */
export function planChanges(
  before: readonly Decision[],
  after: readonly Decision[],
): readonly PlanChange[] {
  const [old, fresh] = [byRung(before), byRung(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].map((key): PlanChange => {
    const [was, will] = [old.get(key) ?? null, fresh.get(key) ?? null];
    const { municipality, obligation, rung } = (was ?? will)!;
    return {
      municipality,
      obligation,
      rung,
      before: was,
      after: will,
      change: changeOf(was, will),
    };
  });
}

function changeOf(before: Decision | null, after: Decision | null): PlanChange['change'] {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return before.action === after.action && before.day === after.day ? 'same' : 'changed';
}
