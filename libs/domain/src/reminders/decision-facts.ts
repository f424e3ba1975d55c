import type { SurveyId } from '../surveys/types.js';
import type { Fact, FactId, FactOf, FactPayloads } from '../obligations/types.js';
import type { LocalDate } from '../calendar/types.js';
import type { Decision } from './types.js';

/** Whether a decision ends a rung; postponed and locked ones are taken again at the next tick. */
export function isFinal({ action }: Pick<Decision, 'action'>): boolean {
  return action !== 'postponed' && action !== 'locked';
}

/**
 * The id of the letter that a decision to send starts: survey, municipality and day. One letter a day to a municipality
 * makes it unique, and it can be derived again.
 *
 * @example letterId(decision) //=> 'push-erp/110001/2022-03-16'
 */
export function letterId({
  obligation,
  municipality,
  day,
}: Pick<Decision, 'obligation' | 'municipality' | 'day'>): string {
  return `${obligation.slice(0, -11)}/${municipality}/${day}`;
}

/**
 * What a final decision puts on record: `sent`, `folded`, `dropped` or `skipped`. Ids are made of the unique key
 * (obligation, rung, due-date version), so that doing it twice does it once. Null for postponed and locked.
 */
export function factOfDecision(survey: SurveyId, decision: Decision): Fact | null {
  switch (decision.action) {
    case 'send':
      return fact(survey, decision, 'sent', {
        ...key(decision),
        letter: letterId(decision),
        template: decision.template,
        obligations: decision.obligations,
        ...repeats(decision),
      });
    case 'folded': {
      const { reason, into = '' } = decision;
      return fact(survey, decision, 'folded', { ...key(decision), into, reason });
    }
    case 'dropped':
      return fact(survey, decision, 'dropped', { ...key(decision), reason: decision.reason });
    case 'skipped':
      return fact(survey, decision, 'skipped', {
        ...key(decision),
        reason: decision.reason,
        ...repeats(decision),
      });
    case 'postponed':
    case 'locked':
      return null;
  }
}

const repeats = ({ repeats: letter }: Decision) =>
  letter === undefined ? {} : { repeats: letter };

/** The id of the fact of a final decision: of the unique key, and of the day for a letter that is repeated. */
export function endFactId(
  type: 'sent' | 'folded' | 'dropped' | 'skipped',
  { obligation, rung, dueVersion, repeats: letter, day }: Decision,
): FactId {
  const own = `${type}/${obligation}/${rung}/${dueVersion}`;
  return letter === undefined ? own : `${own}/${day}`;
}

function key({ rung, dueVersion, target }: Decision) {
  return { rung, dueVersion, target };
}

function fact<T extends 'sent' | 'folded' | 'dropped' | 'skipped'>(
  survey: SurveyId,
  decision: Decision,
  type: T,
  payload: FactPayloads[T],
): Fact {
  const { at, municipality, obligation } = decision;
  const made: FactOf<T> = {
    id: endFactId(type, decision),
    type,
    survey,
    municipality,
    round: obligation.slice(-10) as LocalDate,
    occurredAt: at,
    recordedAt: at,
    actor: 'scadenzario',
    source: 'engine',
    evidence: null,
    payload,
  };
  return made as Fact;
}
