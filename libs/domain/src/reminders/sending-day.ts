import {
  DomainError,
  dayNumber,
  formatDate,
  fromDayNumber,
  isSenderWorkingDay,
} from '../calendar/index.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import { isClosedDay } from '../municipalities/index.js';
import type { Municipality } from '../municipalities/types.js';

/** No office is closed for a whole year: beyond this the closing days are wrong data. */
const LONGEST_CLOSURE = 400;

/**
 * Whether a letter may leave to the municipality that day: the sender works (Monday to Friday, no holiday) and the
 * municipality isn't closed.
 *
 * @example isSendingDay(calendar, andria, localDate('2022-03-26')) //=> false (Saturday)
 */
export function isSendingDay(
  calendar: Calendar,
  municipality: Municipality,
  day: LocalDate,
): boolean {
  return isSenderWorkingDay(calendar, day) && !isClosedDay(municipality, day);
}

/**
 * The first sending day on or after (`forward`) or on or before (`backward`) a day.
 *
 * @throws DomainError `no-sending-day` when the closing days leave none within 400 days
 * @example rollToSendingDay(calendar, andria, localDate('2022-03-26'), 'backward') //=> '2022-03-25'
 */
export function rollToSendingDay(
  calendar: Calendar,
  municipality: Municipality,
  day: LocalDate,
  direction: 'forward' | 'backward',
): LocalDate {
  const step = direction === 'forward' ? 1 : -1;
  const start = dayNumber(day);
  for (let n = 0; n <= LONGEST_CLOSURE; n += 1) {
    const candidate = fromDayNumber(start + n * step);
    if (isSendingDay(calendar, municipality, candidate)) return candidate;
  }
  throw new DomainError(
    'no-sending-day',
    'closingDays',
    `${municipality.istat}: ${municipality.closingDays.length} giorni di chiusura`,
    `almeno un giorno utile all’invio entro ${LONGEST_CLOSURE} giorni dal ${formatDate(day)}`,
  );
}

/** The first sending day after a day. @example nextSendingDay(calendar, andria, localDate('2022-03-25')) //=> '2022-03-28' */
export function nextSendingDay(
  calendar: Calendar,
  municipality: Municipality,
  day: LocalDate,
): LocalDate {
  return rollToSendingDay(calendar, municipality, fromDayNumber(dayNumber(day) + 1), 'forward');
}
