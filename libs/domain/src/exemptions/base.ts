import type { LocalDate } from '../calendar/types.js';
import type { Answer } from '../obligations/course.js';
import type { Dossier } from '../obligations/dossier.js';
import type { FactOf } from '../obligations/types.js';

/** The last official answer before a round: what an exemption rests on. */
export interface Base {
  readonly fact: FactOf<'transmitted'> | FactOf<'nil-declared'>;
  /** The day that its data describe: variations count from the day after. */
  readonly reference: LocalDate;
}

/**
 * The base of an exemption from the round of that reference date: the official transmission (or nil return) on record,
 * not rejected and not taken back, with the latest reference date before it, of a tracked round or of an earlier survey.
 * Typed data are no base, nor is a transmission of zero units: it says neither what there is nor that there is nothing.
 */
export function exemptionBase(dossier: Dossier, round: LocalDate): Base | null {
  const found = dossier
    .answered()
    .findLast(({ reference, answer }) => reference < round && !isOfNothing(answer));
  return found === undefined ? null : { fact: found.answer.fact, reference: found.reference };
}

function isOfNothing({ fact }: Answer): boolean {
  return fact.type === 'transmitted' && fact.payload.units === 0;
}
