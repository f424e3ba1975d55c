import type { Instant, LocalDate } from '../calendar/types.js';
import { endOfDay } from '../calendar/rome.js';
import type { IstatCode } from '../municipalities/types.js';
import type { SurveyId } from '../surveys/types.js';
import type { Fact, FactId, FactOf } from './types.js';

/** As of a moment (what had happened), as known on a moment (what was on record). */
export interface Horizon {
  readonly asOf: Instant;
  /** Null: everything on record. */
  readonly knownOn: Instant | null;
}

/** A day stands for its last moment in Europe/Rome. @example momentOf(localDate('2022-03-31')) //=> '2022-03-31T21:59:59.999Z' */
export function momentOf(at: LocalDate | Instant): Instant {
  return at.length === 10 ? endOfDay(at as LocalDate) : (at as Instant);
}

/** The facts of one municipality in one survey that stand at a horizon, in the order of the record, and what was taken back. */
export interface Ledger {
  readonly facts: Fact[];
  /** Fact taken back → the correction that did it. */
  readonly takenBack: ReadonlyMap<FactId, FactOf<'corrected'>>;
  /** The facts taken back, in the order of the record. */
  readonly removed: readonly Removed[];
}

/** A fact that no longer counts, and the correction that says so. */
export interface Removed {
  readonly fact: Fact;
  readonly by: FactOf<'corrected'>;
}

const NONE: ReadonlyMap<FactId, FactOf<'corrected'>> = new Map();

/** Reads the record at a horizon: later facts left out, corrections carried out, order of recording kept. */
export function ledgerOf(
  survey: SurveyId,
  municipality: IstatCode,
  record: readonly Fact[],
  { asOf, knownOn }: Horizon,
): Ledger {
  const facts: Fact[] = [];
  let corrections = false;
  let ordered = true;
  let last = '';
  for (const fact of record) {
    if (knownOn !== null && fact.recordedAt > knownOn) continue;
    // A merger has the day of its effect in it, which may lie before or after the day it was noted.
    if (fact.occurredAt > asOf && fact.type !== 'merged') continue;
    if (fact.municipality !== municipality || fact.survey !== survey) continue;
    if (fact.type === 'corrected') corrections = true;
    if (fact.recordedAt < last) ordered = false;
    last = fact.recordedAt;
    facts.push(fact);
  }
  if (!ordered) facts.sort((a, b) => compareText(a.recordedAt, b.recordedAt));
  if (!corrections) return { facts, takenBack: NONE, removed: [] };
  const takenBack = correctedFacts(facts);
  const standing: Fact[] = [];
  const removed: Removed[] = [];
  for (const fact of facts) {
    const by = takenBack.get(fact.id);
    if (by === undefined) standing.push(fact);
    else removed.push({ fact, by });
  }
  return { facts: standing, takenBack, removed };
}

/** Text order is time order for instants. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** From the last to the first, so that a correction which was itself taken back takes nothing back. */
export function correctedFacts(facts: readonly Fact[]): ReadonlyMap<FactId, FactOf<'corrected'>> {
  const takenBack = new Map<FactId, FactOf<'corrected'>>();
  for (const fact of facts.toReversed()) {
    if (fact.type === 'corrected' && !takenBack.has(fact.id)) {
      takenBack.set(fact.payload.fact, fact);
    }
  }
  return takenBack;
}
