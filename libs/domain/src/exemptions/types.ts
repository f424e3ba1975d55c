import type { FactId } from '../obligations/types.js';
import type { LocalDate } from '../calendar/types.js';

/** What the exemption rule says of one obligation, with each condition and the facts behind it. */
export interface ExemptionVerdict {
  readonly exempt: boolean;
  readonly ground: 'statement' | 'snapshots' | 'decision' | 'presumed' | null;
  readonly base: { readonly fact: FactId; readonly reference: LocalDate } | null;
  readonly evidence: readonly FactId[];
  /** Variations inside the window that stand against it. */
  readonly against: readonly FactId[];
  /** Italian sentences, one a condition: held or not, and why. */
  readonly reasons: readonly string[];
}
