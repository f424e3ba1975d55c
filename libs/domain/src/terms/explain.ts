import { formatDate } from '../calendar/format.js';
import type { ExplainedDate } from './types.js';

/**
 * The way to a date in Italian, one line a step with its norm: what page and terminal show.
 *
 * @example explain(explainTerm(localDate('2021-12-31'), parseTerm('P3M'), italianCalendar()))
 * //=> ['31/12/2021 → 31/03/2022: più 3 mesi, stesso giorno del mese (art. 155 c. 2 c.p.c.; art. 2963 c. 4 c.c.)']
 */
export function explain(date: Pick<ExplainedDate, 'steps'>): readonly string[] {
  return date.steps.map(
    ({ from, to, rule, norm }) => `${formatDate(from)} → ${formatDate(to)}: ${rule} (${norm})`,
  );
}
