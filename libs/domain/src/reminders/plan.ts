import { addMinutes, endOfDay, LAST_DAY } from '../calendar/index.js';
import type { Instant } from '../calendar/types.js';
import { guarded } from '../municipalities/fault.js';
import type { Municipality } from '../municipalities/types.js';
import { calendarOf } from '../obligations/due.js';
import type { Fact } from '../obligations/types.js';
import { completeRecord } from './complete-record.js';
import { orderDecisions } from './order.js';
import { tablesOf } from './read-board.js';
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
 * @throws DomainError `no-sending-day` when a municipality is closed all year round; not with `onFault`
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
  const alike = new Map<string, Rehearsal>();
  const municipalities = [...input.municipalities].sort((a, b) => (a.istat < b.istat ? -1 : 1));
  for (const municipality of municipalities) {
    const one = guarded(
      municipality,
      () => planOne(input, stage, alike, municipality),
      input.onFault,
    );
    if (one !== null) yield one;
  }
}

function planOne(
  input: PlanInput,
  stage: Stage,
  alike: Map<string, Rehearsal>,
  municipality: Municipality,
): MunicipalityPlan {
  const facts = input.factsOf(municipality.istat);
  const key = likeness(input, municipality, facts);
  const twin = key === null ? undefined : alike.get(key);
  if (twin !== undefined) return planFrom(twin, municipality, true);
  const rehearsal = new Rehearsal(
    stage,
    municipality,
    completeRecord(input.survey, municipality, facts, input.to, input.onRefused),
  );
  rehearsal.run();
  if (key !== null) alike.set(key, rehearsal);
  return planFrom(rehearsal, municipality, false);
}

/**
 * Municipalities of which nothing is on record and that close on the same days live through the same plan: lived once,
 * given to each. Null for the others.
 */
function likeness(
  { survey }: PlanInput,
  { existsFrom, existsTo, closingDays }: Municipality,
  facts: readonly Fact[],
): string | null {
  const plain = facts.length === 0 && existsFrom === null && existsTo === null;
  return plain && survey.addressees === 'all' ? closingDays.join() : null;
}

function planFrom(
  { lines, log }: Rehearsal,
  municipality: Municipality,
  asTwin: boolean,
): MunicipalityPlan {
  const { istat } = municipality;
  const own = lines.list();
  const theirs = (line: Decision): Decision => ({ ...line, municipality: istat });
  const decisions = asTwin ? own.map(theirs) : own;
  const waits = lines.waited();
  const waited = asTwin ? waits.map(({ line, over }) => ({ line: theirs(line), over })) : waits;
  return { municipality, decisions, waited, facts: () => log.facts(istat) };
}

function stageOf({ survey, from, to, downtimes, assumeDelivery }: PlanInput): Stage {
  const calendar = calendarOf(survey, LAST_DAY);
  return {
    survey,
    calendar,
    states: new States(survey),
    ...tablesOf(survey),
    ticks: new Ticks(calendar, from, to, survey.sendTime, downtimes),
    turningDays: turningDays(survey, from, to),
    assumeDelivery,
    until: endOfDay(to),
    minuteAfter: minutesAfter(),
  };
}

/** One minute after a moment; the same for every municipality that gets its letter then. */
function minutesAfter(): (at: Instant) => Instant {
  const known = new Map<Instant, Instant>();
  return (at) => {
    let after = known.get(at);
    if (after === undefined) known.set(at, (after = addMinutes(at, 1)));
    return after;
  };
}
