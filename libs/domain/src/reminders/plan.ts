import { endOfDay, LAST_DAY } from '../calendar/index.js';
import type { Municipality } from '../municipalities/types.js';
import { calendarOf } from '../obligations/due.js';
import { replay } from '../obligations/replay.js';
import type { Fact } from '../obligations/types.js';
import { TargetTable } from './board.js';
import { orderDecisions } from './order.js';
import { Rehearsal, type Stage } from './rehearsal.js';
import { States, turningDays } from './states.js';
import { Ticks } from './ticks.js';
import type { Decision, MunicipalityPlan, PlanInput } from './types.js';

/**
 * What will leave, and what will not and why, from a day to another, both included: the ticks of the range lived through
 * in advance, each by the same rules as the running engine's (`decideTick`). Pure: no clock, no database.
 *
 * Gives every send, and for each (obligation, rung) whose day comes one line that says how it ends under the due date in
 * force; `postponed` and `locked` only for what still waits at the end. Sends first, by day, time and municipality; then
 * the others.
 *
 * @throws DomainError `no-sending-day` when a municipality is closed all year round
 * @example plan({ survey, municipalities, factsOf: () => [], from, to, assumeDelivery: true })[0]?.rung //=> 'opening'
 */
export function plan(input: PlanInput): readonly Decision[] {
  const decisions: (readonly Decision[])[] = [];
  for (const one of rehearse(input)) decisions.push(one.decisions);
  return orderDecisions(decisions);
}

/**
 * The same, municipality by municipality in order of code, each with its record as it would stand at the end: what the letters
 * are written from. Lazy, so that a national campaign needs the memory of one municipality at a time.
 */
export function* rehearse(input: PlanInput): Generator<MunicipalityPlan, void> {
  const stage = stageOf(input);
  const municipalities = [...input.municipalities].sort((a, b) => (a.istat < b.istat ? -1 : 1));
  for (const municipality of municipalities) {
    const record = completed(input, municipality, input.factsOf(municipality.istat));
    yield new Rehearsal(stage, municipality, record).run();
  }
}

function stageOf({ survey, from, to, downtimes, assumeDelivery }: PlanInput): Stage {
  const calendar = calendarOf(survey, LAST_DAY);
  return {
    survey,
    calendar,
    states: new States(survey),
    targets: new TargetTable(survey, calendar),
    ticks: new Ticks(from, to, survey.sendTime, downtimes),
    turningDays: turningDays(survey, from, to),
    assumeDelivery,
  };
}

/** The record with the facts that the rules derive by the end of the range; of nothing nothing follows. */
function completed(
  { survey, to }: PlanInput,
  municipality: Municipality,
  facts: readonly Fact[],
): readonly Fact[] {
  return facts.length === 0 ? facts : replay(survey, municipality, facts, endOfDay(to));
}
