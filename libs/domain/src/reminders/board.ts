import { addWorkingDays, dayNumber, fromDayNumber } from '../calendar/index.js';
import type { Calendar, Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { FactOf, ObligationState } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import type { MunicipalityRecord } from './record.js';
import { targetDay } from './target-day.js';
import { buildTrack, type Target, type Track } from './track.js';

/** All that one tick looks at, for one municipality. */
export interface Board {
  readonly survey: Survey;
  readonly calendar: Calendar;
  /** With the closing days that officers recorded added to its own. */
  readonly municipality: Municipality;
  /** Oldest round first. */
  readonly tracks: readonly Track[];
  readonly record: MunicipalityRecord;
  readonly gaps: GapTable;
  /** How an obligation stood at a past moment, as known then: asked for rungs whose day was missed. */
  stateAt(round: LocalDate, at: Instant): ObligationState | null;
}

/** The targets of whole ladders by due date, for municipalities with the same closing days. */
export class TargetTable {
  private readonly byClosingDays = new Map<string, Map<LocalDate, readonly Target[]>>();

  constructor(
    private readonly survey: Survey,
    private readonly calendar: Calendar,
  ) {}

  /** How to find the targets of one municipality, in the ladder's order. */
  of(municipality: Municipality): (due: LocalDate) => readonly Target[] {
    const key = municipality.closingDays.join();
    let byDue = this.byClosingDays.get(key);
    if (byDue === undefined) this.byClosingDays.set(key, (byDue = new Map()));
    const known = byDue;
    return (due) => {
      let targets = known.get(due);
      if (targets === undefined) known.set(due, (targets = this.make(municipality, due)));
      return targets;
    };
  }

  private make(municipality: Municipality, due: LocalDate): readonly Target[] {
    return this.survey.rungs.map((rung) => {
      const date = targetDay(this.survey, this.calendar, municipality, rung, due);
      return { target: dayNumber(date), date };
    });
  }
}

/** From which day on a letter may follow another: reckoned once for each day. */
export class GapTable {
  private readonly known = new Map<number, LocalDate>();

  constructor(
    private readonly calendar: Calendar,
    private readonly workingDays: number,
  ) {}

  /** The first day after the gap since a letter of that day (a day number). */
  freeAfter(day: number): LocalDate {
    let free = this.known.get(day);
    if (free === undefined) {
      free = addWorkingDays(this.calendar, fromDayNumber(day), this.workingDays);
      this.known.set(day, free);
    }
    return free;
  }
}

/** The municipality with the closing days that the record adds; itself when there are none. */
export function withClosedDays(
  municipality: Municipality,
  closures: readonly FactOf<'closed-day'>[],
): Municipality {
  if (closures.length === 0) return municipality;
  const days = closures.map(({ payload }) => payload.day);
  return { ...municipality, closingDays: [...municipality.closingDays, ...days] };
}

/** The ladders of the given obligations, oldest round first. */
export function buildTracks(
  survey: Survey,
  states: readonly ObligationState[],
  record: MunicipalityRecord,
  targetsOf: (due: LocalDate) => readonly Target[],
): readonly Track[] {
  return states.map((state) => buildTrack(survey, state, record, targetsOf(state.due.date)));
}
