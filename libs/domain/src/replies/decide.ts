import { declarationDoubts } from './doubts/declaration.js';
import { filingDoubts } from './doubts/filing.js';
import { whoDoubts, ownerDoubts } from './doubts/who.js';
import type { Says } from './kind.js';
import type { Material } from './material.js';
import type { ReplyContext, ReplyMessage, ReplyReading } from './types.js';
import type { When } from './when.js';
import type { Identity } from './who/identity.js';

/** All that was read of a reply. */
export interface Read {
  readonly message: ReplyMessage;
  readonly context: ReplyContext;
  readonly material: Material;
  readonly says: Says;
  readonly who: Identity;
  readonly when: When;
}

/** A rule that keeps a reply for a person: whether it holds, and what the person is told in Italian. */
export type Doubt = readonly [holds: boolean, reason: string];

/** What becomes of a reply, and why it needs a person. */
export interface Decided {
  readonly decision: ReplyReading['decision'];
  readonly because: readonly string[];
}

/**
 * `apply` only what is one closed sentence, `file` only what programmes mark as theirs: a wrong application costs far
 * more than a person's look. Everything else waits, with what it may be as the first guess.
 */
export function decide(read: Read): Decided {
  const { kind } = read.says;
  const answers = kind === 'nil-return' || kind === 'no-change';
  const rules = answers ? [whoDoubts, ownerDoubts, declarationDoubts] : [whoDoubts, filingDoubts];
  const doubts = rules.flatMap((rule) => rule(read));
  const because = [...new Set(doubts.flatMap(([holds, reason]) => (holds ? [reason] : [])))];
  if (because.length > 0) return { decision: 'hold', because };
  return { decision: answers ? 'apply' : 'file', because };
}
