import { obligationId, roundsOf } from '@app/domain';
import type { Instant, LocalDate, Round, Survey } from '@app/domain';
import type { SurveyVersionSummary } from '@app/persistence';
import { groupBy } from '../group-by.js';
import type { Duty, RoundDuties, Standing } from './duties.js';
import { dutiesOf, NONE, owes, stateOf } from './duties.js';
import { roundRevision, withFacts } from './revision.js';
import type { CalendarEntry, Revision } from './types.js';

/** What the dates of a survey are made of. */
export interface SurveyRecord {
  readonly survey: Survey;
  readonly versions: readonly SurveyVersionSummary[];
  readonly standings: readonly Standing[];
  /** The duties of the standings, where they are known already. */
  readonly duties?: ReadonlyMap<LocalDate, RoundDuties>;
  readonly now: Instant;
}

/** Municipalities whose day differs, told one by one: more of one day are counted where that is asked. */
const TOLD_APART = 5;

/**
 * The dates of the rounds that fall from a day to another, both included.
 *
 * Together: one entry a round, on the day that most municipalities have, and one for each municipality whose day differs.
 * Counted: the same, but one entry for many municipalities whose day differs alike. Each: one a municipality.
 */
export function dateEntries(
  record: SurveyRecord,
  from: LocalDate,
  to: LocalDate,
  how: 'together' | 'counted' | 'each',
): CalendarEntry[] {
  const duties = record.duties ?? dutiesOf(record.standings);
  return roundsOf(record.survey, to).flatMap((round) => {
    const revision = roundRevision(record.versions, round, record.now);
    const wanted = duties.get(round.reference) ?? NONE;
    const own =
      how === 'each'
        ? each(record, wanted.all, round, revision)
        : together(wanted, round, revision, how === 'counted' ? TOLD_APART : Infinity);
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

function together(
  { all, live, day, count, open, moved, facts }: RoundDuties,
  round: Round,
  base: Revision,
  toldApart: number,
): CalendarEntry[] {
  const shown = day ?? round.due.due;
  const common = entry(round, withFacts(base, facts, round.reference), {
    day: shown,
    state: all.length > 0 && live === 0 ? 'cancelled' : 'confirmed',
    count,
    open,
  });
  const apart = moved.filter(({ state }) => state.due.date !== shown);
  const days = [...groupBy(apart, ({ state }) => `${state.due.date} ${stateOf(state)}`).values()];
  return [
    common,
    ...days.flatMap((same) =>
      same.length > toldApart
        ? [counted(round, same, base)]
        : same.map((duty) => single(round, duty, base)),
    ),
  ];
}

/** Many municipalities to which a round falls due on a day of their own, all in the same state. */
function counted(round: Round, duties: readonly Duty[], base: Revision): CalendarEntry {
  const { state } = duties[0]!;
  const [day, how] = [state.due.date, stateOf(state)];
  return entry(round, base, {
    uid: `${state.obligation}/${day}/${how}`,
    ...{ day, state: how, count: duties.length, open: duties.filter(owes).length },
  });
}

function each(
  record: SurveyRecord,
  duties: readonly Duty[],
  round: Round,
  base: Revision,
): CalendarEntry[] {
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
    open: owes({ state }) ? 1 : 0,
    detail: state.explanation ?? '',
  });
}
