import type { Instant } from '../calendar/types.js';
import { isFinal } from './decision-facts.js';
import type { Track } from './track.js';
import type { Decision, Wait } from './types.js';

/**
 * The lines of a plan for one municipality: every send, and for each rung of the due date in force the one line that says
 * how it ended, or how it stands at the end of the range.
 */
export class Lines {
  private readonly sends: Decision[] = [];
  private readonly ended = new ByRung();
  /** Repetitions of letters that will not leave: lines beside that of the rung. */
  private readonly givenUp: Decision[] = [];
  /** Few at a time: a list is quicker than a table. */
  private standing: readonly Decision[] = [];
  private readonly waits: Wait[] = [];

  /** Takes the decisions of one tick. What waited before and isn't among them waits no more. */
  take(decisions: readonly Decision[], at: Instant): void {
    const before = this.standing;
    const standing: Decision[] = [];
    for (const decision of decisions) {
      if (decision.action === 'send') {
        this.sends.push(decision);
        if (decision.repeats === undefined) this.ended.delete(decision);
      } else if (isFinal(decision)) {
        if (decision.repeats === undefined) this.ended.set(decision);
        else this.givenUp.push(decision);
      } else {
        // The line bears the day since which it stands so.
        standing.push(before.find((earlier) => alike(earlier, decision)) ?? decision);
      }
    }
    for (const line of before) {
      if (!standing.includes(line)) this.waits.push({ line, over: at });
    }
    this.standing = standing;
  }

  /** What waited for a time, and no longer does at the end. */
  waited(): readonly Wait[] {
    return this.waits;
  }

  /** Under a new due date every rung counts anew: lines of the old one go, unless the rung leaves once and has. */
  restart({ state, steps }: Track): void {
    for (const line of this.ended.of(state.obligation)) {
      if (line.dueVersion >= state.due.version) continue;
      const step = steps.find(({ rung }) => rung.id === line.rung);
      if (step !== undefined && step.ending === null) this.ended.delete(line);
    }
  }

  /** All lines: sends, ends, what still waits. */
  list(): readonly Decision[] {
    return [...this.sends, ...this.ended.all(), ...this.givenUp, ...this.standing];
  }
}

/** One decision for each (obligation, rung). */
class ByRung {
  private readonly byObligation = new Map<string, Map<string, Decision>>();

  set(decision: Decision): void {
    const { obligation, rung } = decision;
    const known = this.byObligation.get(obligation);
    if (known === undefined) this.byObligation.set(obligation, new Map([[rung, decision]]));
    else known.set(rung, decision);
  }

  delete({ obligation, rung }: Decision): void {
    this.byObligation.get(obligation)?.delete(rung);
  }

  of(obligation: string): readonly Decision[] {
    return [...(this.byObligation.get(obligation)?.values() ?? [])];
  }

  all(): readonly Decision[] {
    return [...this.byObligation.values()].flatMap((rungs) => [...rungs.values()]);
  }
}

/** Whether a rung waits as it did, for the same and until the same day. */
function alike(a: Decision, b: Decision): boolean {
  return (
    a.rung === b.rung &&
    a.repeats === b.repeats &&
    a.obligation === b.obligation &&
    a.dueVersion === b.dueVersion &&
    a.code === b.code &&
    a.until === b.until
  );
}
