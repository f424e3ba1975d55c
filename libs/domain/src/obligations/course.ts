import type { Instant, LocalDate } from '../calendar/types.js';
import type { Round } from '../surveys/types.js';
import type { Removed } from './ledger.js';
import type { Standing } from './transitions.js';
import type { EffectiveDue, FactOf, ObligationState } from './types.js';

/** One answer of the municipality for the round, with what became of it. */
export interface Answer {
  readonly fact: FactOf<'transmitted'> | FactOf<'nil-declared'>;
  state: 'standing' | 'validated' | 'rejected';
  /** It came while the term did not run: it can't be late. */
  readonly whileSuspended: boolean;
}

/** A due date in force, with the day from which it was. */
export interface DueVersion {
  readonly due: EffectiveDue;
  /** Day of the fact that set it; null for the survey's own. */
  readonly on: LocalDate | null;
}

/** A contradiction between a statement and a diff, open until an officer decides. */
export interface Contest {
  readonly fact: FactOf<'contested'>;
  resolution: FactOf<'contest-resolved'> | null;
  /** An exemption was granted since: on other grounds, or because the difference is gone. */
  moot: boolean;
}

/**
 * One round's facts of one municipality, reduced so far: what `judge` reads and `apply` changes. Internal: it lives only
 * inside one fold and is never shared.
 */
export interface Course {
  readonly reference: LocalDate;
  /** Null when the survey has no such round: an earlier survey, whose answers may still be a base. */
  readonly round: Round | null;
  standing: Standing;
  /** Day since which it stands there. */
  since: LocalDate;
  /** Oldest first; empty when there is no round. */
  readonly dues: DueVersion[];
  readonly answers: Answer[];
  readonly contests: Contest[];
  validation: FactOf<'validated'> | null;
  rejection: FactOf<'rejected'> | null;
  typed: FactOf<'typed'> | null;
  statement: FactOf<'no-change-declared'> | null;
  decision: FactOf<'exempted'> | null;
  grant: FactOf<'exemption-granted'> | null;
  carried: FactOf<'nil-carried'> | null;
  lapse: FactOf<'exemption-lapsed'> | FactOf<'nil-lapsed'> | null;
  cancellation: FactOf<'cancelled'> | null;
  suspension: FactOf<'suspended'> | null;
  /** The term of the due date in force had not ended when the suspension began: it stands still. */
  termStopped: boolean;
  extension: FactOf<'extended'> | null;
  reopened: ObligationState['reopened'];
  /** The letters that told the municipality so: left, or about to. */
  readonly toldBy: Set<string>;
  /** The last answer that a correction took back. */
  takenBack: Removed | null;
}

/** A round that nobody has said anything about yet. */
export function newCourse(reference: LocalDate, round: Round | null): Course {
  return {
    reference,
    round,
    standing: 'open',
    since: round === null ? reference : round.opensOn,
    dues: round === null ? [] : [{ due: ownDue(round), on: null }],
    answers: [],
    contests: [],
    validation: null,
    rejection: null,
    typed: null,
    statement: null,
    decision: null,
    grant: null,
    carried: null,
    lapse: null,
    cancellation: null,
    suspension: null,
    termStopped: false,
    extension: null,
    reopened: null,
    toldBy: new Set(),
    takenBack: null,
  };
}

function ownDue(round: Round): EffectiveDue {
  const { due, nominal, steps } = round.due;
  return { version: 1, date: due, nominal, cause: null, steps };
}

/** The due date in force; null when the survey has no such round. */
export function dueOf(course: Course): EffectiveDue | null {
  return course.dues.at(-1)?.due ?? null;
}

/** The last answer, by when it came, that was not rejected: "content by the last". */
export function lastValidAnswer(course: Course): Answer | null {
  return validAnswer(course, (a, b) => a >= b);
}

/** The first answer, by when it came, that was not rejected: "timeliness by the first". */
export function firstValidAnswer(course: Course): Answer | null {
  return validAnswer(course, (a, b) => a < b);
}

function validAnswer(
  { answers }: Course,
  isBetter: (candidate: Instant, found: Instant) => boolean,
): Answer | null {
  let found: Answer | null = null;
  for (const answer of answers) {
    if (answer.state === 'rejected') continue;
    if (found === null || isBetter(answer.fact.occurredAt, found.fact.occurredAt)) found = answer;
  }
  return found;
}

/** The contest that awaits an officer, or null. */
export function openContest(course: Course): FactOf<'contested'> | null {
  if (course.standing !== 'open' && course.standing !== 'rejected') return null;
  return course.contests.findLast(isPending)?.fact ?? null;
}

/** Whether a contest still needs a decision. */
export function isPending(contest: Contest): boolean {
  return contest.resolution === null && !contest.moot;
}

/** Last day on which an answer counts for the round: never before the due date in force. Null: no limit. */
export function answersUntil(course: Course): LocalDate | null {
  const cutOff = course.round?.acceptanceCutOff ?? null;
  return cutOff === null ? null : later(cutOff, dueOf(course)?.date ?? cutOff);
}

/** Last day on which the round can be corrected: never before the last day for answers. Null: no limit. */
export function lockOf(course: Course): LocalDate | null {
  const lock = course.round?.lock ?? null;
  return lock === null ? null : later(lock, answersUntil(course) ?? lock);
}

/** The later of two days. */
export function later(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? b : a;
}
