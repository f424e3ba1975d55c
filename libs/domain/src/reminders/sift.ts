import { addDays, romeInstant } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { FactId, ObligationState } from '../obligations/types.js';
import type { Board } from './board.js';
import type { Moment } from './moment.js';
import { needsOf } from './needs.js';
import * as say from './reasons.js';
import { isOpen, type Step, type Track } from './track.js';
import type { PlanAction } from './types.js';

/** What the first rules say of one rung: it may leave, or it ends or waits, with the reason. */
export type Sifted =
  | { readonly kind: 'due'; readonly step: Step; readonly because: readonly FactId[] }
  | {
      readonly kind: 'decided';
      readonly step: Step;
      readonly action: Exclude<PlanAction, 'send'>;
      readonly code: string;
      readonly reason: string;
      readonly because: readonly FactId[];
      readonly until?: LocalDate;
    };

type Verdict = Omit<Extract<Sifted, { kind: 'decided' }>, 'kind' | 'step'>;

/**
 * The rungs of one obligation whose day has come, each due or decided, by the rules that look at one rung alone, in
 * their order: officer's skip, satisfied, suspended, missed while satisfied, drop (after the due date, too old),
 * postponed by an officer, lock.
 */
export function sift(board: Board, track: Track, moment: Moment): Sifted[] {
  const sifted: Sifted[] = [];
  for (const step of track.live) {
    if (step.target > moment.day && step.send === null && step.skip === null) continue;
    sifted.push(siftStep(board, track, step, moment));
  }
  return sifted;
}

function siftStep(board: Board, track: Track, step: Step, moment: Moment): Sifted {
  const verdict =
    officerSkip(step) ??
    closedOn(board, track, step) ??
    suspended(track) ??
    missedWhileSatisfied(board, track, step, moment) ??
    dropped(board, track, step, moment) ??
    beforeItsTime(track, step, moment) ??
    postponedByOfficer(step, moment);
  if (verdict !== null) return { kind: 'decided', step, ...verdict };
  const { missing, because } = needsOf(step, track, board.record);
  const [first] = missing;
  if (first === undefined) return { kind: 'due', step, because };
  const reason = say.lockedReason(missing);
  return { kind: 'decided', step, action: 'locked', code: first.code, reason, because };
}

function officerSkip(step: Step): Verdict | null {
  const { skip, asked } = step;
  if (skip === null || asked.send > asked.skip) return null;
  const reason = say.officerSkipReason(skip.payload.reason);
  return { action: 'skipped', code: 'officer-skip', reason, because: [skip.id] };
}

/** Rule 2: only open obligations get letters. */
function closedOn(board: Board, track: Track, step: Step): Verdict | null {
  if (isOpen(track.state)) return null;
  const { outcome, basis } = track.state;
  const reason =
    outcome === 'cancelled'
      ? say.cancelledReason(step.date, endOf(board))
      : say.skippedReason(outcome, step.date);
  return { action: 'skipped', code: skipCode(outcome), reason, because: basis };
}

/** The end of the municipality, as recorded or as its register has it. */
function endOf({ municipality, record }: Board): { on: LocalDate; into: string | null } | null {
  if (record.merger !== null) return record.merger.payload;
  const { existsTo, successor } = municipality;
  return existsTo === null ? null : { on: addDays(existsTo, 1), into: successor };
}

function skipCode(outcome: ObligationState['outcome']): string {
  return outcome === 'exempt' || outcome === 'cancelled' ? outcome : 'satisfied';
}

function suspended({ state }: Track): Verdict | null {
  if (!state.suspended) return null;
  const reason = say.suspendedReason();
  return { action: 'postponed', code: 'suspended', reason, because: state.basis };
}

/** A rung whose day came while nobody ticked, or under an earlier due date, and found the obligation satisfied. */
function missedWhileSatisfied(
  board: Board,
  track: Track,
  step: Step,
  moment: Moment,
): Verdict | null {
  if (step.target >= moment.day || step.send !== null || !mayHaveAnswered(board, track))
    return null;
  const then = board.stateAt(track.state.round, romeInstant(step.date, board.survey.sendTime));
  if (then === null || isOpen(then)) return null;
  const reason = say.missedWhileSatisfiedReason(then.outcome, step.date);
  return { action: 'skipped', code: skipCode(then.outcome), reason, because: then.basis };
}

/** An answer recorded without its round may be this one's too. */
const mayHaveAnswered = ({ record }: Board, { ladder }: Track): boolean =>
  ladder.everAnswered || record.ladder(null).everAnswered;

/** Rule 3: a rung before the due date never leaves after it; one that is too old is stale. */
function dropped(board: Board, track: Track, step: Step, moment: Moment): Verdict | null {
  if (step.rung.offset <= 0 && moment.day > track.due) {
    const reason = say.afterDueReason(step.date, track.state.due.date);
    return { action: 'dropped', code: 'after-due-date', reason, because: [] };
  }
  const { staleAfterDays } = board.survey;
  const wanted = Math.max(step.target, step.notBefore ?? step.target);
  // What waits for somebody's unlock stands on their list until they unlock it or close it.
  if (step.rung.needs.includes('unlock')) return null;
  if (step.send !== null || moment.day - wanted <= staleAfterDays) return null;
  const { missing } = needsOf(step, track, board.record);
  const reason = say.staleReason(step.date, staleAfterDays, missing);
  return { action: 'dropped', code: 'stale', reason, because: [] };
}

/** A letter that speaks of an expired term can't leave before the term expires, whoever asks: its own day comes after. */
function beforeItsTime(track: Track, step: Step, moment: Moment): Verdict | null {
  if (step.send === null || step.rung.offset <= 0 || moment.day > track.due) return null;
  const until = addDays(track.state.due.date, 1);
  const reason = say.beforeDueReason(track.state.due.date, until);
  const because = [step.send.id];
  return { action: 'postponed', code: 'before-due-date', reason, because, until };
}

function postponedByOfficer(step: Step, moment: Moment): Verdict | null {
  const { notBefore, postpone, asked } = step;
  if (notBefore === null || notBefore <= moment.day || postpone === null) return null;
  if (asked.send > asked.postpone) return null;
  const { until, reason: why } = postpone.payload;
  const reason = say.officerPostponedReason(until, why);
  return { action: 'postponed', code: 'officer-postponed', reason, because: [postpone.id], until };
}
