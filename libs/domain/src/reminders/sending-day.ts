import {
  DomainError,
  dayNumber,
  formatDate,
  fromDayNumber,
  isSenderWorkingDay,
} from '../calendar/index.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';

/** No office is closed for a whole year: beyond this the closing days are wrong data. */
const LONGEST_CLOSURE = 400;

/** What the planner needs of a municipality to know whether it can be written to on a day. */
export type Closing = Pick<Municipality, 'istat' | 'closingDays'>;

/**
 * Whether the municipality is closed that day: patron saint (`MM-DD`, every year) or a single day (`YYYY-MM-DD`).
 * A closing day delays the sending and never moves a term.
 *
 * @example isClosingDay({ istat: '110001', closingDays: ['05-03'] }, localDate('2022-05-03')) //=> true
 */
export function isClosingDay(municipality: Closing, day: LocalDate): boolean {
  const { closingDays } = municipality;
  return (
    closingDays.length > 0 && (closingDays.includes(day.slice(5)) || closingDays.includes(day))
  );
}

/**
 * Whether a letter may leave to the municipality that day: the sender works (Monday to Friday, no holiday) and the
 * municipality isn't closed.
 *
 * @example isSendingDay(calendar, andria, localDate('2022-03-26')) //=> false (Saturday)
 */
export function isSendingDay(calendar: Calendar, municipality: Closing, day: LocalDate): boolean {
  return isSenderWorkingDay(calendar, day) && !isClosingDay(municipality, day);
}

/**
 * The first sending day on or after (`forward`) or on or before (`backward`) a day.
 *
 * @throws DomainError `no-sending-day` when the closing days leave none within 400 days
 * @example rollToSendingDay(calendar, andria, localDate('2022-03-26'), 'backward') //=> '2022-03-25'
 */
export function rollToSendingDay(
  calendar: Calendar,
  municipality: Closing,
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
  municipality: Closing,
  day: LocalDate,
): LocalDate {
  return rollToSendingDay(calendar, municipality, fromDayNumber(dayNumber(day) + 1), 'forward');
}
