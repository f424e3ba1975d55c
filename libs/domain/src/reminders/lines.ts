import { isFinal } from './decision-facts.js';
import type { Track } from './track.js';
import type { Decision } from './types.js';

/**
 * The lines of a plan for one municipality: every send, and for each rung of the due date in force the one line that says
 * how it ended, or how it stands at the end of the range.
 */
export class Lines {
  private readonly sends: Decision[] = [];
  private readonly ended = new Map<string, Decision>();
  private standing = new Map<string, Decision>();

  /** Takes the decisions of one tick. What waited before and isn't among them waits no more. */
  take(decisions: readonly Decision[]): void {
    const before = this.standing;
    if (before.size > 0) this.standing = new Map();
    for (const decision of decisions) {
      const key = keyOf(decision);
      if (decision.action === 'send') {
        this.sends.push(decision);
        this.ended.delete(key);
      } else if (isFinal(decision)) {
        this.ended.set(key, decision);
      } else {
        const earlier = before.get(key);
        // The line bears the day since which it stands so.
        this.standing.set(
          key,
          earlier !== undefined && alike(earlier, decision) ? earlier : decision,
        );
      }
    }
  }

  /** Under a new due date every rung counts anew: lines of the old one go, unless the rung leaves once and has. */
  restart(track: Track): void {
    const { obligation, due } = track.state;
    for (const [key, line] of this.ended) {
      if (line.obligation !== obligation || line.dueVersion >= due.version) continue;
      const step = track.steps.find(({ rung }) => rung.id === line.rung);
      if (step !== undefined && step.ending === null) this.ended.delete(key);
    }
  }

  /** All lines, in no order. */
  list(): readonly Decision[] {
    return [...this.sends, ...this.ended.values(), ...this.standing.values()];
  }
}

function keyOf({ obligation, rung }: Decision): string {
  return `${obligation}|${rung}`;
}

function alike(a: Decision, b: Decision): boolean {
  return a.dueVersion === b.dueVersion && a.code === b.code && a.until === b.until;
}
