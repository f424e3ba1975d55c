import { romeDate } from '../calendar/rome.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { roundOf, roundsOf } from '../surveys/rounds.js';
import type { Round, Survey } from '../surveys/types.js';
import { apply } from './apply.js';
import { type Answer, type Course, lastValidAnswer, newCourse } from './course.js';
import { calendarOf } from './due.js';
import { isAddressee, type Merger, mergerOf, owes } from './existence.js';
import { judge, type StatusFact } from './judge.js';
import { compareText, type Horizon, type Ledger, ledgerOf } from './ledger.js';
import { roundsOfFact } from './round-of-fact.js';
import { isAnswer, isStatusFact } from './transitions.js';
import type { Fact, FactOf } from './types.js';

/** All that the rules read of one municipality at a horizon: built in one pass over its facts. */
export interface Dossier {
  readonly survey: Survey;
  readonly municipality: Municipality;
  /** Day in Europe/Rome of the horizon's `asOf`. */
  readonly today: LocalDate;
  readonly calendar: Calendar;
  readonly ledger: Ledger;
  /** The rounds in which it has a duty, oldest first. */
  readonly rounds: readonly Round[];
  /** Every round that a fact is about, also of earlier surveys, by reference date. */
  readonly courses: ReadonlyMap<LocalDate, Course>;
  readonly variations: readonly FactOf<'variation'>[];
  readonly snapshots: readonly FactOf<'snapshot'>[];
  readonly merger: Merger | null;
  /** The rounds with an answer that was not rejected, oldest first: the possible bases. Reckoned once. */
  answered(): readonly AnsweredRound[];
}

/** A round and the last answer for it that was not rejected. */
export interface AnsweredRound {
  readonly reference: LocalDate;
  readonly answer: Answer;
}

/** Reads a municipality's record at a horizon and reduces each round. Facts that the table refuses change nothing. */
export function openDossier(
  survey: Survey,
  municipality: Municipality,
  record: readonly Fact[],
  horizon: Horizon,
): Dossier {
  const ledger = ledgerOf(survey.id, municipality.istat, record, horizon);
  const today = romeDate(horizon.asOf);
  const lawDay = horizon.knownOn === null ? today : romeDate(horizon.knownOn);
  const merger = mergerOf(municipality, ledger.facts);
  const open = isAddressee(survey, municipality.istat) ? roundsOf(survey, today, lawDay) : [];
  const rounds = open.filter((round) => owes(municipality, merger, round));
  const courses = new Map<LocalDate, Course>();
  for (const round of rounds) courses.set(round.reference, newCourse(round.reference, round));
  const calendar = calendarOf(survey, lawDay);
  const variations: FactOf<'variation'>[] = [];
  const snapshots: FactOf<'snapshot'>[] = [];
  for (const fact of ledger.facts) {
    if (fact.type === 'variation') variations.push(fact);
    else if (fact.type === 'snapshot') snapshots.push(fact);
    else if (fact.type === 'sent' || fact.type === 'queued') noteCorrection(survey, courses, fact);
    else if (isStatusFact(fact.type)) {
      for (const reference of roundsOfFact(fact, rounds)) {
        const course = courseOf(courses, survey, reference, lawDay);
        reduce(course, fact as StatusFact, merger, calendar);
      }
    }
  }
  const made = { survey, municipality, today, calendar, ledger, rounds, courses };
  for (const { fact, by } of ledger.removed) {
    if (!isAnswer(fact.type)) continue;
    for (const reference of roundsOfFact(fact, rounds)) {
      const course = courses.get(reference);
      if (course !== undefined) course.takenBack = { fact, by };
    }
  }
  let answered: readonly AnsweredRound[] | null = null;
  return {
    ...made,
    variations,
    snapshots,
    merger,
    answered: () => (answered ??= answeredRounds(courses)),
  };
}

function answeredRounds(courses: ReadonlyMap<LocalDate, Course>): readonly AnsweredRound[] {
  const found: AnsweredRound[] = [];
  for (const [reference, course] of courses) {
    const answer = lastValidAnswer(course);
    if (answer !== null) found.push({ reference, answer });
  }
  return found.sort((a, b) => compareText(a.reference, b.reference));
}

function courseOf(
  courses: Map<LocalDate, Course>,
  survey: Survey,
  reference: LocalDate,
  lawDay: LocalDate,
): Course {
  let course = courses.get(reference);
  if (course === undefined) {
    course = newCourse(reference, roundOf(survey, reference, lawDay));
    courses.set(reference, course);
  }
  return course;
}

function reduce(course: Course, fact: StatusFact, merger: Merger | null, calendar: Calendar): void {
  const to = judge(course, fact, merger);
  if (typeof to === 'string') apply(course, fact, to, calendar);
}

/** A letter of the template `correction` tells every obligation that it names why it was reopened. */
function noteCorrection(
  survey: Survey,
  courses: ReadonlyMap<LocalDate, Course>,
  fact: FactOf<'sent'> | FactOf<'queued'>,
): void {
  if (fact.payload.template !== 'correction') return;
  for (const [reference, course] of courses) {
    const named =
      fact.round === reference || fact.payload.obligations.includes(`${survey.id}/${reference}`);
    if (named) course.reopened = null;
  }
}
