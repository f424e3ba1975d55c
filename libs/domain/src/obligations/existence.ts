import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/types.js';
import type { IstatCode, Municipality } from '../municipalities/types.js';
import type { Round, Survey } from '../surveys/types.js';
import type { Fact, FactOf } from './types.js';

/** The end of a municipality: the first day on which it no longer exists, and who takes over. */
export interface Merger {
  readonly on: LocalDate;
  readonly into: IstatCode | null;
  /** Null when only the register of municipalities says so. */
  readonly fact: FactOf<'merged'> | null;
}

/** The merger as recorded by the last fact, or else as the register of municipalities has it. */
export function mergerOf(municipality: Municipality, facts: readonly Fact[]): Merger | null {
  const fact = facts.findLast((one): one is FactOf<'merged'> => one.type === 'merged');
  if (fact !== undefined) return { on: fact.payload.on, into: fact.payload.into, fact };
  const { existsTo, successor } = municipality;
  return existsTo === null ? null : { on: addDays(existsTo, 1), into: successor, fact: null };
}

/** Whether the survey is addressed to the municipality at all. */
export function isAddressee(survey: Survey, istat: IstatCode): boolean {
  return survey.addressees === 'all' || survey.addressees.includes(istat);
}

/**
 * Whether the municipality has a duty in the round: it existed on the reference date (a merger on that day or before
 * leaves the whole duty to the successor), and was born before the round fell due.
 */
export function owes(municipality: Municipality, merger: Merger | null, round: Round): boolean {
  if (merger !== null && merger.on <= round.reference) return false;
  return municipality.existsFrom === null || municipality.existsFrom <= round.due.due;
}

/** To whom the duties passed, for a sentence: "al Comune con codice ISTAT 110001". */
export function describeSuccessor({ into }: Merger): string {
  return into === null ? 'a un altro Comune' : `al Comune con codice ISTAT ${into}`;
}
