import type { LocalDate } from '../calendar/types.js';
import type { Dossier } from '../obligations/dossier.js';
import type { FactOf } from '../obligations/types.js';

/** The last official answer before a round: what an exemption or a carried nil return rests on. */
export interface Base {
  readonly fact: FactOf<'transmitted'> | FactOf<'nil-declared'>;
  /** The day that its data describe: variations count from the day after. */
  readonly reference: LocalDate;
}

/**
 * The base of an exemption from the round of that reference date: the official transmission (or nil return) on record,
 * not rejected and not taken back, with the latest reference date before it. Typed data are no base.
 */
export function exemptionBase(dossier: Dossier, round: LocalDate): Base | null {
  const found = dossier.answered().findLast(({ reference }) => reference < round);
  return found === undefined ? null : { fact: found.answer.fact, reference: found.reference };
}
