import { type Course, dueOf, firstValidAnswer, lastValidAnswer, openContest } from './course.js';
import type { Merger } from './existence.js';
import type { FactId } from './types.js';

/**
 * The facts that made a status, without repetition: the ones that made the outcome first, then those of its timeliness
 * (a due date's cause), then what is still open about it (a contest, a suspension).
 */
export function basisOf(course: Course, merged: Merger | null): readonly FactId[] {
  const ids = new Set<FactId>();
  const add = (id: FactId | null | undefined): void => {
    if (id !== null && id !== undefined) ids.add(id);
  };
  if (merged !== null) {
    add(merged.fact?.id);
    return [...ids];
  }
  for (const id of outcomeFacts(course)) add(id);
  if (course.standing !== 'cancelled') add(dueOf(course)?.cause);
  const contest = openContest(course);
  add(contest?.payload.statement);
  add(contest?.id);
  add(course.suspension?.id);
  return [...ids];
}

function outcomeFacts(course: Course): readonly (FactId | null | undefined)[] {
  const first = firstValidAnswer(course)?.fact.id;
  const last = lastValidAnswer(course)?.fact.id;
  switch (course.standing) {
    case 'transmitted':
    case 'nil':
      return [first, last];
    case 'validated':
      return [course.validation?.id, first, last];
    case 'rejected':
      return [
        course.rejection?.id,
        course.answers.findLast((a) => a.state === 'rejected')?.fact.id,
      ];
    case 'carried-nil':
      return [course.carried?.id, course.carried?.payload.base];
    case 'exempt':
      return [
        course.grant?.id,
        course.grant?.payload.base,
        ...(course.grant?.payload.evidence ?? []),
      ];
    case 'cancelled':
      return [course.cancellation?.id];
    case 'open':
      return [course.lapse?.id, course.lapse?.payload.because, course.takenBack?.by.id];
  }
}
