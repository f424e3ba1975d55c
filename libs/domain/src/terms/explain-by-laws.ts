import type { Calendar, LocalDate } from '../calendar/types.js';
import { explainTerm } from './explain-term.js';
import type { ExplainedDate, Term } from './types.js';

/** Before every law of the table: only Sundays are holidays. */
const NO_LAW = '1583-01-01' as LocalDate;

/**
 * The end of a term as the laws on holidays moved it: reckoned by the law of the reference date, then again by each
 * later law published while the term still ran. A term that had ended when the law was published stays where it ended
 * (art. 11 preleggi: the law has no effect on the past).
 *
 * @param lawsPublished days of publication, oldest first; those after the day on which the law is read left out
 * @param calendarAsOf the calendar by the laws published until a day
 */
export function explainByLaws(
  reference: LocalDate,
  term: Term,
  lawsPublished: readonly LocalDate[],
  calendarAsOf: (asOfLaw: LocalDate) => Calendar,
): ExplainedDate {
  const atStart = lawsPublished.filter((published) => published <= reference).at(-1) ?? NO_LAW;
  let end = explainTerm(reference, term, calendarAsOf(atStart));
  for (const published of lawsPublished) {
    if (published <= reference) continue;
    if (end.due < published) break;
    end = explainTerm(reference, term, calendarAsOf(published));
  }
  return end;
}
