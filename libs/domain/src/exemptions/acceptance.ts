import { formatDate } from '../calendar/format.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { admit, admitTo } from '../obligations/admit.js';
import type { Course } from '../obligations/course.js';
import { type Dossier, openDossier } from '../obligations/dossier.js';
import { refusal } from '../obligations/refusals.js';
import { roundsOfFact } from '../obligations/round-of-fact.js';
import { TRANSITIONS } from '../obligations/transitions.js';
import type { Fact, FactOf, Refusal } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { exemptionBase } from './base.js';
import { againstStatement } from './evidence.js';
import { caseOf } from './judge-exemption.js';

/** The answers of its own that a letter tells a municipality how to give. */
type Statement = FactOf<'nil-declared'> | FactOf<'no-change-declared'>;

/** Which of them would be accepted for a round. */
export interface Accepted {
  readonly nilReturn: boolean;
  readonly noChange: boolean;
}

/**
 * Why something that a municipality stated can't be accepted, or null: what the record refuses, and of a statement of no
 * change also one that could exempt nobody (nothing owed, no base, or the register against it). A difference of the
 * snapshots is no refusal: it contests the statement, and an officer sees both. `acceptedFor` asks the same beforehand.
 *
 * The record itself takes a statement that comes too early (`admit`): what was said stands, and counts once there is a base.
 *
 * @param facts the municipality's record, derived facts included
 * @example refusalOfAnswer(survey, andria, [], noChangeOfTheFirstRound)?.code //=> 'no-base'
 */
export function refusalOfAnswer(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  fact: Fact,
): Refusal | null {
  const refused = admit(survey, municipality, facts, fact);
  if (refused !== null || fact.type !== 'no-change-declared') return refused;
  const { occurredAt, recordedAt } = fact;
  const asOf = occurredAt > recordedAt ? occurredAt : recordedAt;
  const dossier = openDossier(survey, municipality, facts, { asOf, knownOn: recordedAt });
  return refusalOfStatement(dossier, fact);
}

/**
 * What a letter may offer for a round: the statements that would be accepted if they came at that moment.
 *
 * @param dossier of the municipality, open at that moment
 * @example acceptedFor(dossier, localDate('2021-12-31'), at) //=> { nilReturn: true, noChange: false }
 */
export function acceptedFor(dossier: Dossier, round: LocalDate, at: Instant): Accepted {
  const { survey, municipality } = dossier;
  const given: Omit<Fact, 'type' | 'payload'> = {
    id: '',
    survey: survey.id,
    municipality: municipality.istat,
    round,
    occurredAt: at,
    recordedAt: at,
    actor: municipality.istat,
    source: 'pec',
    evidence: null,
  };
  const isAccepted = (fact: Statement): boolean =>
    (admitTo(dossier, () => undefined, fact) ?? refusalOfStatement(dossier, fact)) === null;
  return {
    nilReturn: isAccepted({ ...given, type: 'nil-declared', payload: { reference: round } }),
    noChange: isAccepted({ ...given, type: 'no-change-declared', payload: {} }),
  };
}

/** Beyond what the record refuses: of several rounds that it is about, one that could be exempt is enough. */
function refusalOfStatement(dossier: Dossier, fact: Statement): Refusal | null {
  if (fact.type !== 'no-change-declared') return null;
  const refusals = roundsOfFact(fact, dossier.rounds).map((reference) => {
    const course = dossier.courses.get(reference);
    return course === undefined ? refusal('no-base') : refusalForRound(dossier, course);
  });
  return refusals.includes(null) ? null : (refusals[0] ?? null);
}

function refusalForRound(dossier: Dossier, course: Course): Refusal | null {
  // Whom an officer's decision could no longer exempt, a statement can't either.
  const move = TRANSITIONS.exempted[course.standing];
  if (typeof move === 'object') return refusal(move.refuse);
  const base = exemptionBase(dossier, course.reference);
  if (base === null) return refusal('no-base');
  switch (againstStatement(caseOf(dossier, course, base))) {
    case 'variations': {
      const values = { from: formatDate(base.reference), round: formatDate(course.reference) };
      return refusal('variations-on-record', values);
    }
    case 'dwelling':
      return refusal('dwelling-since-nil');
    case null:
      return null;
  }
}
