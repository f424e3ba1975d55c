import { italianCalendar, lawDays } from '../calendar/italian-calendar.js';
import { addDays, LAST_DAY } from '../calendar/local-date.js';
import type { Calendar, LocalDate, SaturdayPolicy } from '../calendar/types.js';
import { explainByLaws } from '../terms/explain-by-laws.js';
import type { ExplainedDate, Term } from '../terms/types.js';
import { isReferenceDate, referencesOf } from './references.js';
import type { Round, Survey } from './types.js';

/** The key of a municipality's duty in one round. @example obligationId('push-erp', day) //=> 'push-erp/2021-12-31' */
export function obligationId(surveyId: string, reference: LocalDate): string {
  return `${surveyId}/${reference}`;
}

/**
 * Reference date of an obligation.
 *
 * @example roundOfObligation('push-erp/2021-12-31') //=> '2021-12-31'
 */
export function roundOfObligation(obligation: string): LocalDate {
  return obligation.slice(obligation.lastIndexOf('/') + 1) as LocalDate;
}

/**
 * The rounds of a survey that exist on a day, oldest first: `opensOn` ≤ `upTo`. They create themselves, and those due
 * before `trackingStartsOn` are left out (their numbers stay).
 *
 * @param asOfLaw the day on which the law on holidays is read; default `upTo`
 * @example roundsOf(pushErp, localDate('2022-07-01')).map((r) => r.reference) //=> ['2021-12-31', '2022-06-30']
 */
export function roundsOf(
  survey: Survey,
  upTo: LocalDate,
  asOfLaw: LocalDate = upTo,
): readonly Round[] {
  const known = roundsByLaw(survey, upTo, asOfLaw);
  if (known.last?.upTo !== upTo) {
    const rounds = known.rounds.filter(
      (round) => round.opensOn <= upTo && isTracked(survey, round),
    );
    known.last = { upTo, rounds };
  }
  return known.last.rounds;
}

/**
 * The round with that reference date, tracked or not; null when the survey has none.
 *
 * @param asOfLaw default: every law known
 * @example roundOf(pushErp, localDate('2021-12-31'))?.due.due //=> '2022-03-31'
 */
export function roundOf(
  survey: Survey,
  reference: LocalDate,
  asOfLaw: LocalDate = LAST_DAY,
): Round | null {
  if (!isReferenceDate(survey, reference)) return null;
  const { rounds } = roundsByLaw(survey, addDays(reference, 1), asOfLaw);
  return rounds.find((round) => round.reference === reference) ?? null;
}

/** Whether a round is watched at all: due on or after the first day of tracking. */
export function isTracked(survey: Survey, round: Round): boolean {
  return survey.trackingStartsOn === null || round.due.due >= survey.trackingStartsOn;
}

/** The rounds of one survey by one state of the law, made as far as anybody asked. */
interface RoundsByLaw {
  readonly rounds: Round[];
  readonly references: Generator<LocalDate, void>;
  /** The last answer: a tick asks the same for every municipality. */
  last: { readonly upTo: LocalDate; readonly rounds: readonly Round[] } | null;
}

/** Rounds depend on the survey and on the law only: made once for each, because every fold and tick asks for them. */
const made = new WeakMap<Survey, Map<number, RoundsByLaw>>();
const LAW_DAYS = lawDays();

function roundsByLaw(survey: Survey, upTo: LocalDate, asOfLaw: LocalDate): RoundsByLaw {
  let laws = LAW_DAYS.length;
  while (laws > 0 && (LAW_DAYS[laws - 1] ?? '') > asOfLaw) laws -= 1;
  let bySurvey = made.get(survey);
  if (bySurvey === undefined) made.set(survey, (bySurvey = new Map()));
  let known = bySurvey.get(laws);
  if (known === undefined) {
    bySurvey.set(laws, (known = { rounds: [], references: referencesOf(survey), last: null }));
  }
  const { rounds, references } = known;
  while ((rounds.at(-1)?.opensOn ?? '') <= upTo) {
    const next = references.next();
    if (next.done === true) break;
    rounds.push(makeRound(survey, next.value, rounds.length + 1, LAW_DAYS.slice(0, laws)));
  }
  return known;
}

function makeRound(
  survey: Survey,
  reference: LocalDate,
  number: number,
  lawsPublished: readonly LocalDate[],
): Round {
  const calendarAsOf = (asOfLaw: LocalDate): Calendar => calendarFor(asOfLaw, survey.saturday);
  const end = (term: Term): ExplainedDate =>
    explainByLaws(reference, term, lawsPublished, calendarAsOf);
  return {
    survey: survey.id,
    number,
    reference,
    opensOn: addDays(reference, 1),
    due: end(survey.dueOffset),
    acceptanceCutOff: survey.acceptanceOffset && end(survey.acceptanceOffset).due,
    lock: survey.lockOffset && end(survey.lockOffset).due,
  };
}

const calendars = new Map<string, Calendar>();

/** One calendar for each law and policy: they keep the years that they have reckoned. */
function calendarFor(asOfLaw: LocalDate, saturday: SaturdayPolicy): Calendar {
  const key = `${asOfLaw}/${saturday}`;
  let calendar = calendars.get(key);
  if (calendar === undefined) {
    calendars.set(key, (calendar = italianCalendar({ asOfLaw, saturday })));
  }
  return calendar;
}
