import { endOfDay, romeDate } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { type RefusedFact, replayWithRefusals } from '../obligations/replay.js';
import {
  isAnswer,
  type Standing,
  type StatusFactType,
  TRANSITIONS,
} from '../obligations/transitions.js';
import type { Fact } from '../obligations/types.js';
import { roundsOf } from '../surveys/index.js';
import type { Round, Survey } from '../surveys/types.js';
import { isRequest } from './admit-request.js';
import { changesStates } from './states.js';

/**
 * The record as it would have been kept by the end of a day, or of its last fact: illegal facts left out and told to `onRefused`, derived ones put
 * in (`replay`). A
 * record of nothing but ordinary transmissions, their validations and letters is taken as it is: nothing follows from
 * it, and replaying a nation's would cost more than its plan.
 */
export function completeRecord(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  to: LocalDate,
  onRefused: ((refused: RefusedFact) => void) | undefined = undefined,
): readonly Fact[] {
  if (facts.length === 0) return facts;
  const rounds = roundsOf(survey, to);
  const ordinary =
    !survey.presumeNoChange &&
    survey.addressees === 'all' &&
    municipality.existsFrom === null &&
    municipality.existsTo === null &&
    facts.every(ordinaryOf(survey, municipality, rounds)) &&
    new Set(facts.map(({ id }) => id)).size === facts.length;
  if (ordinary) return facts;
  const end = endOfDay(to);
  // What is recorded later moves nothing before, but is judged like the rest.
  const until = facts.reduce(
    (last, { recordedAt }) => (recordedAt > last ? recordedAt : last),
    end,
  );
  const { facts: kept, refused } = replayWithRefusals(survey, municipality, facts, until);
  if (onRefused !== undefined) refused.forEach(onRefused);
  return kept;
}

const PLAIN: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'transmitted',
  'validated',
  'rejected',
  'typed',
]);

/** Tells of fact after fact, in the order of recording, whether the rules surely admit it and derive nothing from it. */
function ordinaryOf(
  survey: Survey,
  { istat }: Municipality,
  rounds: readonly Round[],
): (fact: Fact) => boolean {
  const standings = new Map<Round, Standing>();
  return (fact) => {
    if (fact.survey !== survey.id || fact.municipality !== istat) return false;
    if (isRequest(fact)) return false;
    if (!changesStates(fact) && fact.type !== 'snapshot') return true;
    if (!PLAIN.has(fact.type)) return false;
    const round = rounds.find(({ reference }) => reference === fact.round);
    if (round === undefined || !isInTime(fact, round)) return false;
    const before = standings.get(round) ?? 'open';
    const move = TRANSITIONS[fact.type as StatusFactType][before];
    if (typeof move !== 'string') return false;
    standings.set(round, move === 'same' ? before : move);
    return true;
  };
}

/** It happened while the round was open to it, and was recorded before the lock. */
function isInTime(fact: Fact, { opensOn, acceptanceCutOff, lock }: Round): boolean {
  const day = romeDate(fact.occurredAt);
  if (day < opensOn) return false;
  if (isAnswer(fact.type) && acceptanceCutOff !== null && day > acceptanceCutOff) return false;
  return lock === null || romeDate(fact.recordedAt) <= lock;
}
