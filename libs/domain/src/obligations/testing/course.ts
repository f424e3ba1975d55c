import type { LocalDate } from '../../calendar/types.js';
import { roundOf } from '../../surveys/rounds.js';
import { type Answer, type Course, newCourse } from '../course.js';
import type { Fact } from '../types.js';
import { R1, survey } from './record.js';

/** One round of the survey, of which only what is told is known. */
export function aCourse(changes: Partial<Course> = {}, reference: LocalDate = R1): Course {
  return { ...newCourse(reference, roundOf(survey, reference)), ...changes };
}

/** A round that the survey doesn't have: of an earlier survey, say. */
export function strangeCourse(reference: LocalDate, changes: Partial<Course> = {}): Course {
  return { ...newCourse(reference, null), ...changes };
}

/** An answer that still stands, unless told. */
export function anAnswer(
  fact: Fact,
  state: Answer['state'] = 'standing',
  whileSuspended = false,
): Answer {
  return { fact: fact as Answer['fact'], state, whileSuspended };
}
