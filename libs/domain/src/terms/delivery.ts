import { formatInstant } from '../calendar/format.js';
import { romeDate } from '../calendar/rome.js';
import type { Calendar, Instant } from '../calendar/types.js';
import { explainTerm } from './explain-term.js';
import type { ExplainedDate, Step, Term } from './types.js';

/**
 * A term that runs from a proved delivery: from the moment signed in the receipt, whenever the mailbox was read. The
 * day of delivery in Europe/Rome is not counted, however late the hour.
 *
 * @param deliveredAt the delivery receipt's own time
 * @example termFromDelivery(instant('2022-03-24T23:58:00+01:00'), parseTerm('P10D'), italianCalendar()).due //=> '2022-04-04'
 */
export function termFromDelivery(
  deliveredAt: Instant,
  term: Term,
  calendar: Calendar,
): ExplainedDate {
  const reference = romeDate(deliveredAt);
  const delivered: Step = {
    from: reference,
    to: reference,
    rule: `consegnata in data ${formatInstant(deliveredAt)}, ora della ricevuta di avvenuta consegna`,
    norm: 'art. 48 D.Lgs. 82/2005; art. 6 D.P.R. 68/2005',
  };
  const end = explainTerm(reference, term, calendar);
  return { ...end, steps: [delivered, ...end.steps] };
}
