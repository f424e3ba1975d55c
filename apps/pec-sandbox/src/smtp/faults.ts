import type { Fault, FaultAction } from '../script/faults.js';

/** Where in an SMTP session a fault strikes. */
export type Stage = 'mail' | 'rcpt' | 'dot';

/** The faults asked for, with how often each one was met. In memory: they are part of a test, not of the record. */
export class Faults {
  private readonly entries: { readonly fault: Fault; met: number }[];

  constructor(faults: readonly Fault[]) {
    this.entries = faults.map((fault) => ({ fault, met: 0 }));
  }

  add(fault: Fault): void {
    this.entries.push({ fault, met: 0 });
  }

  /**
   * The fault that strikes now, counting this attempt. At most one strikes; each entry counts the attempts
   * that reach its own stage and fit its filter.
   */
  strike(stage: Stage, to: readonly string[], subject: string | null): FaultAction | null {
    let struck: FaultAction | null = null;
    for (const entry of this.entries) {
      const { fault } = entry;
      if (stageOf(fault.fault) !== stage || !fits(fault, to, subject)) continue;
      entry.met += 1;
      const first = fault.nth ?? 1;
      const hit = entry.met >= first && entry.met < first + (fault.times ?? 1);
      if (hit && struck === null) struck = fault.fault;
    }
    return struck;
  }
}

function stageOf(action: FaultAction): Stage {
  if (action.kind === 'drop-before-data') return 'rcpt';
  return action.kind === 'reply' ? action.at : 'dot';
}

function fits(fault: Fault, to: readonly string[], subject: string | null): boolean {
  const wanted = fault.to;
  const addressed =
    wanted === undefined ||
    wanted === '*' ||
    to.some(
      (address) =>
        address === wanted || (wanted.startsWith('*@') && address.endsWith(wanted.slice(1))),
    );
  // Before the message is there only the recipient can be compared.
  const named =
    fault.subject === undefined ||
    (subject !== null && new RegExp(fault.subject, 'iu').test(subject));
  return addressed && named;
}
