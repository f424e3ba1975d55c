import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { obligationId } from '../surveys/rounds.js';
import type { Round, Survey } from '../surveys/types.js';
import { basisOf } from './basis.js';
import { answersUntil, type Course, dueOf, later, lockOf, openContest } from './course.js';
import { type Dossier, openDossier } from './dossier.js';
import type { Merger } from './existence.js';
import { explain } from './explain.js';
import { momentOf } from './ledger.js';
import { timelinessOf } from './timeliness.js';
import type { Standing } from './transitions.js';
import type { Fact, ObligationState, Outcome } from './types.js';

/** As of when, as known when; a day stands for its last moment in Europe/Rome. */
export interface FoldOptions {
  /** What had happened by then (`occurredAt`). Rounds that had not opened are left out. */
  readonly asOf: LocalDate | Instant;
  /** What was on record by then (`recordedAt`); default: everything given. */
  readonly knownOn?: LocalDate | Instant | undefined;
  /** False leaves `explanation` empty: for planners that fold many times. Default true. */
  readonly explain?: boolean;
  /** Which rounds are asked for; default: every one. Facts about the others are read all the same. */
  readonly of?: (round: LocalDate) => boolean;
}

/**
 * The state of each obligation of a municipality, oldest round first: a pure fold of the facts as of a moment, as known on a
 * moment. Nothing sets a status; facts that the table of transitions refuses change nothing.
 *
 * @param facts the municipality's record, in the order of recording, derived facts included (see `replay`)
 * @example foldMunicipality(survey, andria, [], { asOf: localDate('2022-04-01') })[0]?.timeliness //=> 'overdue'
 */
export function foldMunicipality(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  { asOf, knownOn, explain: told = true, of }: FoldOptions,
): readonly ObligationState[] {
  const dossier = openDossier(survey, municipality, facts, {
    asOf: momentOf(asOf),
    knownOn: knownOn === undefined ? null : momentOf(knownOn),
  });
  return statesOf(dossier, told, of);
}

/** The states of an open dossier, oldest round first. */
export function statesOf(
  dossier: Dossier,
  told: boolean,
  of: FoldOptions['of'] = () => true,
): readonly ObligationState[] {
  const states: ObligationState[] = [];
  for (const round of dossier.rounds) {
    if (!of(round.reference)) continue;
    const course = dossier.courses.get(round.reference);
    if (course !== undefined) states.push(stateOf(dossier, round, course, told));
  }
  return states;
}

function stateOf(dossier: Dossier, round: Round, course: Course, told: boolean): ObligationState {
  const { survey, municipality, today } = dossier;
  const merged = cancelledByMerger(dossier, course);
  const own = timelinessOf(course, today);
  const timeliness = merged === null ? own.timeliness : 'pending';
  return {
    obligation: obligationId(survey.id, round.reference),
    survey: survey.id,
    municipality: municipality.istat,
    round: round.reference,
    roundNumber: round.number,
    opensOn: round.opensOn,
    due: dueOf(course) ?? {
      version: 1,
      date: round.due.due,
      nominal: round.due.nominal,
      cause: null,
      steps: round.due.steps,
    },
    acceptanceCutOff: answersUntil(course),
    lock: lockOf(course),
    outcome: merged === null ? outcomeOf(course.standing) : 'cancelled',
    timeliness,
    since: merged === null ? own.since : later(merged.on, round.opensOn),
    basis: basisOf(course, merged),
    explanation: told ? explain(course, { timeliness, merged, facts: dossier.ledger.facts }) : '',
    carriedNil: course.standing === 'carried-nil',
    presumed: course.standing === 'exempt' && course.grant?.payload.ground === 'presumed',
    contest: openContest(course)?.id ?? null,
    suspended: course.suspension !== null,
    reopened:
      merged === null && isOwed(course.standing) && course.toldBy.size === 0
        ? course.reopened
        : null,
  };
}

function outcomeOf(standing: Standing): Outcome {
  return standing === 'carried-nil' ? 'nil' : standing;
}

/** An answer is still owed. */
export function isOwed(standing: Standing): boolean {
  return standing === 'open' || standing === 'rejected';
}

/** What was answered before the merger stays; what was still owed then is owed no more. */
function cancelledByMerger(dossier: Dossier, course: Course): Merger | null {
  const { merger, today } = dossier;
  return merger !== null && merger.on <= today && isOwed(course.standing) ? merger : null;
}
