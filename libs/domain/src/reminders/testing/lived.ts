import { addMinutes, endOfDay, italianCalendar } from '../../calendar/index.js';
import type { LocalDate } from '../../calendar/types.js';
import type { Municipality } from '../../municipalities/types.js';
import { replay } from '../../obligations/replay.js';
import type { Fact } from '../../obligations/types.js';
import type { Survey } from '../../surveys/types.js';
import { assumedDelivery, deliveriesOf, recordTellsDelivery } from '../assume-delivery.js';
import { decideTick } from '../decide-tick.js';
import { factOfDecision, isFinal } from '../decision-facts.js';
import { Ticks } from '../ticks.js';
import type { Decision, Standstill } from '../types.js';

const calendar = italianCalendar();

/** The plan as the running engine lives it: every tick from the record alone, its decisions put on record. */
export function lived(
  survey: Survey,
  municipality: Municipality,
  given: readonly Fact[],
  downtimes: readonly Standstill[],
  from: LocalDate,
  to: LocalDate,
): { decisions: readonly Decision[]; facts: readonly Fact[] } {
  let facts = replay(survey, municipality, given, endOfDay(to));
  const decisions: Decision[] = [];
  for (const { at } of new Ticks(calendar, from, to, survey.sendTime, downtimes).list) {
    for (const decision of decideTick(survey, municipality, facts, at)) {
      if (!isFinal(decision)) continue;
      decisions.push(decision);
      const fact = factOfDecision(survey.id, decision);
      if (fact === null) continue;
      facts = [...facts, fact];
      if (fact.type === 'sent' && !recordTellsDelivery(decision, deliveriesOf(given))) {
        facts = [...facts, assumedDelivery(fact, addMinutes(at, 1))];
      }
    }
  }
  return { decisions, facts };
}

/** A decision as one short text. */
export const briefly = ({
  at,
  obligation,
  obligations,
  rung,
  dueVersion,
  action,
  code,
}: Decision): string =>
  [at, obligation, obligations.join('+'), rung, dueVersion, action, code].join(' ');
