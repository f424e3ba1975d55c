import { obligationId, roundsOf } from '@app/domain';
import type { Fact, Instant, LocalDate, Municipality, Round, Survey } from '@app/domain';
import type { SurveyVersionSummary } from '@app/persistence';
import type { ObligationBrief } from '../overview/entry.js';
import { roundRevision, withFacts } from './revision.js';
import type { CalendarEntry, CalendarState, Revision } from './types.js';

type CalendarDuty = ObligationBrief & { readonly explanation?: string };

/** One municipality with its duties; without facts an entry tells no revision of its own. */
interface Standing {
  readonly municipality: Municipality;
  readonly facts: readonly Fact[];
  readonly obligations: readonly CalendarDuty[];
}

/** What the dates of a survey are made of. */
export interface SurveyRecord {
  readonly survey: Survey;
  readonly versions: readonly SurveyVersionSummary[];
  readonly standings: readonly Standing[];
  readonly now: Instant;
}

const OWING = new Set<CalendarDuty['outcome']>(['open', 'rejected']);

/** No duty, no date: exempt, cancelled, or nothing owned since an earlier survey. A suspended term does not run. */
function stateOf(state: CalendarDuty): CalendarState {
  if (state.outcome === 'cancelled' || state.outcome === 'exempt' || state.carriedNil) {
    return 'cancelled';
  }
  return state.suspended ? 'tentative' : 'confirmed';
}

/**
 * The dates of the rounds that fall from a day to another, both included.
 *
 * Together: one entry a round, on the day that most municipalities have, and one for each municipality whose day differs.
 * Each: one a municipality.
 */
export function dateEntries(
  record: SurveyRecord,
  from: LocalDate,
  to: LocalDate,
  how: 'together' | 'each',
): CalendarEntry[] {
  return roundsOf(record.survey, to).flatMap((round) => {
    const revision = roundRevision(record.versions, round, record.now);
    const own = how === 'together' ? together(record, round, revision) : each(record, round);
    return [...own, ...milestones(round, revision)].filter(({ day }) => day >= from && day <= to);
  });
}

function entry(round: Round, revision: Revision, more: Partial<CalendarEntry>): CalendarEntry {
  return {
    ...{ uid: obligationId(round.survey, round.reference), kind: 'due', state: 'confirmed' },
    ...{ day: round.due.due, at: null, survey: round.survey, round: round.reference },
    ...{ municipality: null, rung: null, done: false, count: 0, open: 0, detail: '' },
    ...revision,
    ...more,
  };
}

function milestones(round: Round, revision: Revision): CalendarEntry[] {
  const id = obligationId(round.survey, round.reference);
  const dates = [
    ['opens', round.opensOn],
    ['cut-off', round.acceptanceCutOff],
    ['lock', round.lock],
  ] as const;
  return dates.flatMap(([kind, day]) =>
    day === null ? [] : [entry(round, revision, { uid: `${id}/${kind}`, kind, day })],
  );
}

interface Duty {
  readonly standing: Standing;
  readonly state: CalendarDuty;
}

function dutiesOf({ standings }: SurveyRecord, reference: LocalDate): Duty[] {
  return standings.flatMap((standing) => {
    const state = standing.obligations.find(({ round }) => round === reference);
    return state === undefined ? [] : [{ standing, state }];
  });
}

function together(record: SurveyRecord, round: Round, base: Revision): CalendarEntry[] {
  const duties = dutiesOf(record, round.reference);
  const live = duties.filter(({ state }) => stateOf(state) !== 'cancelled');
  const day = mostFrequent(live.map(({ state }) => state.due.date)) ?? round.due.due;
  const alike = live.filter(({ state }) => state.due.date === day);
  const apart = duties.filter(({ state }) => state.due.version > 1 && state.due.date !== day);
  const facts = duties.flatMap(({ standing }) => standing.facts);
  const common = entry(round, withFacts(base, facts, round.reference), {
    day,
    state: duties.length > 0 && live.length === 0 ? 'cancelled' : 'confirmed',
    count: alike.length,
    open: alike.filter(({ state }) => OWING.has(state.outcome)).length,
  });
  return [common, ...apart.map((duty) => single(round, duty, base))];
}

function each(record: SurveyRecord, round: Round): CalendarEntry[] {
  const base = roundRevision(record.versions, round, record.now);
  const duties = dutiesOf(record, round.reference);
  if (duties.length > 0) return duties.map((duty) => single(round, duty, base));
  // The round is not open yet: the day that it will have.
  return record.standings.map(({ municipality: { istat } }) =>
    entry(round, base, { uid: `${obligationId(round.survey, round.reference)}/${istat}` }),
  );
}

function single(round: Round, { standing, state }: Duty, base: Revision): CalendarEntry {
  const { istat } = standing.municipality;
  return entry(round, withFacts(base, standing.facts, round.reference), {
    uid: `${state.obligation}/${istat}`,
    municipality: istat,
    day: state.due.date,
    state: stateOf(state),
    count: 1,
    open: OWING.has(state.outcome) ? 1 : 0,
    detail: state.explanation ?? '',
  });
}

/** The value that occurs most; of several the first in order; null of none. */
export function mostFrequent<T extends string>(values: readonly T[]): T | null {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
