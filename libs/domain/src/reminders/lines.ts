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
  private standing = new ByRung();
  private readonly waits: Wait[] = [];

  /** Takes the decisions of one tick. What waited before and isn't among them waits no more. */
  take(decisions: readonly Decision[], at: Instant): void {
    const before = this.standing;
    this.standing = new ByRung();
    for (const decision of decisions) {
      if (decision.action === 'send') {
        this.sends.push(decision);
        this.ended.delete(decision);
      } else if (isFinal(decision)) {
        this.ended.set(decision);
      } else {
        const earlier = before.get(decision);
        // The line bears the day since which it stands so.
        this.standing.set(earlier !== undefined && alike(earlier, decision) ? earlier : decision);
      }
    }
    for (const line of before.all()) {
      if (this.standing.get(line) !== line) this.waits.push({ line, over: at });
    }
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
    return [...this.sends, ...this.ended.all(), ...this.standing.all()];
  }
}

/** One decision for each (obligation, rung). */
class ByRung {
  private readonly byObligation = new Map<string, Map<string, Decision>>();

  get({ obligation, rung }: Decision): Decision | undefined {
    return this.byObligation.get(obligation)?.get(rung);
  }

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

function alike(a: Decision, b: Decision): boolean {
  return a.dueVersion === b.dueVersion && a.code === b.code && a.until === b.until;
}
