import { addDays } from '../calendar/local-date.js';
import { romeDate } from '../calendar/rome.js';
import type { LocalDate } from '../calendar/types.js';
import { type Course, firstValidAnswer, later } from './course.js';
import type { Timeliness } from './types.js';

/** Timeliness, and the day since which it is so. */
export interface TimelinessSince {
  readonly timeliness: Timeliness;
  readonly since: LocalDate;
}

/**
 * Timeliness by the first valid answer against the due date in force; without an answer by today. The last day is the
 * municipality's: late begins on the day after. A term that stands still makes nobody late.
 */
export function timelinessOf(course: Course, today: LocalDate): TimelinessSince {
  const { standing, since } = course;
  if (standing === 'exempt' || standing === 'carried-nil') return { timeliness: 'on-time', since };
  if (standing === 'cancelled') return { timeliness: 'pending', since };
  const current = course.dues.at(-1);
  if (current === undefined) return { timeliness: 'pending', since };
  const previous = (course.dues.at(-2) ?? current).due.date;
  const changed = current.on ?? since;
  const answered = standing !== 'open' && standing !== 'rejected';
  const first = answered ? firstValidAnswer(course) : null;
  if (first !== null) {
    if (first.whileSuspended) return { timeliness: 'on-time', since };
    const day = romeDate(first.fact.occurredAt);
    const onTime = day <= current.due.date;
    const wasOnTime = day <= previous;
    const from = wasOnTime === onTime ? since : later(since, changed);
    return { timeliness: onTime ? 'on-time' : 'late', since: from };
  }
  if (today <= current.due.date || course.termStopped) {
    const wasOverdue = changed > previous;
    const from = wasOverdue ? later(since, changed) : since;
    return { timeliness: 'pending', since: from };
  }
  const from = later(since, addDays(current.due.date, 1));
  return { timeliness: 'overdue', since: from };
}
