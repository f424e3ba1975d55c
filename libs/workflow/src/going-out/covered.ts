import type { TemplateId } from '@app/domain';
import type { BatchLetterRow } from '@app/persistence';

/** What of a letter, decided or planned, tells whether a batch lets it go. */
export interface Coverable {
  readonly municipality: string;
  readonly obligation: string;
  readonly rung: string;
  readonly dueVersion: number;
  readonly obligations: readonly string[];
  readonly template: TemplateId;
}

export type Covering = Omit<BatchLetterRow, 'batch' | 'template'>;

/**
 * Whether one of these batches lets a letter go as it stands now: the same rung, its duties, the template in force.
 *
 * @param inForce digest of the template in force, by template
 */
export function isCovered(
  one: Coverable,
  batches: readonly Covering[],
  inForce: ReadonlyMap<TemplateId, string>,
): boolean {
  return batches.some(
    (batch) =>
      batch.municipality === one.municipality &&
      batch.obligation === one.obligation &&
      batch.rung === one.rung &&
      batch.dueVersion === one.dueVersion &&
      batch.templateVersion === inForce.get(one.template) &&
      one.obligations.every((id) => batch.obligations.includes(id)),
  );
}
