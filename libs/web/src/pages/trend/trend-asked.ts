import { endOfDay, formatDate, romeDate } from '@app/domain';
import type { Instant, LocalDate } from '@app/domain';
import type { Standpoint } from '@app/workflow';
import { dayOrNull } from '../../view/fields.js';
import { queryText } from '../../view/paging.js';

/** The standpoint that an address asks for, and how it is told. */
export interface TrendStandpoint {
  /** Null: now, with everything on record. */
  readonly from: Standpoint | null;
  /** The day as of which it is told. */
  readonly until: LocalDate;
  readonly asOf: LocalDate | undefined;
  readonly knownOn: LocalDate | undefined;
  readonly words: string | null;
}

/**
 * Reads `al` (as of a day) and `saputo` (as known on a day). Known alone means both: how things stood that day for what was known. Days to
 * come are left aside.
 */
export function standpointAsked(
  asked: Readonly<Record<string, unknown>>,
  now: Instant,
): TrendStandpoint {
  const today = romeDate(now);
  const past = (value: unknown): LocalDate | undefined => {
    const day = dayOrNull(queryText(value) ?? '');
    return day !== null && day < today ? day : undefined;
  };
  const [asOf, knownOn] = [past(asked['al']), past(asked['saputo'])];
  if (asOf === undefined && knownOn === undefined) {
    return { from: null, until: today, asOf, knownOn, words: null };
  }
  const at = asOf ?? knownOn ?? today;
  return {
    from: {
      asOf: endOfDay(at),
      knownOn: knownOn === undefined ? now : endOfDay(knownOn),
    },
    until: at,
    asOf,
    knownOn,
    words: `Situazione al ${formatDate(at)}, ${knownOn === undefined ? 'con tutto ciò che si sa oggi' : `per quanto si sapeva il ${formatDate(knownOn)}`}.`,
  };
}
