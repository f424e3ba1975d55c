import { romeDate } from '../calendar/rome.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { obligationId, roundOf, roundsOf } from '../surveys/rounds.js';
import type { Round, Survey } from '../surveys/types.js';
import { apply } from './apply.js';
import { type Answer, type Course, lastValidAnswer, newCourse } from './course.js';
import { calendarOf } from './due.js';
import { isAddressee, type Merger, mergerOf, owes } from './existence.js';
import { judge, type StatusFact } from './judge.js';
import { compareText, type Horizon, type Ledger, ledgerOf, type Removed } from './ledger.js';
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
): GrowingDossier {
  const ledger = ledgerOf(survey.id, municipality.istat, record, horizon);
  const today = romeDate(horizon.asOf);
  const lawDay = horizon.knownOn === null ? today : romeDate(horizon.knownOn);
  const dossier = new GrowingDossier(survey, municipality, ledger);
  dossier.advance(today, lawDay);
  for (const fact of ledger.facts) dossier.read(fact);
  for (const removed of ledger.removed) dossier.noteRemoved(removed);
  return dossier;
}

/** A dossier that can go on: to a later day, and by facts recorded after those it has. See `Journal`. */
export class GrowingDossier implements Dossier {
  today: LocalDate;
  calendar: Calendar;
  rounds: readonly Round[] = [];
  readonly courses = new Map<LocalDate, Course>();
  readonly variations: FactOf<'variation'>[] = [];
  readonly snapshots: FactOf<'snapshot'>[] = [];
  readonly merger: Merger | null;
  #lawDay: LocalDate;
  #answered: readonly AnsweredRound[] | null = null;

  constructor(
    readonly survey: Survey,
    readonly municipality: Municipality,
    readonly ledger: Ledger,
  ) {
    this.merger = mergerOf(municipality, ledger.facts);
    this.today = this.#lawDay = survey.firstReference;
    this.calendar = calendarOf(survey, this.#lawDay);
  }

  /** To the evening of a day, as the law stood on a day: the rounds that open by then exist. */
  advance(today: LocalDate, lawDay: LocalDate): void {
    this.today = today;
    this.#lawDay = lawDay;
    this.calendar = calendarOf(this.survey, lawDay);
    const { survey, municipality, merger, courses } = this;
    const open = isAddressee(survey, municipality.istat) ? roundsOf(survey, today, lawDay) : [];
    this.rounds = open.filter((round) => owes(municipality, merger, round));
    for (const round of this.rounds) {
      if (courses.has(round.reference)) continue;
      courses.set(round.reference, newCourse(round.reference, round));
    }
  }

  /** Adds a fact recorded after all others. */
  take(fact: Fact): void {
    this.ledger.facts.push(fact);
    this.read(fact);
  }

  /** Reads one fact of the ledger: each round that it is about moves, if the table lets it. */
  read(fact: Fact): void {
    if (fact.type === 'variation') this.variations.push(fact);
    else if (fact.type === 'snapshot') this.snapshots.push(fact);
    else if (fact.type === 'sent' || fact.type === 'queued') this.#noteLetter(fact);
    else if (fact.type === 'withdrawn') this.#forgetLetter(fact);
    else if (isStatusFact(fact.type)) {
      this.#answered = null;
      for (const reference of roundsOfFact(fact, this.rounds)) {
        const course = this.#courseOf(reference);
        const to = judge(course, fact as StatusFact, this.merger);
        if (typeof to === 'string') apply(course, fact as StatusFact, to, this.calendar);
      }
    }
  }

  /** Remembers that an answer was taken back: the round is open again, and can say why. */
  noteRemoved(removed: Removed): void {
    if (!isAnswer(removed.fact.type)) return;
    for (const reference of roundsOfFact(removed.fact, this.rounds)) {
      const course = this.courses.get(reference);
      if (course !== undefined) course.takenBack = removed;
    }
  }

  answered(): readonly AnsweredRound[] {
    return (this.#answered ??= answeredRounds(this.courses));
  }

  #courseOf(reference: LocalDate): Course {
    let course = this.courses.get(reference);
    if (course === undefined) {
      course = newCourse(reference, roundOf(this.survey, reference, this.#lawDay));
      this.courses.set(reference, course);
    }
    return course;
  }

  /** A letter of the template `correction` tells every obligation that it names why it was reopened. */
  #noteLetter({ payload, round }: FactOf<'sent'> | FactOf<'queued'>): void {
    if (payload.template !== 'correction') return;
    for (const [reference, course] of this.courses) {
      const id = obligationId(this.survey.id, reference);
      if (round === reference || payload.obligations.includes(id))
        course.toldBy.add(payload.letter);
      else course.toldBy.delete(payload.letter);
    }
  }

  /** Held back just before it left, it told nobody anything. */
  #forgetLetter({ payload }: FactOf<'withdrawn'>): void {
    for (const course of this.courses.values()) course.toldBy.delete(payload.letter);
  }
}

function answeredRounds(courses: ReadonlyMap<LocalDate, Course>): readonly AnsweredRound[] {
  const found: AnsweredRound[] = [];
  for (const [reference, course] of courses) {
    const answer = lastValidAnswer(course);
    if (answer !== null) found.push({ reference, answer });
  }
  return found.sort((a, b) => compareText(a.reference, b.reference));
}
