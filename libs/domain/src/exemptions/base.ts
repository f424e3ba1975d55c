import type { LocalDate } from '../calendar/types.js';
import { lastValidAnswer } from '../obligations/course.js';
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
  let base: Base | null = null;
  for (const [reference, course] of dossier.courses) {
    if (reference >= round || (base !== null && reference < base.reference)) continue;
    const answer = lastValidAnswer(course);
    if (answer !== null) base = { fact: answer.fact, reference };
  }
  return base;
}
