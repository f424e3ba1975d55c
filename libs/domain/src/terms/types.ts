import type { LocalDate } from '../calendar/types.js';

/** A length of time. Months and years end on the same day number (art. 155 c.p.c., art. 2963 c.c.). */
export type Term =
  | { readonly unit: 'days'; readonly count: number }
  | { readonly unit: 'working-days'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number }
  | { readonly unit: 'years'; readonly count: number };

/** One step of the way from a day to another, with its reason: what `explain` shows. */
export interface Step {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** What was done, in Italian: "più 3 mesi, stesso giorno del mese". */
  readonly rule: string;
  /** The norm: "art. 2963 c. 4 c.c.". */
  readonly norm: string;
}

/** A computed date that can say why it is what it is. `due` is `nominal` rolled off holidays. */
export interface ExplainedDate {
  readonly reference: LocalDate;
  readonly nominal: LocalDate;
  readonly due: LocalDate;
  readonly steps: readonly Step[];
}
