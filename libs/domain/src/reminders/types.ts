import type { Instant, LocalDate, TimeOfDay } from '../calendar/types.js';
import type { OnFault } from '../municipalities/fault.js';
import type { IstatCode, Municipality } from '../municipalities/types.js';
import type { RefusedFact } from '../obligations/replay.js';
import type { Fact, FactId } from '../obligations/types.js';
import type { Survey, TemplateId } from '../surveys/types.js';

export type PlanAction = 'send' | 'postponed' | 'folded' | 'dropped' | 'skipped' | 'locked';

/** The actions that end a rung; the others are decided again at the next tick. */
export type FinalAction = Exclude<PlanAction, 'postponed' | 'locked'>;

/** What one tick decides for one (obligation, rung, due-date version). Shared by tick, page, CLI and what-if. */
export interface Decision {
  readonly at: Instant;
  readonly day: LocalDate;
  readonly time: TimeOfDay;
  readonly municipality: IstatCode;
  /** The obligation whose rung this is, `push-erp/2021-12-31`. */
  readonly obligation: string;
  /** For a send: every open obligation that the letter names, oldest first; else just `obligation`. */
  readonly obligations: readonly string[];
  readonly rung: string;
  readonly dueVersion: number;
  readonly template: TemplateId;
  readonly target: LocalDate;
  readonly action: PlanAction;
  /** Stable code: "due", "after-due-date", "stale", "folded-into", "gap", "bundled", "satisfied", "exempt", … */
  readonly code: string;
  /** The Italian sentence. */
  readonly reason: string;
  /** Fold and bundle: the rung that took it. */
  readonly into?: string | undefined;
  /** Postponed: the first day on which it may leave. */
  readonly until?: LocalDate | undefined;
  /** The id of the letter, not delivered, that it repeats by an officer's hand. */
  readonly repeats?: string | undefined;
  /** The facts that it rests on. */
  readonly because: readonly FactId[];
}

/** The engine stood still: no tick from one moment until, but not at, another. */
export interface Standstill {
  readonly from: Instant;
  readonly until: Instant;
}

/** What `plan` is asked. */
export interface PlanInput {
  readonly survey: Survey;
  readonly municipalities: readonly Municipality[];
  /** The municipality's record, in order of recording; derived facts are added where they are missing. */
  factsOf(istat: IstatCode): readonly Fact[];
  /** First and last day, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly downtimes?: readonly Standstill[];
  /**
   * Take every letter as delivered one minute after its time, unless the record says otherwise of that rung. False: only
   * what the record says.
   */
  readonly assumeDelivery: boolean;
  /** Told of each municipality that can't be planned, which is left out; without it the first is thrown. */
  readonly onFault?: OnFault;
  /** Told of each fact that the rules would not have recorded, which is left out. */
  readonly onRefused?: (refused: RefusedFact) => void;
}

/** A postponed or locked line that stood for a time within the range: from its own moment until, but not at, another. */
export interface Wait {
  readonly line: Decision;
  readonly over: Instant;
}

/** The plan of one municipality, with its record as it would stand at the end. */
export interface MunicipalityPlan {
  readonly municipality: Municipality;
  readonly decisions: readonly Decision[];
  /** What waited within the range and no longer does at its end: with it the plan up to any earlier day is known. */
  readonly waited: readonly Wait[];
  /** The facts given, those derived by the rules, and those that the plan would add, in the order of knowing; made when asked for. */
  facts(): readonly Fact[];
}
