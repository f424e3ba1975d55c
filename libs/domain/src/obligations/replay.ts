import { romeDate, startOfDay } from '../calendar/rome.js';
import type { Instant } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { roundsOf } from '../surveys/rounds.js';
import type { Survey } from '../surveys/types.js';
import { Journal } from './journal.js';
import { compareText } from './ledger.js';
import { isDerived, isStatusFact } from './transitions.js';
import type { Fact, Refusal } from './types.js';

/** A fact that the rules refused when it was to be recorded. */
export interface RefusedFact {
  readonly fact: Fact;
  readonly refusal: Refusal;
}

/** The record as it would have been kept, and what it would have refused. */
export interface Replay {
  readonly facts: readonly Fact[];
  readonly refused: readonly RefusedFact[];
}

/**
 * The record that results from these facts: fed in the order of recording and at each round's opening, illegal moves
 * left out, the facts that the rules derive put in after what caused them. Derived facts on input are derived anew, so
 * doing it twice does it once.
 *
 * @param until later facts are left out
 * @example replay(survey, andria, [nilOf2020], until).map(({ type }) => type) //=> ['nil-declared', 'nil-carried']
 */
export function replay(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  until: Instant,
): readonly Fact[] {
  return replayWithRefusals(survey, municipality, facts, until).facts;
}

/** As `replay`, with the refused facts and their reasons. */
export function replayWithRefusals(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  until: Instant,
): Replay {
  const journal = new Journal(survey, municipality);
  const refused: RefusedFact[] = [];
  for (const { at, batch } of batchesOf(survey, facts, until)) {
    let matters = batch.length === 0;
    for (const fact of batch) {
      const why = journal.append(fact);
      if (why !== null) refused.push({ fact, refusal: why });
      else matters ||= mayDerive(fact);
    }
    if (matters) journal.settle(at);
  }
  return { facts: journal.facts, refused };
}

/** Facts that neither exempt anybody nor end an exemption. */
const NO_MATTER: ReadonlySet<Fact['type']> = new Set([
  'typed',
  'suspended',
  'resumed',
  'extended',
  'cancelled',
]);
const STOCK_FACTS: ReadonlySet<Fact['type']> = new Set(['variation', 'snapshot', 'corrected']);

/** Whether the rules may derive something new from a fact: after others `react` need not be asked. */
export function mayDerive({ type }: Fact): boolean {
  return STOCK_FACTS.has(type) || (isStatusFact(type) && !NO_MATTER.has(type));
}

/** What is recorded at one moment; an empty batch is a round's opening. */
interface Batch {
  readonly at: Instant;
  readonly batch: Fact[];
}

function batchesOf(survey: Survey, facts: readonly Fact[], until: Instant): readonly Batch[] {
  const batches = new Map<Instant, Fact[]>();
  for (const round of roundsOf(survey, romeDate(until))) {
    batches.set(startOfDay(round.opensOn), []);
  }
  const openings = new Set(batches.keys());
  for (const fact of facts) {
    if (fact.recordedAt > until || isDerived(fact.type)) continue;
    const batch = batches.get(fact.recordedAt);
    if (batch === undefined) batches.set(fact.recordedAt, [fact]);
    else batch.push(fact);
  }
  const sorted: Batch[] = [];
  for (const [at, batch] of [...batches].sort(([a], [b]) => compareText(a, b))) {
    sorted.push({ at, batch });
    // A round's opening evaluates also when only letters were recorded at that very moment.
    if (openings.has(at) && batch.length > 0) sorted.push({ at, batch: [] });
  }
  return sorted;
}
