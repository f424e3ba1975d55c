import { italianCalendar, lawDays } from '../calendar/italian-calendar.js';
import { addDays, LAST_DAY } from '../calendar/local-date.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import { explainTerm } from '../terms/explain-term.js';
import type { ExplainedDate, Term } from '../terms/types.js';
import type { Round, Survey } from './types.js';

/** The key of a municipality's duty in one round. @example obligationId('push-erp', day) //=> 'push-erp/2021-12-31' */
export function obligationId(surveyId: string, reference: LocalDate): string {
  return `${surveyId}/${reference}`;
}

/** The rounds that one survey has by one state of the law, made as far as anybody asked. */
interface Made {
  readonly rounds: Round[];
  readonly references: Generator<LocalDate, void>;
}

/** Rounds depend on the survey and on the law only: made once for each, because every fold and tick asks for them. */
const made = new WeakMap<Survey, Map<number, Made>>();

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
  return allRounds(survey, upTo, asOfLaw).filter(
    (round) => round.opensOn <= upTo && isTracked(survey, round),
  );
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
  if (reference < survey.firstReference || !isReferenceDate(survey, reference)) return null;
  const rounds = allRounds(survey, addDays(reference, 1), asOfLaw);
  return rounds.find((round) => round.reference === reference) ?? null;
}

/** Whether a round is watched at all: due on or after the first day of tracking. */
export function isTracked(survey: Survey, round: Round): boolean {
  return survey.trackingStartsOn === null || round.due.due >= survey.trackingStartsOn;
}

/** The first reference date, or one of the survey's days of any later year. */
export function isReferenceDate(survey: Survey, day: LocalDate): boolean {
  return day === survey.firstReference || survey.referenceDays.includes(day.slice(5));
}

function allRounds(survey: Survey, upTo: LocalDate, asOfLaw: LocalDate): readonly Round[] {
  const epochs = lawDays().filter((published) => published <= asOfLaw);
  let byLaw = made.get(survey);
  if (byLaw === undefined) made.set(survey, (byLaw = new Map()));
  let known = byLaw.get(epochs.length);
  if (known === undefined) {
    byLaw.set(epochs.length, (known = { rounds: [], references: referencesOf(survey) }));
  }
  const { rounds, references } = known;
  while ((rounds.at(-1)?.opensOn ?? '') <= upTo) {
    const next = references.next();
    if (next.done === true) break;
    rounds.push(makeRound(survey, next.value, rounds.length + 1, epochs));
  }
  return rounds;
}

/** The reference dates in order: the first, then the survey's days of every year. */
function* referencesOf(survey: Survey): Generator<LocalDate, void> {
  const first = survey.firstReference;
  yield first;
  const days = [...survey.referenceDays].sort();
  if (days.length === 0) return;
  for (let year = Number(first.slice(0, 4)); year < 9999; year += 1) {
    for (const day of days) {
      const reference = `${year}-${day}` as LocalDate;
      if (reference > first) yield reference;
    }
  }
}

function makeRound(
  survey: Survey,
  reference: LocalDate,
  number: number,
  epochs: readonly LocalDate[],
): Round {
  const end = (term: Term): ExplainedDate =>
    explainByLaws(reference, term, epochs, (asOfLaw) =>
      italianCalendar({ asOfLaw, saturday: survey.saturday }),
    );
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

/**
 * The end of a term as the laws moved it: reckoned by the law of the reference date, then again by each later law that
 * was published while the term was still running. A term that had ended stays where it ended.
 *
 * @param lawsPublished days on which a law became known, oldest first; those after the reading day left out
 */
export function explainByLaws(
  reference: LocalDate,
  term: Term,
  lawsPublished: readonly LocalDate[],
  calendarAsOf: (asOfLaw: LocalDate) => Calendar,
): ExplainedDate {
  let end = explainTerm(reference, term, calendarAsOf(reference));
  for (const published of lawsPublished) {
    if (published <= reference) continue;
    if (end.due < published) break;
    end = explainTerm(reference, term, calendarAsOf(published));
  }
  return end;
}
