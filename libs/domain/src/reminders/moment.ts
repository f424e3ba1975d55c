import { dayNumber, isSenderWorkingDay, romeDate, romeTime } from '../calendar/index.js';
import type { Calendar, Instant, LocalDate, TimeOfDay } from '../calendar/types.js';
import { isClosedDay } from '../municipalities/index.js';
import type { Municipality } from '../municipalities/types.js';
import type { Survey } from '../surveys/types.js';
import { closingDayReason, notWorkingDayReason, outsideWindowReason } from './reasons.js';
import { nextSendingDay } from './sending-day.js';

/** The moment of a tick: its day and time in Europe/Rome, and whether letters may leave then. */
export interface Moment {
  readonly at: Instant;
  readonly date: LocalDate;
  readonly time: TimeOfDay;
  /** Day number of `date`. */
  readonly day: number;
  /** The sender works that day. */
  readonly working: boolean;
}

/** Why nothing leaves at a moment, and from which day on it may. */
export interface Hindrance {
  readonly code: 'closing-day' | 'not-working-day' | 'outside-window';
  readonly reason: string;
  readonly until: LocalDate;
}

/** The day and time of an instant in Europe/Rome. */
export function momentOf(calendar: Calendar, at: Instant): Moment {
  const date = romeDate(at);
  const working = isSenderWorkingDay(calendar, date);
  return { at, date, time: romeTime(at), day: dayNumber(date), working };
}

/**
 * What keeps any letter from leaving at this moment: a day on which the sender doesn't work or the municipality is
 * closed, or a time outside the sending window (both ends included). Null when letters may leave.
 */
export function hindranceAt(
  survey: Survey,
  calendar: Calendar,
  municipality: Municipality,
  { date, time, working }: Moment,
): Hindrance | null {
  const until = (): LocalDate => nextSendingDay(calendar, municipality, date);
  if (!working) {
    return { code: 'not-working-day', reason: notWorkingDayReason(date, until()), until: until() };
  }
  if (isClosedDay(municipality, date)) {
    return { code: 'closing-day', reason: closingDayReason(date, until()), until: until() };
  }
  if (time < survey.windowFrom) {
    const reason = outsideWindowReason(survey.windowFrom, survey.windowTo, date);
    return { code: 'outside-window', reason, until: date };
  }
  if (time > survey.windowTo) {
    const reason = outsideWindowReason(survey.windowFrom, survey.windowTo, until());
    return { code: 'outside-window', reason, until: until() };
  }
  return null;
}
