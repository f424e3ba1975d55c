import { romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact, ObligationState } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { withClosedDays, type TargetTable } from './board.js';
import type { Moment } from './moment.js';
import { endingOf, type MunicipalityRecord } from './record.js';
import { changesStates, roundTouched, type States } from './states.js';
import { buildTrack, endStep, type Target, type Track } from './track.js';
import type { Decision } from './types.js';

/**
 * The ladders of one municipality, kept up to date as facts become known and days turn. Only what a fact bears on is
 * folded and built again: a year of ten rounds is planned in well under a millisecond.
 */
export class Ladders {
  /** Oldest round first. */
  tracks: readonly Track[] = [];
  /** With the closing days on record. */
  here: Municipality;
  private targetsOf: (due: LocalDate) => readonly Target[];
  /** The known facts that the fold reads. */
  private readonly legal: Fact[] = [];
  /** Rounds whose states are to be folded anew; null: all of them. */
  private readonly stale = new Set<LocalDate | null>([null]);
  /** Rounds of whose ladder something new is on record; null: something about all of them. */
  private readonly news = new Set<LocalDate | null>();
  private opening = false;

  constructor(
    private readonly survey: Survey,
    private readonly municipality: Municipality,
    private readonly states: States,
    private readonly targets: TargetTable,
  ) {
    this.here = municipality;
    this.targetsOf = targets.of(municipality);
  }

  /** A fact became known. */
  learn(fact: Fact, record: MunicipalityRecord): void {
    if (changesStates(fact)) {
      this.legal.push(fact);
      this.stale.add(roundTouched(fact));
    } else if (fact.type === 'closed-day') {
      this.here = withClosedDays(this.municipality, record.closures);
      this.targetsOf = this.targets.of(this.here);
      this.news.add(null);
    } else {
      this.news.add(fact.round);
    }
  }

  /** Something taken back may have been anything. */
  relearn(record: MunicipalityRecord): void {
    this.here = withClosedDays(this.municipality, record.closures);
    this.targetsOf = this.targets.of(this.here);
    this.stale.add(null);
  }

  /** A round has opened. */
  openRound(): void {
    this.opening = true;
  }

  /** Every state may have changed: a new law, the end of the municipality. */
  turnAll(): void {
    this.stale.add(null);
  }

  /** Brings the ladders up to date. Gives those that were built anew. */
  refresh(moment: Moment, record: MunicipalityRecord): readonly Track[] {
    if (this.stale.size === 0 && this.news.size === 0 && !this.opening) return [];
    const before = this.tracks;
    if (this.stale.has(null)) {
      const states = this.states.at(this.municipality, this.legal, moment.at, moment.date);
      this.tracks = states.map((state) => this.build(state, record));
    } else {
      const fresh = this.freshStates(moment);
      this.tracks = [
        ...before.map((track) => this.update(track, fresh.get(track.state.round), record)),
        ...this.opened(moment).map((state) => this.build(state, record)),
      ];
    }
    this.stale.clear();
    this.news.clear();
    this.opening = false;
    return this.tracks.filter((track) => !before.includes(track));
  }

  /** A rung ended by a final decision. */
  end(decision: Decision): void {
    const track = this.tracks.find(({ own }) => own[0] === decision.obligation);
    if (track === undefined) return;
    const after = track.ladder.requests.length;
    if (decision.repeats !== undefined) {
      // The rung had ended before; a repetition that left stands among the letters.
      if (decision.action !== 'send')
        track.ladder.givenUp.push({ letter: decision.repeats, after });
      return;
    }
    const ending = endingOf(decision, after);
    track.ladder.endings.push(ending);
    endStep(track, ending);
  }

  /** How an obligation stood at a past moment, as known then. */
  stateAt(round: LocalDate, at: Instant): ObligationState | null {
    const own = (one: LocalDate): boolean => one === round;
    const states = this.states.at(this.municipality, this.legal, at, romeDate(at), own);
    return states.find((state) => state.round === round) ?? null;
  }

  /** The states of the stale rounds, folded from the facts that bear on them. */
  private freshStates({ at, date }: Moment): ReadonlyMap<LocalDate, ObligationState> {
    const fresh = new Map<LocalDate, ObligationState>();
    if (this.stale.size === 0) return fresh;
    const facts = this.legal.filter((fact) => {
      const round = roundTouched(fact);
      return round === null || this.stale.has(round);
    });
    const wanted = (round: LocalDate): boolean => this.stale.has(round);
    for (const state of this.states.at(this.municipality, facts, at, date, wanted)) {
      if (this.stale.has(state.round)) fresh.set(state.round, state);
    }
    return fresh;
  }

  /** The states of rounds that have opened since. */
  private opened({ at, date }: Moment): readonly ObligationState[] {
    if (!this.opening) return [];
    const known = new Set(this.tracks.map(({ state }) => state.round));
    return this.states
      .at(this.municipality, this.legal, at, date)
      .filter(({ round }) => !known.has(round));
  }

  private update(
    track: Track,
    state: ObligationState | undefined,
    record: MunicipalityRecord,
  ): Track {
    const now = state ?? track.state;
    const sameDue =
      now.due.version === track.state.due.version && now.due.date === track.state.due.date;
    const news = this.news.has(null) || this.news.has(now.round);
    if (!sameDue || news) return this.build(now, record);
    if (state !== undefined) track.state = state;
    return track;
  }

  private build(state: ObligationState, record: MunicipalityRecord): Track {
    return buildTrack(this.survey, state, record, this.targetsOf(state.due.date));
  }
}
