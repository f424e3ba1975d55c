declare const brand: unique symbol;

/** A calendar day in Europe/Rome, `YYYY-MM-DD`. Only `localDate()` makes one. */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };

/** A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. Only `instant()` makes one. */
export type Instant = string & { readonly [brand]: 'Instant' };

/** A time of day in Europe/Rome, `HH:mm`. */
export type TimeOfDay = string;

/** A public holiday on one day, with the law that made it. */
export interface Holiday {
  readonly day: LocalDate;
  readonly name: string;
  /** The norm, in Italian, e.g. "art. 2 L. 260/1949". */
  readonly norm: string;
}

/**
 * The days on which a term can't end and on which nobody works. Built by `italianCalendar()`.
 * `asOfLaw` is the day on which the law is read: a later law moves open due dates and never closed ones.
 */
export interface Calendar {
  readonly asOfLaw: LocalDate;
  readonly saturday: SaturdayPolicy;
  /** The holiday on that day (Sunday included, as "domenica"), or null. Saturday is never one here. */
  holidayOn(day: LocalDate): Holiday | null;
}

export type SaturdayPolicy = 'working' | 'holiday';
