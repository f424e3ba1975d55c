import { dayNumber } from './day-number.js';
import { weekdayOfNumber } from './local-date.js';
import type { Calendar, LocalDate } from './types.js';

const KNOWN = 1;
const HOLIDAY = 2;
const OFFICE_SHUT = 4;

/** Days of 1970–2160 are judged once for each calendar: planning asks for the same few thousand millions of times. */
const JUDGED = 70_000;
const judged = new WeakMap<Calendar, Uint8Array>();

function kindOf(calendar: Calendar, day: LocalDate): number {
  const n = dayNumber(day);
  if (n < 0 || n >= JUDGED) return judge(calendar, day, n);
  let kinds = judged.get(calendar);
  if (kinds === undefined) judged.set(calendar, (kinds = new Uint8Array(JUDGED)));
  return kinds[n] || (kinds[n] = judge(calendar, day, n));
}

function judge(calendar: Calendar, day: LocalDate, n: number): number {
  const holiday = calendar.holidayOn(day) !== null;
  const saturday = weekdayOfNumber(n) === 6;
  const noTerm = holiday || (saturday && calendar.saturday === 'holiday');
  return KNOWN | (noTerm ? HOLIDAY : 0) | (holiday || saturday ? OFFICE_SHUT : 0);
}

/**
 * Whether a term can't end on that day: Sunday, a public holiday, or Saturday where the policy says so.
 *
 * @example isHoliday(italianCalendar(), localDate('2023-09-30')) //=> false (Saturday)
 */
export function isHoliday(calendar: Calendar, day: LocalDate): boolean {
  return (kindOf(calendar, day) & HOLIDAY) !== 0;
}

/**
 * Whether the sender's office works: Monday to Friday, no public holiday. Saturday is none whatever the policy: offices
 * are shut, only terms run.
 *
 * @example isSenderWorkingDay(italianCalendar(), localDate('2022-04-25')) //=> false
 */
export function isSenderWorkingDay(calendar: Calendar, day: LocalDate): boolean {
  return (kindOf(calendar, day) & OFFICE_SHUT) === 0;
}
