import type { Instant, LocalDate, TimeOfDay } from '../calendar/types.js';
import type { FactId } from '../obligations/types.js';
import type { IstatCode } from '../municipalities/types.js';
import type { TemplateId } from '../surveys/types.js';

export type PlanAction = 'send' | 'postponed' | 'folded' | 'dropped' | 'skipped' | 'locked';

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
  readonly into?: string;
  /** Postponed: the first day on which it may leave. */
  readonly until?: LocalDate;
  /** The facts that it rests on. */
  readonly because: readonly FactId[];
}
