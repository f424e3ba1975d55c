import { contentDoubts } from './doubts/content.js';
import { subjectDoubts } from './doubts/subject.js';
import { whoDoubts, ownerDoubts } from './doubts/who.js';
import type { Says } from './kind.js';
import type { Material } from './material.js';
import { namesNewMailbox } from './says/notices.js';
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
 * `apply` only where nothing is left to judge: a wrong application costs far more than a person's look. `file` where no
 * duty is touched and the municipality is sure. Everything else waits.
 */
export function decide(read: Read): Decided {
  const { kind } = read.says;
  const answers = kind === 'nil-return' || kind === 'no-change';
  const doubts = answers
    ? [whoDoubts, ownerDoubts, subjectDoubts, contentDoubts].flatMap((rule) => rule(read))
    : [whoDoubts, fileDoubts].flatMap((rule) => rule(read));
  const because = [...new Set(doubts.flatMap(([holds, reason]) => (holds ? [reason] : [])))];
  if (because.length > 0) return { decision: 'hold', because };
  return { decision: answers ? 'apply' : 'file', because };
}

/** Kinds that ask nothing of anybody. */
const SILENT = new Set(['protocol-confirmation', 'automatic', 'transmission-notice']);

function fileDoubts({ says, material, who }: Read): readonly Doubt[] {
  const { kind, maybe, onlyReceived } = says;
  const asksNothing = SILENT.has(kind) || (kind === 'other' && onlyReceived);
  return [
    [!asksNothing, 'la risposta richiede una decisione'],
    [maybe.length > 0, 'la risposta dice più cose'],
    [who.others.length > 0, 'la risposta nomina altri Comuni'],
    [
      material.all.some(namesNewMailbox),
      'la casella risulta dismessa o sostituita: va verificato l’indirizzo',
    ],
  ];
}
