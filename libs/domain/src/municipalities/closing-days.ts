import { DomainError, localDate } from '../calendar/index.js';

/** More than so many every year is a slip: a municipality that is always closed would get no letter. */
export const MOST_YEARLY_CLOSINGS = 30;
/** The same for days of one year: beside the yearly ones they leave days on which a letter can leave. */
export const MOST_CLOSINGS_IN_A_YEAR = 100;

/**
 * What is wrong with the closing days of a municipality, the same wherever they come from: page, list of municipalities,
 * events. An Italian clause, or null.
 *
 * @param days `MM-DD` (every year) or `YYYY-MM-DD`; the same day twice is one
 * @example closingDaysFault(['09-16', '2022-02-30']) //=> '«2022-02-30» non è un giorno MM-GG o AAAA-MM-GG'
 */
export function closingDaysFault(days: Iterable<string>): string | null {
  const perYear = new Map<string, number>();
  for (const day of new Set(days)) {
    const yearly = /^\d{2}-\d{2}$/.test(day);
    // 2024 has a 29 February: a day of every year may be that one.
    if (!isDay(yearly ? `2024-${day}` : day)) return `«${day}» non è un giorno MM-GG o AAAA-MM-GG`;
    const year = yearly ? '' : day.slice(0, 4);
    perYear.set(year, (perYear.get(year) ?? 0) + 1);
  }
  const yearly = perYear.get('') ?? 0;
  if (yearly > MOST_YEARLY_CLOSINGS) {
    return `un Comune può avere al massimo ${MOST_YEARLY_CLOSINGS} giorni di chiusura ogni anno, qui sono ${yearly}`;
  }
  const [year, most] = [...perYear].find(([, count]) => count > MOST_CLOSINGS_IN_A_YEAR) ?? [];
  if (year === undefined) return null;
  return `un Comune può avere al massimo ${MOST_CLOSINGS_IN_A_YEAR} giorni di chiusura nello stesso anno, nel ${year} sarebbero ${most}`;
}

function isDay(text: string): boolean {
  try {
    localDate(text);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
