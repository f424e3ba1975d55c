import { dayNumber, lawDays, romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { foldMunicipality } from '../obligations/fold.js';
import { isStatusFact } from '../obligations/transitions.js';
import type { Fact, FactOf, ObligationState } from '../obligations/types.js';
import { roundsOf } from '../surveys/index.js';
import type { Survey } from '../surveys/types.js';

/** Whether a fact may change how an obligation stands or when it is due: only then is the record folded again. */
export function changesStates(fact: Fact): boolean {
  return isStatusFact(fact.type) || fact.type === 'merged' || fact.type === 'corrected';
}

/**
 * The states of a municipality at a moment, as known then. Municipalities of whose obligations nobody has said anything
 * stand alike: they share one fold a day.
 */
export class States {
  private readonly untouched = new Map<LocalDate, readonly ObligationState[]>();

  constructor(private readonly survey: Survey) {}

  /**
   * @param facts those that change states (`changesStates`)
   * @param of the rounds that are asked for; others may come too
   */
  at(
    municipality: Municipality,
    facts: readonly Fact[],
    at: Instant,
    day: LocalDate = romeDate(at),
    of?: (round: LocalDate) => boolean,
  ): readonly ObligationState[] {
    const alike =
      facts.length === 0 &&
      this.survey.addressees === 'all' &&
      municipality.existsFrom === null &&
      municipality.existsTo === null;
    if (!alike) return fold(this.survey, municipality, facts, at, of);
    const known = this.untouched.get(day);
    if (known !== undefined) return known;
    const made = fold(this.survey, municipality, [], at);
    this.untouched.set(day, made);
    return made;
  }
}

function fold(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  at: Instant,
  of: (round: LocalDate) => boolean = () => true,
): readonly ObligationState[] {
  const options = { asOf: at, knownOn: at, explain: false, of };
  return foldMunicipality(survey, municipality, facts, options);
}

/** The days on which states may change without any new fact, as day numbers in order. */
export interface TurningDays {
  /** A round opens. */
  readonly openings: readonly number[];
  /** A law may move due dates. */
  readonly laws: readonly number[];
}

/** The turning days from the day after `from` to `to`. */
export function turningDays(survey: Survey, from: LocalDate, to: LocalDate): TurningDays {
  const inRange = (days: readonly LocalDate[]): readonly number[] =>
    days.filter((day) => day > from && day <= to).map(dayNumber);
  return {
    openings: inRange(roundsOf(survey, to).map(({ opensOn }) => opensOn)),
    laws: inRange(lawDays()),
  };
}

/** The round on whose state alone a fact bears; null when it may be any. */
export function roundTouched(fact: Fact): LocalDate | null {
  if (fact.type === 'corrected' || fact.type === 'merged') return null;
  return fact.type === 'nil-declared' ? fact.payload.reference : fact.round;
}

/** The day on which the municipality ends, as recorded or as its register has it; a day number, null while it stands. */
export function endingDay(
  { existsTo }: Municipality,
  merger: FactOf<'merged'> | null,
): number | null {
  if (merger !== null) return dayNumber(merger.payload.on);
  return existsTo === null ? null : dayNumber(existsTo) + 1;
}
