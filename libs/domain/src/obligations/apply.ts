import { romeDate } from '../calendar/rome.js';
import type { Calendar } from '../calendar/types.js';
import { type Course, dueOf } from './course.js';
import { extend, renew, resume } from './due.js';
import type { StatusFact } from './judge.js';
import type { Standing } from './transitions.js';

/** Puts one legal fact on the course: where it stands now, and what the fact itself brings. */
export function apply(course: Course, fact: StatusFact, to: Standing, calendar: Calendar): void {
  note(course, fact, calendar);
  if (to === course.standing) return;
  course.standing = to;
  course.since = romeDate(fact.occurredAt);
  if (to !== 'open' && to !== 'rejected') course.reopened = null;
}

function note(course: Course, fact: StatusFact, calendar: Calendar): void {
  switch (fact.type) {
    case 'transmitted':
    case 'nil-declared':
      course.answers.push({ fact, state: 'standing', whileSuspended: course.termStopped });
      course.typed = null;
      return;
    case 'validated':
      course.validation = fact;
      for (const answer of course.answers) {
        if (answer.state === 'standing') answer.state = 'validated';
      }
      return;
    case 'rejected':
      reject(course);
      course.rejection = fact;
      reopen(course, { by: fact.id, kind: 'rejected', at: fact.recordedAt });
      return;
    case 'typed':
      course.typed = fact;
      return;
    case 'no-change-declared':
      course.statement = fact;
      return;
    case 'exempted':
      course.decision = fact;
      return;
    case 'exemption-granted':
      course.grant = fact;
      for (const contest of course.contests) contest.moot ||= contest.resolution === null;
      return;
    case 'nil-carried':
      course.carried = fact;
      return;
    case 'exemption-lapsed':
    case 'nil-lapsed':
      renew(course, fact);
      course.lapse = fact;
      reopen(course, { by: fact.id, kind: 'lapsed', at: fact.recordedAt });
      return;
    case 'contested':
      course.contests.push({ fact, resolution: null, moot: false });
      return;
    case 'contest-resolved': {
      const contest = course.contests.find((one) => one.fact.id === fact.payload.contest);
      if (contest !== undefined) contest.resolution = fact;
      return;
    }
    case 'extended':
      extend(course, fact, calendar);
      course.extension = fact;
      return;
    case 'suspended': {
      const due = dueOf(course);
      course.suspension = fact;
      course.termStopped = due !== null && romeDate(fact.occurredAt) <= due.date;
      return;
    }
    case 'resumed':
      if (course.suspension !== null) resume(course, course.suspension, fact, calendar);
      course.suspension = null;
      course.termStopped = false;
      return;
    case 'cancelled':
      course.cancellation = fact;
      return;
  }
}

/** Of a new reopening no letter has told yet. */
function reopen(course: Course, reopened: Course['reopened']): void {
  course.reopened = reopened;
  course.toldBy.clear();
}

/** What the Region validated stands, unless it is the validated content itself that it rejects. */
function reject(course: Course): void {
  const all = course.standing === 'validated';
  for (const answer of course.answers) {
    if (all || answer.state === 'standing') answer.state = 'rejected';
  }
}
