import { formatDate } from '../calendar/format.js';
import { italianCalendar, lawDays } from '../calendar/italian-calendar.js';
import { romeDate } from '../calendar/rome.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import type { Survey } from '../surveys/types.js';
import { explainTerm, rollSteps } from '../terms/explain-term.js';
import { resumeTerm } from '../terms/suspension.js';
import type { Step } from '../terms/types.js';
import { type Course, dueOf } from './course.js';
import type { EffectiveDue, FactOf } from './types.js';

const calendars = new Map<string, Calendar>();

/** The survey's calendar as the law stood on a day; one object for each state of the law. */
export function calendarOf(survey: Survey, lawDay: LocalDate): Calendar {
  const known = lawDays().filter((published) => published <= lawDay).length;
  const key = `${survey.saturday}/${known}`;
  let calendar = calendars.get(key);
  if (calendar === undefined) {
    calendar = italianCalendar({ asOfLaw: lawDay, saturday: survey.saturday });
    calendars.set(key, calendar);
  }
  return calendar;
}

/** The due date that an extension sets: the officer's day, rolled off holidays like any other end of a term. */
export function extend(course: Course, fact: FactOf<'extended'>, calendar: Calendar): void {
  const before = dueOf(course);
  if (before === null) return;
  const { due, reason } = fact.payload;
  const verb = due < before.date ? 'anticipata' : 'prorogata';
  const step: Step = {
    from: before.date,
    to: due,
    rule: `scadenza ${verb} al ${formatDate(due)}: ${reason}`,
    norm: 'provvedimento della Sezione',
  };
  const steps = [step, ...rollSteps(due, calendar)];
  const set = { nominal: due, steps, cause: fact.id, extendedBy: fact.id };
  addVersion(course, before, set, romeDate(fact.occurredAt));
}

/**
 * The due date after a suspension: later by the days suspended, rolled. A term that had ended before the suspension
 * stays ended.
 */
export function resume(
  course: Course,
  suspended: FactOf<'suspended'>,
  resumed: FactOf<'resumed'>,
  calendar: Calendar,
): void {
  const before = dueOf(course);
  if (before === null || !course.termStopped) return;
  const on = romeDate(resumed.occurredAt);
  const { nominal, steps } = resumeTerm(before.date, romeDate(suspended.occurredAt), on, calendar);
  const { extendedBy } = before;
  const set = { nominal, steps, cause: resumed.id };
  addVersion(course, before, extendedBy === undefined ? set : { ...set, extendedBy }, on);
}

/** The fresh due date of an obligation that a lapse reopened: as the lapse recorded it. */
export function renew(
  course: Course,
  fact: FactOf<'exemption-lapsed'> | FactOf<'nil-lapsed'>,
): void {
  const before = dueOf(course);
  if (before === null) return;
  const { due } = fact.payload;
  const step: Step = {
    from: before.date,
    to: due,
    rule:
      due === before.date
        ? `adempimento riaperto: resta la scadenza del ${formatDate(due)}, più lontana del nuovo termine`
        : `adempimento riaperto: nuovo termine fino al ${formatDate(due)}`,
    norm: 'regola di esonero della ricognizione',
  };
  const renewed = { nominal: due, steps: [step], cause: fact.id };
  addVersion(course, before, renewed, romeDate(fact.occurredAt));
}

/**
 * The due date given anew when an exemption or a carried nil return lapses: the later of the due date in force and
 * `survey.lapseDays` after the day of the recording, rolled.
 *
 * @example freshDue(survey, dueInForce, localDate('2022-10-10'), calendar) //=> '2022-11-09'
 */
export function freshDue(
  survey: Survey,
  current: LocalDate,
  recordedOn: LocalDate,
  calendar: Calendar,
): LocalDate {
  const term = { unit: 'days', count: survey.lapseDays } as const;
  const fresh = explainTerm(recordedOn, term, calendar).due;
  return fresh > current ? fresh : current;
}

function addVersion(
  course: Course,
  before: EffectiveDue,
  set: Pick<EffectiveDue, 'nominal' | 'steps' | 'cause' | 'extendedBy'>,
  on: LocalDate,
): void {
  const date = set.steps.at(-1)?.to ?? set.nominal;
  course.dues.push({ due: { ...set, version: before.version + 1, date }, on });
}
