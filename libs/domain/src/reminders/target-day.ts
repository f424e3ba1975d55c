import { DomainError, dayNumber, fromDayNumber } from '../calendar/index.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { Rung, Survey } from '../surveys/types.js';
import { rollToSendingDay } from './sending-day.js';

/**
 * The day on which a rung wants to leave: the effective due date plus the rung's offset, rolled back for offsets up to
 * zero (the warning must come in time) and forward after it, to a day on which the sender works and the municipality
 * isn't closed.
 *
 * @param rung the rung, or its id in the survey's ladder
 * @throws DomainError `unknown-rung`, `no-sending-day`
 * @example targetDay(pushErp, calendar, andria, 'reminder-2', localDate('2022-03-31')) //=> '2022-03-25'
 */
export function targetDay(
  survey: Pick<Survey, 'id' | 'rungs'>,
  calendar: Calendar,
  municipality: Municipality,
  rung: Rung | string,
  due: LocalDate,
): LocalDate {
  const { offset } = typeof rung === 'string' ? rungById(survey, rung) : rung;
  const day = fromDayNumber(dayNumber(due) + offset);
  return rollToSendingDay(calendar, municipality, day, offset > 0 ? 'forward' : 'backward');
}

/**
 * The rung with that id.
 *
 * @throws DomainError `unknown-rung`
 */
export function rungById(survey: Pick<Survey, 'id' | 'rungs'>, id: string): Rung {
  const found = survey.rungs.find((rung) => rung.id === id);
  if (found !== undefined) return found;
  const known = survey.rungs.map((rung) => rung.id).join(', ');
  throw new DomainError('unknown-rung', 'rung', id, `un gradino di ${survey.id}: ${known}`);
}
