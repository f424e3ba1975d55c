import type { Calendar, Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { compareText } from '../obligations/ledger.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { assumedDelivery } from './assume-delivery.js';
import { buildTracks, withClosedDays, type Board, type TargetTable } from './board.js';
import { decideBoard } from './decide.js';
import { factOfDecision } from './decision-facts.js';
import { Lines } from './lines.js';
import { MunicipalityRecord } from './record.js';
import { readRecord } from './read-board.js';
import { changesStates, endingDay, type States } from './states.js';
import type { Tick, Ticks } from './ticks.js';
import { buildTrack, type Track } from './track.js';
import type { Decision, MunicipalityPlan } from './types.js';
import { wakeDay } from './wake.js';

/** What the rehearsals of all municipalities share. */
export interface Stage {
  readonly survey: Survey;
  readonly calendar: Calendar;
  readonly states: States;
  readonly targets: TargetTable;
  readonly ticks: Ticks;
  /** Days on which states change without a new fact. */
  readonly turningDays: readonly number[];
  readonly assumeDelivery: boolean;
}

/** The moment from which a fact counts: recorded, and happened. */
function knownAt({ occurredAt, recordedAt }: Fact): Instant {
  return occurredAt > recordedAt ? occurredAt : recordedAt;
}

/**
 * Lives one municipality through the range: at each tick on which something can happen it takes the facts that became
 * known, decides, and puts the decisions on record. The facts are folded again only when one of them, or the day,
 * changes how obligations stand.
 */
export class Rehearsal {
  private record = new MunicipalityRecord();
  private readonly lines = new Lines();
  /** Everything known so far, in the order of knowing. */
  private readonly known: Fact[] = [];
  /** Those among them that the fold reads. */
  private readonly legal: Fact[] = [];
  private readonly coming: readonly Fact[];
  private next = 0;
  /** Facts of the plan itself that are still to come: assumed deliveries. */
  private readonly own: Fact[] = [];
  private turning = 0;
  private ended = false;
  /** States are to be folded anew. */
  private stale = true;
  /** Rounds whose ladder has news; null: something about all of them. */
  private readonly news = new Set<LocalDate | null>();
  private here: Municipality;
  private tracks: readonly Track[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly municipality: Municipality,
    /** The record, derived facts included. */
    given: readonly Fact[],
  ) {
    this.coming = inOrderOfKnowing(given);
    this.here = municipality;
  }

  /** The whole range. */
  run(): MunicipalityPlan {
    const { list } = this.stage.ticks;
    let index = 0;
    for (let tick = list[index]; tick !== undefined; tick = list[index]) {
      index = this.visit(tick, index);
    }
    const facts = [...this.known, ...this.own];
    return { municipality: this.municipality, decisions: this.lines.list(), facts };
  }

  /** One tick; gives the index of the next one at which something can happen. */
  private visit({ at, day }: Tick, index: number): number {
    this.learn(at);
    this.turn(day);
    this.refresh(at);
    const decisions = decideBoard(this.board(), at);
    this.lines.take(decisions);
    for (const decision of decisions) this.putOnRecord(decision);
    return Math.max(index + 1, this.nextIndex(decisions, day));
  }

  /** Takes the facts that became known since the last tick. */
  private learn(at: Instant): void {
    for (let fact = this.own[0]; fact !== undefined && knownAt(fact) <= at; fact = this.own[0]) {
      this.own.shift();
      this.add(fact);
    }
    let fact = this.coming[this.next];
    while (fact !== undefined && knownAt(fact) <= at) {
      this.add(fact);
      if (changesStates(fact) || fact.type === 'closed-day') this.stale = true;
      if (fact.type === 'corrected') this.reread(at);
      this.next += 1;
      fact = this.coming[this.next];
    }
  }

  private add(fact: Fact): void {
    this.known.push(fact);
    if (changesStates(fact) || fact.type === 'sent') this.legal.push(fact);
    this.record.add(fact);
    this.news.add(fact.round);
  }

  /** Something was taken back: the ladder's record is read again without it. */
  private reread(at: Instant): void {
    this.record = readRecord(this.stage.survey, this.municipality, this.known, at);
  }

  private turn(day: number): void {
    const { turningDays } = this.stage;
    while ((turningDays[this.turning] ?? Infinity) <= day) {
      this.turning += 1;
      this.stale = true;
    }
    const ending = endingDay(this.municipality, this.record.merger);
    if (ending !== null && ending <= day && !this.ended) {
      this.ended = true;
      this.stale = true;
    }
  }

  /** Brings the ladders up to date with what was learnt. */
  private refresh(at: Instant): void {
    const { survey, states, targets } = this.stage;
    if (this.stale) {
      this.here = withClosedDays(this.municipality, this.record.closures);
      const now = states.at(this.municipality, this.legal, at);
      this.tracks = buildTracks(survey, this.here, now, this.record, targets);
      for (const track of this.tracks) if (track.state.due.version > 1) this.lines.restart(track);
    } else if (this.news.size > 0) {
      const all = this.news.has(null);
      this.tracks = this.tracks.map((track) =>
        all || this.news.has(track.state.round) ? this.rebuilt(track) : track,
      );
    }
    this.stale = false;
    this.news.clear();
  }

  private rebuilt({ state }: Track): Track {
    const { survey, targets } = this.stage;
    return buildTrack(survey, state, this.record, targets.of(this.here, state.due.date));
  }

  private board(): Board {
    const { survey, calendar, states } = this.stage;
    return {
      survey,
      calendar,
      municipality: this.here,
      tracks: this.tracks,
      record: this.record,
      stateAt: (round, at) =>
        states.at(this.municipality, this.legal, at).find((state) => state.round === round) ?? null,
    };
  }

  private putOnRecord(decision: Decision): void {
    const fact = factOfDecision(this.stage.survey.id, decision);
    if (fact === null) return;
    this.add(fact);
    if (fact.type !== 'sent' || !this.stage.assumeDelivery) return;
    const delivery = assumedDelivery(fact, this.coming);
    if (delivery !== null) this.own.push(delivery);
  }

  private nextIndex(decisions: readonly Decision[], day: number): number {
    const { ticks, turningDays, survey } = this.stage;
    let index = ticks.onOrAfter(
      Math.min(
        wakeDay(survey, this.tracks, decisions, day),
        turningDays[this.turning] ?? Infinity,
        this.ended ? Infinity : (endingDay(this.municipality, this.record.merger) ?? Infinity),
      ),
    );
    for (const fact of [this.coming[this.next], this.own[0]]) {
      if (fact !== undefined) index = Math.min(index, ticks.atOrAfter(knownAt(fact)));
    }
    return index;
  }
}

function inOrderOfKnowing(facts: readonly Fact[]): readonly Fact[] {
  const ordered = facts.every((fact, i) => {
    const before = facts[i - 1];
    return before === undefined || knownAt(before) <= knownAt(fact);
  });
  return ordered ? facts : [...facts].sort((a, b) => compareText(knownAt(a), knownAt(b)));
}
