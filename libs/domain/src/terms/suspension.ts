import { formatDate } from '../calendar/format.js';
import { addDays, daysBetween } from '../calendar/local-date.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import { rollSteps } from './explain-term.js';
import type { ExplainedDate, Step } from './types.js';

/**
 * A due date after a suspension: later by as many days as the term stood still, then rolled off holidays. The day of
 * suspension stood still, the day of resumption runs again.
 *
 * @example resumeTerm(localDate('2022-03-31'), localDate('2022-03-10'), localDate('2022-03-20'), italianCalendar()).due
 * //=> '2022-04-11' (10 April 2022 is a Sunday)
 */
export function resumeTerm(
  due: LocalDate,
  suspendedOn: LocalDate,
  resumedOn: LocalDate,
  calendar: Calendar,
): ExplainedDate {
  const days = Math.max(0, daysBetween(suspendedOn, resumedOn));
  const nominal = addDays(due, days);
  const moved: Step = {
    from: due,
    to: nominal,
    rule: `sospesa dal giorno ${formatDate(suspendedOn)} al giorno ${formatDate(resumedOn)}: più ${days === 1 ? 'il giorno' : `i ${days} giorni`} di sospensione`,
    norm: 'art. 2 c. 7 L. 241/1990',
  };
  const rolled = rollSteps(nominal, calendar);
  return {
    reference: due,
    nominal,
    due: rolled.at(-1)?.to ?? nominal,
    steps: [moved, ...rolled],
  };
}
