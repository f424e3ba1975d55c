import type { Warning } from '../types.js';

/** Something out of order in a message: a stable code for machines, an Italian sentence for people. */
export type Fault = Warning;

/** @example fault('lf-only', 'Le righe finiscono con il solo LF.') //=> { code: 'lf-only', message: '…' } */
export function fault(code: string, message: string): Fault {
  return { code, message };
}

/** Collects faults, each code once: a thousand broken headers are one warning. */
export class Faults {
  private readonly byCode = new Map<string, Fault>();

  add(code: string, message: string): void {
    if (!this.byCode.has(code)) this.byCode.set(code, fault(code, message));
  }

  addAll(faults: readonly Fault[]): void {
    for (const one of faults) this.add(one.code, one.message);
  }

  has(code: string): boolean {
    return this.byCode.has(code);
  }

  list(): readonly Fault[] {
    return [...this.byCode.values()];
  }
}
