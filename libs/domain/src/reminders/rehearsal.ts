import type { Calendar, Instant } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { compareText } from '../obligations/ledger.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import {
  assumedDeliveryId,
  deliveriesOf,
  recordTellsDelivery,
  type DeliveryFact,
} from './assume-delivery.js';
import type { Board, GapTable, TargetTable } from './board.js';
import { decideBoard } from './decide.js';
import { isFinal } from './decision-facts.js';
import { Ladders } from './ladders.js';
import { Lines } from './lines.js';
import { Log, type AssumedDelivery } from './log.js';
import type { Moment } from './moment.js';
import { readRecord } from './read-board.js';
import { MunicipalityRecord } from './record.js';
import { endingDay, type States, type TurningDays } from './states.js';
import type { Ticks } from './ticks.js';
import type { Decision } from './types.js';
import { callsForTick, wakeDay } from './wake.js';

/** What the rehearsals of all municipalities share. */
export interface Stage {
  readonly survey: Survey;
  readonly calendar: Calendar;
  readonly states: States;
  readonly targets: TargetTable;
  readonly ticks: Ticks;
  readonly gaps: GapTable;
  /** Days on which states change without a new fact. */
  readonly turningDays: TurningDays;
  readonly assumeDelivery: boolean;
  /** The last moment of the range. */
  readonly until: Instant;
  minuteAfter(at: Instant): Instant;
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
  readonly lines = new Lines();
  readonly log: Log;
  private readonly ladders: Ladders;
  private readonly coming: readonly Fact[];
  /** What the record says of deliveries, also of letters still to leave. */
  private readonly deliveries: readonly DeliveryFact[];
  private next = 0;
  /** Deliveries taken for granted that are still to come. */
  private readonly awaited: AssumedDelivery[] = [];
  private record = new MunicipalityRecord();
  private opening = 0;
  private law = 0;
  private ended = false;

  constructor(
    private readonly stage: Stage,
    private readonly municipality: Municipality,
    /** The record, derived facts included. */
    given: readonly Fact[],
  ) {
    const { survey, states, targets } = stage;
    this.log = new Log(survey.id);
    this.coming = inOrderOfKnowing(given);
    this.deliveries = deliveriesOf(given);
    this.ladders = new Ladders(survey, municipality, states, targets);
  }

  /** The whole range. */
  run(): void {
    const { list } = this.stage.ticks;
    let index = 0;
    for (let tick = list[index]; tick !== undefined; tick = list[index]) {
      index = this.visit(tick, index);
    }
    // What becomes known after the last tick changes no plan, but it is on the record.
    this.learn(this.stage.until);
  }

  /** One tick; gives the index of the next one at which something can happen. */
  private visit(tick: Moment, index: number): number {
    this.learn(tick.at);
    this.turn(tick.day);
    for (const track of this.ladders.refresh(tick, this.record)) {
      if (track.state.due.version > 1) this.lines.restart(track);
    }
    const decisions = decideBoard(this.board(), tick);
    this.lines.take(decisions, tick.at);
    for (const decision of decisions) {
      if (isFinal(decision)) this.putOnRecord(decision, tick);
    }
    return Math.max(index + 1, this.nextIndex(decisions, tick.day));
  }

  /** Takes what became known since the last tick. */
  private learn(at: Instant): void {
    let delivery = this.awaited[0];
    while (delivery !== undefined && delivery.at <= at) {
      this.awaited.shift();
      this.log.add(delivery);
      delivery.letter.deliveredBy ??= assumedDeliveryId(delivery.letter.id);
      delivery = this.awaited[0];
    }
    let fact = this.coming[this.next];
    while (fact !== undefined && knownAt(fact) <= at) {
      this.next += 1;
      this.log.add(fact);
      this.record.add(fact);
      this.ladders.learn(fact, this.record);
      if (fact.type === 'corrected') this.reread(at);
      fact = this.coming[this.next];
    }
  }

  /** Something was taken back: the ladder's record is read again without it. */
  private reread(at: Instant): void {
    const { survey } = this.stage;
    const known = this.log.facts(this.municipality.istat);
    this.record = readRecord(survey, this.municipality, known, at);
    this.ladders.relearn(this.record);
  }

  /** Takes note of the days on which states change by themselves. */
  private turn(day: number): void {
    const { openings, laws } = this.stage.turningDays;
    while ((openings[this.opening] ?? Infinity) <= day) {
      this.opening += 1;
      this.ladders.openRound();
    }
    while ((laws[this.law] ?? Infinity) <= day) {
      this.law += 1;
      this.ladders.turnAll();
    }
    const ending = endingDay(this.municipality, this.record.merger);
    if (ending !== null && ending <= day && !this.ended) {
      this.ended = true;
      this.ladders.turnAll();
    }
  }

  private board(): Board {
    const { survey, calendar, gaps } = this.stage;
    return {
      survey,
      calendar,
      gaps,
      municipality: this.ladders.here,
      tracks: this.ladders.tracks,
      record: this.record,
      stateAt: (round, at) => this.ladders.stateAt(round, at),
    };
  }

  private putOnRecord(decision: Decision, tick: Moment): void {
    const { assumeDelivery } = this.stage;
    this.log.add(decision);
    this.ladders.end(decision);
    if (decision.action !== 'send') return;
    const letter = this.record.addLetter(decision, tick);
    if (assumeDelivery && !recordTellsDelivery(decision, this.deliveries)) {
      this.awaited.push({ decision, letter, at: this.stage.minuteAfter(tick.at) });
    }
  }

  private nextIndex(decisions: readonly Decision[], day: number): number {
    const { ticks, turningDays, survey } = this.stage;
    const ending = this.ended ? null : endingDay(this.municipality, this.record.merger);
    const wake = Math.min(
      wakeDay(survey, this.ladders.tracks, decisions, day),
      turningDays.openings[this.opening] ?? Infinity,
      turningDays.laws[this.law] ?? Infinity,
      ending ?? Infinity,
    );
    return Math.min(ticks.onOrAfter(wake), this.nextCall(decisions));
  }

  /** The tick at which the next fact that can't wait for a rung's day becomes known. */
  private nextCall(decisions: readonly Decision[]): number {
    const { ticks } = this.stage;
    const waiting = decisions.some((decision) => !isFinal(decision));
    // A rung may wait for the very delivery that is taken for granted.
    const delivery = waiting ? this.awaited[0] : undefined;
    const first = delivery === undefined ? Infinity : ticks.atOrAfter(delivery.at);
    for (let i = this.next; i < this.coming.length; i += 1) {
      const fact = this.coming[i] as Fact;
      if (waiting || callsForTick(fact)) return Math.min(first, ticks.atOrAfter(knownAt(fact)));
    }
    return first;
  }
}

function inOrderOfKnowing(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((a, b) => compareText(knownAt(a), knownAt(b)));
}
