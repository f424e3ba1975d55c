import type { LocalDate } from '../calendar/types.js';
import type { Survey } from './types.js';

type Dates = Pick<Survey, 'firstReference' | 'referenceDays'>;

/** The first reference date, or one of the survey's days after it. @example isReferenceDate(pushErp, localDate('2022-06-30')) //=> true */
export function isReferenceDate({ firstReference, referenceDays }: Dates, day: LocalDate): boolean {
  return day === firstReference || (day > firstReference && referenceDays.includes(day.slice(5)));
}

/** The reference dates in order: the first, then the survey's days of every year. They are never reached by adding months. */
export function* referencesOf({
  firstReference,
  referenceDays,
}: Dates): Generator<LocalDate, void> {
  yield firstReference;
  const days = [...referenceDays].sort();
  if (days.length === 0) return;
  for (let year = Number(firstReference.slice(0, 4)); year < 9990; year += 1) {
    for (const day of days) {
      const reference = `${year}-${day}` as LocalDate;
      if (reference > firstReference) yield reference;
    }
  }
}
