import { LAST_DAY } from '../calendar/index.js';
import type { Instant } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { calendarOf } from '../obligations/due.js';
import { foldMunicipality } from '../obligations/fold.js';
import { ledgerOf } from '../obligations/ledger.js';
import type { Fact, ObligationState } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { buildTracks, GapTable, TargetTable, withClosedDays, type Board } from './board.js';
import { MunicipalityRecord } from './record.js';

/** The board of a municipality from its record as known at a moment. */
export function readBoard(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  at: Instant,
): Board {
  const calendar = calendarOf(survey, LAST_DAY);
  const record = readRecord(survey, municipality, facts, at);
  const here = withClosedDays(municipality, record.closures);
  const statesAt = (moment: Instant): readonly ObligationState[] =>
    foldMunicipality(survey, municipality, facts, {
      asOf: moment,
      knownOn: moment,
      explain: false,
    });
  const { targets, gaps } = tablesOf(survey);
  const targetsOf = targets.of(here);
  return {
    survey,
    calendar,
    municipality: here,
    record,
    gaps,
    tracks: buildTracks(survey, statesAt(at), record, targetsOf),
    stateAt: (round, moment) => statesAt(moment).find((state) => state.round === round) ?? null,
  };
}

interface Tables {
  readonly targets: TargetTable;
  readonly gaps: GapTable;
}

/** Targets and gaps depend on the survey alone: a tick over a nation reckons them once. */
const tables = new WeakMap<Survey, Tables>();

/** The tables of a survey, kept as long as the survey is. */
export function tablesOf(survey: Survey): Tables {
  let known = tables.get(survey);
  if (known === undefined) {
    const calendar = calendarOf(survey, LAST_DAY);
    const gaps = new GapTable(calendar, survey.gapWorkingDays);
    tables.set(survey, (known = { targets: new TargetTable(survey, calendar), gaps }));
  }
  return known;
}

/** The ladder's record as known at a moment, without what was taken back. */
export function readRecord(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  at: Instant,
): MunicipalityRecord {
  const record = new MunicipalityRecord();
  const horizon = { asOf: at, knownOn: at };
  for (const fact of ledgerOf(survey.id, municipality.istat, facts, horizon).facts)
    record.add(fact);
  return record;
}
