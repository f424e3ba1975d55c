import type { ObligationState } from '../obligations/types.js';
import type { IstatCode } from '../municipalities/types.js';
import type { LocalDate } from '../calendar/types.js';
import type { Measure } from './types.js';

/** What of a state is counted. */
export type Measured = Pick<ObligationState, 'outcome' | 'timeliness' | 'carriedNil' | 'presumed'>;

/** What of a state is counted: lists that keep no sentences count the same. */
export type MeasuredState = Pick<
  ObligationState,
  'round' | 'municipality' | 'outcome' | 'timeliness' | 'presumed' | 'carriedNil'
>;

type Counts = { -readonly [K in keyof Omit<Measure, 'completeness' | 'timeliness'>]: number };

const NOTHING: Counts = {
  expected: 0,
  received: 0,
  onTime: 0,
  late: 0,
  overdue: 0,
  nil: 0,
  carriedNil: 0,
  exempt: 0,
  presumedExempt: 0,
  cancelled: 0,
};

/**
 * Counts of some obligations (of a round, of a municipality, of anything). `received`, `onTime` and `late` count the
 * answers given in the round: transmissions and nil returns that were not rejected. `exempt` includes the presumed
 * ones, which `presumedExempt` shows apart; exempt and carried nil leave the denominator; cancelled ones are not expected.
 *
 * @example measure(states).completeness //=> received ÷ (expected − exempt − carriedNil), null when that is 0
 */
export function measure(states: Iterable<Measured>): Measure {
  const counts = { ...NOTHING };
  for (const state of states) count(counts, state);
  return withRates(counts);
}

/** One measure per round, by reference date, oldest first. */
export function measuresByRound(
  states: Iterable<Measured & Pick<ObligationState, 'round'>>,
): Readonly<Record<string, Measure>> {
  return measuresBy(states, (state) => state.round);
}

/** One measure per municipality, by ISTAT code. */
export function measuresByMunicipality(
  states: Iterable<Measured & Pick<ObligationState, 'municipality'>>,
): Readonly<Record<IstatCode, Measure>> {
  return measuresBy(states, (state) => state.municipality);
}

/**
 * Measures add up: the whole of the parts, its rates reckoned anew from the counts.
 *
 * @example sumMeasures(Object.values(measuresByRound(states))) //=> the same as measure(states)
 */
export function sumMeasures(parts: Iterable<Measure>): Measure {
  const counts = { ...NOTHING };
  for (const part of parts) {
    for (const key of Object.keys(NOTHING) as (keyof Counts)[]) counts[key] += part[key];
  }
  return withRates(counts);
}

function measuresBy<T extends Measured>(
  states: Iterable<T>,
  keyOf: (state: T) => LocalDate | IstatCode,
): Readonly<Record<string, Measure>> {
  const groups = new Map<string, Counts>();
  for (const state of states) {
    const key = keyOf(state);
    let counts = groups.get(key);
    if (counts === undefined) groups.set(key, (counts = { ...NOTHING }));
    count(counts, state);
  }
  const keys = [...groups.keys()].sort();
  return Object.fromEntries(keys.map((key) => [key, withRates(groups.get(key) ?? NOTHING)]));
}

function count(counts: Counts, state: Measured): void {
  if (state.outcome === 'cancelled') {
    counts.cancelled += 1;
    return;
  }
  counts.expected += 1;
  if (state.outcome === 'exempt') {
    counts.exempt += 1;
    if (state.presumed) counts.presumedExempt += 1;
    return;
  }
  if (state.carriedNil) {
    counts.carriedNil += 1;
    return;
  }
  if (state.timeliness === 'overdue') counts.overdue += 1;
  if (state.outcome === 'open' || state.outcome === 'rejected') return;
  counts.received += 1;
  if (state.outcome === 'nil') counts.nil += 1;
  if (state.timeliness === 'on-time') counts.onTime += 1;
  if (state.timeliness === 'late') counts.late += 1;
}

function withRates(counts: Counts): Measure {
  const owed = counts.expected - counts.exempt - counts.carriedNil;
  return {
    ...counts,
    completeness: owed === 0 ? null : counts.received / owed,
    timeliness: owed === 0 ? null : counts.onTime / owed,
  };
}
