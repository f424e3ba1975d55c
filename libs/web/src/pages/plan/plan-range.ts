import { addDays, daysBetween, formatDate } from '@app/domain';
import type { LocalDate } from '@app/domain';
import type { FieldFault } from '../../view/fields.js';
import { dayOrNull } from '../../view/fields.js';
import { queryText } from '../../view/paging.js';

/** Days that the page shows when nobody asks for others. */
const AHEAD = 45;
const LONGEST = 400;
/** So many municipalities are planned anew for any range; for more, the range is the one that is known. */
export const FEW = 300;

/** The days that a plan is read for, and what of the question could not be answered. */
export interface PlanRange {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly errors: readonly FieldFault[];
}

/**
 * @param last with many municipalities: the plan is read from today to this day; null: any days
 * @example planRange({ da: '2022-03-01', a: '2022-03-31' }, { today, last: null }).to //=> '2022-03-31'
 */
export function planRange(
  asked: Readonly<Record<string, unknown>>,
  { today, last }: { readonly today: LocalDate; readonly last: LocalDate | null },
): PlanRange {
  const from = dayOrNull(queryText(asked['da']) ?? '') ?? today;
  const to = dayOrNull(queryText(asked['a']) ?? '') ?? addDays(from, AHEAD);
  const fault = (message: string): FieldFault[] => [{ field: 'a', message }];
  if (to < from)
    return { from, to: from, errors: fault('La seconda data viene prima della prima.') };
  if (last !== null && (from < today || to > last)) {
    const errors = fault(
      `Per tutti i Comuni il piano si legge da oggi al ${formatDate(last)}: per altri giorni scrivi un Comune.`,
    );
    const first = from < today ? today : from > last ? last : from;
    return { from: first, to: to > last || to < first ? last : to, errors };
  }
  if (daysBetween(from, to) > LONGEST) {
    const message = `Il piano si legge per ${LONGEST} giorni al massimo: è mostrata la prima parte.`;
    return { from, to: addDays(from, LONGEST), errors: fault(message) };
  }
  return { from, to, errors: [] };
}
