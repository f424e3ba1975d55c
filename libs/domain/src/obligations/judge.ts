import { formatDate } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import { answersUntil, type Course, isPending, lastValidAnswer } from './course.js';
import { describeSuccessor, type Merger } from './existence.js';
import { refusal } from './refusals.js';
import { isAnswer, type Standing, TRANSITIONS, type StatusFactType } from './transitions.js';
import type { FactOf, Refusal } from './types.js';

/** A fact on which the outcome of one round may depend. */
export type StatusFact = { [T in StatusFactType]: FactOf<T> }[StatusFactType];

/**
 * Where a fact leads from where the round stands, or why it may not be: the table of transitions, and what depends on
 * more than the standing (the end of the municipality, the acceptance cut-off, a running suspension, an open contest).
 */
export function judge(course: Course, fact: StatusFact, merger: Merger | null): Standing | Refusal {
  const day = romeDate(fact.occurredAt);
  if (merger !== null && day >= merger.on) {
    const values = { day: formatDate(merger.on), successor: describeSuccessor(merger) };
    return refusal('municipality-merged', values);
  }
  const until = isAnswer(fact.type) ? answersUntil(course) : null;
  if (until !== null && day > until) {
    const values = { round: formatDate(course.reference), day: formatDate(until) };
    return refusal('after-cut-off', values);
  }
  const to = judgeByTable(course, fact);
  return typeof to === 'string' ? (judgeDetails(course, fact) ?? to) : to;
}

function judgeByTable(course: Course, fact: StatusFact): Standing | Refusal {
  const move = TRANSITIONS[fact.type][course.standing];
  if (move === 'same') return course.standing;
  if (typeof move === 'string') return move;
  // An empty file is no nil return, and the nil return that explains it is welcome.
  if (fact.type === 'nil-declared' && sentNothing(course)) return 'nil';
  return refusal(move.refuse);
}

function judgeDetails(course: Course, fact: StatusFact): Refusal | null {
  switch (fact.type) {
    case 'suspended':
      return course.suspension === null ? null : refusal('already-suspended');
    case 'resumed':
      return course.suspension === null ? refusal('not-suspended') : null;
    case 'contest-resolved': {
      const { contest } = fact.payload;
      const open = course.contests.some((one) => one.fact.id === contest && isPending(one));
      return open ? null : refusal('contest-not-open', { fact: contest });
    }
    default:
      return null;
  }
}

function sentNothing(course: Course): boolean {
  if (course.standing !== 'transmitted' && course.standing !== 'validated') return false;
  const last = lastValidAnswer(course)?.fact;
  return last?.type === 'transmitted' && last.payload.units === 0;
}
