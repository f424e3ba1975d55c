import { dayNumber } from '../calendar/index.js';
import type { Calendar, Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { FactOf, ObligationState } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import type { MunicipalityRecord } from './record.js';
import { targetDay } from './target-day.js';
import { buildTrack, type Track } from './track.js';

/** All that one tick looks at, for one municipality. */
export interface Board {
  readonly survey: Survey;
  readonly calendar: Calendar;
  /** With the closing days that officers recorded added to its own. */
  readonly municipality: Municipality;
  /** Oldest round first. */
  readonly tracks: readonly Track[];
  readonly record: MunicipalityRecord;
  /** How an obligation stood at a past moment, as known then: asked for rungs whose day was missed. */
  stateAt(round: LocalDate, at: Instant): ObligationState | null;
}

/** Targets of a whole ladder by due date: the same for every municipality with the same closing days. */
export class TargetTable {
  private readonly known = new Map<string, readonly number[]>();

  constructor(
    private readonly survey: Survey,
    private readonly calendar: Calendar,
  ) {}

  /** Day numbers of the targets, in the ladder's order. */
  of(municipality: Municipality, due: LocalDate): readonly number[] {
    const { closingDays } = municipality;
    const key = closingDays.length === 0 ? due : `${due}|${closingDays.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.survey.rungs.map((rung) =>
      dayNumber(targetDay(this.survey, this.calendar, municipality, rung, due)),
    );
    this.known.set(key, made);
    return made;
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
  municipality: Municipality,
  states: readonly ObligationState[],
  record: MunicipalityRecord,
  targets: TargetTable,
): readonly Track[] {
  return states.map((state) =>
    buildTrack(survey, state, record, targets.of(municipality, state.due.date)),
  );
}
