import { DomainError, LAST_DAY } from '../calendar/index.js';
import type { Instant } from '../calendar/types.js';
import { calendarOf } from '../obligations/due.js';
import type { Rung, Survey } from '../surveys/types.js';
import { termFromDelivery } from '../terms/index.js';
import type { ExplainedDate } from '../terms/types.js';
import { rungById } from './target-day.js';

/**
 * The last day that a formal notice gives one municipality: the rung's term, counted from the day (Europe/Rome) of that
 * municipality's own delivery receipt, rolled off holidays. Ten municipalities have ten of them.
 *
 * @param rung the rung, or its id in the survey's ladder
 * @throws DomainError `unknown-rung`, `no-term`
 * @example formalNoticeExpiry(pushErp, 'formal-notice', instant('2022-05-02T07:01:00Z')).due //=> '2022-06-01'
 */
export function formalNoticeExpiry(
  survey: Survey,
  rung: Rung | string,
  deliveredAt: Instant,
): ExplainedDate {
  const { id, term } = typeof rung === 'string' ? rungById(survey, rung) : rung;
  if (term === null) {
    throw new DomainError('no-term', 'rung', id, 'un gradino che assegna un termine');
  }
  return termFromDelivery(deliveredAt, term, calendarOf(survey, LAST_DAY));
}
