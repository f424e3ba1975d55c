import type { LocalDate } from '../calendar/types.js';
import type { Dossier } from '../obligations/dossier.js';
import type { Fact, FactOf } from '../obligations/types.js';
import { isCeased } from '../stock/unit-status.js';
import { bringsDwelling, variationsWithin } from './variations.js';

/** The nil return given before a round, and the first fact that says a dwelling came in since. */
export interface NilCarry {
  /** Null: there is none, or a transmission took its place. */
  readonly base: FactOf<'nil-declared'> | null;
  /** A dwelling came in: the return no longer counts. */
  readonly brokenBy: Fact | null;
}

/**
 * Whether a nil return given for an earlier reference date still counts for a round: until the first dwelling comes in,
 * by a variation, a snapshot with owned units, or a transmission that is not of zero units.
 */
export function nilCarry(dossier: Dossier, round: LocalDate): NilCarry {
  const earlier = dossier.answered().filter(({ reference }) => reference < round);
  for (const { reference, answer } of earlier.reverse()) {
    const { fact } = answer;
    if (fact.type === 'nil-declared') {
      return { base: fact, brokenBy: firstDwelling(dossier, reference, round) };
    }
    // Zero rows say nothing: neither that a dwelling came in, nor that there is none.
    if (fact.payload.units !== 0) return { base: null, brokenBy: fact };
  }
  return { base: null, brokenBy: null };
}

/** The first recorded fact by which a dwelling came in within the window (from, to]. */
function firstDwelling(dossier: Dossier, from: LocalDate, to: LocalDate): Fact | null {
  const variation = variationsWithin(dossier.variations, from, to).find(bringsDwelling) ?? null;
  const snapshot =
    dossier.snapshots.find(
      ({ payload: { reference, units } }) =>
        from < reference && reference <= to && units.some(({ status }) => !isCeased(status)),
    ) ?? null;
  if (variation === null || snapshot === null) return variation ?? snapshot;
  return snapshot.recordedAt < variation.recordedAt ? snapshot : variation;
}
