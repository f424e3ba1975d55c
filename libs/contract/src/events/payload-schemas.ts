import type { FactPayloads, FactType } from '@app/domain';
import { localDate } from '@app/domain';
import { z } from 'zod';
import { PEC_PATTERN } from '../municipality-row.js';
import { writtenText } from '../text-fault.js';
import { readBy } from '../zod-issues.js';

const text = writtenText();
const day = readBy((value) => localDate(value));
const count = z.int().min(0).max(10_000_000);
const istat = z.string().regex(/^\d{6}$/, 'scrivere il codice ISTAT di sei cifre, tra virgolette');
/** A list of unit keys is as many units. */
const countOrList = z.preprocess(
  (value) => (Array.isArray(value) ? value.length : value),
  count,
) as unknown as z.ZodType<number>;
const nothing = z.object({});

/** Words with blanks or underscores for hyphens are the same words. */
function word<const T extends readonly [string, ...string[]]>(values: T): z.ZodType<T[number]> {
  const normalise = (value: unknown): unknown =>
    typeof value === 'string'
      ? value
          .trim()
          .toLowerCase()
          .replace(/[\s_]+/g, '-')
      : value;
  return z.preprocess(normalise, z.enum(values)) as unknown as z.ZodType<T[number]>;
}

const unit = z.object({ key: text, status: text });
const keyedUnit = z.object({ key: z.string(), from: z.string(), to: z.string() });
const diff = z.object({
  added: z.array(unit),
  ceased: z.array(keyedUnit),
  changed: z.array(keyedUnit),
  vanished: z.array(unit),
});
const ground = z.enum(['statement', 'snapshots', 'decision', 'presumed']);
const lapse = z.object({ because: text, due: day, reason: text });
const rungKey = { rung: text, dueVersion: z.int().min(1) };
const letter = {
  ...rungKey,
  letter: text,
  template: text,
  target: day,
  obligations: z.array(text).min(1),
  repeats: text.optional(),
};
const handled = z.object({ ...rungKey, target: day, reason: text });

/** What each type of event must carry; extra fields are left out. The contract's types first. */
export const PAYLOADS: { readonly [T in FactType]: z.ZodType<FactPayloads[T]> } = {
  transmitted: z.object({ mode: word(['manual', 'flow']), units: count.optional() }),
  validated: nothing,
  rejected: z.object({ reason: text }),
  typed: nothing,
  'nil-declared': z.object({ reference: day }),
  'no-change-declared': nothing,
  variation: z.object({
    kind: word([
      'new-construction',
      'sale',
      'acquisition',
      'transfer',
      'demolition',
      'split',
      'merge',
    ]),
    date: day,
    units: countOrList,
  }),
  snapshot: z.object({ reference: day, units: z.array(unit) }),
  extended: z.object({ due: day, reason: text, scope: z.union([z.literal('all'), istat]) }),
  exempted: z.object({ reason: text, approver: text }),
  suspended: z.object({ reason: text.optional() }),
  resumed: nothing,
  unlocked: z.object({ rung: text, legalBasis: text, signer: text, act: text, protocol: text }),
  'address-changed': z.object({
    pec: z.string().trim().regex(PEC_PATTERN, 'scrivere un indirizzo PEC come nome@dominio.it'),
  }),
  'closed-day': z.object({ day }),
  delivered: z.object({ rung: text, letter: text.optional() }),
  'delivery-failed': z.object({
    rung: text,
    class: word(['fix-address', 'retry-later', 'other-channel', 'look']),
    letter: text.optional(),
    final: z.boolean().optional(),
  }),
  accepted: z.object({ rung: text, letter: text.optional() }),
  merged: z.object({ into: istat, on: day, reason: text }),
  cancelled: z.object({ reason: text }),
  corrected: z.object({ fact: text, reason: text }),
  'exemption-granted': z.object({
    base: text,
    baseReference: day,
    ground,
    evidence: z.array(text),
    from: day,
    to: day,
  }),
  'exemption-lapsed': lapse,
  'nil-carried': z.object({ base: text }),
  'nil-lapsed': lapse,
  contested: z.object({ statement: text, diff }),
  'contest-resolved': z.object({
    contest: text,
    accepted: z.enum(['statement', 'diff']),
    reason: text,
  }),
  sent: z.object(letter),
  queued: z.object(letter),
  withdrawn: z.object({
    ...rungKey,
    letter: text,
    target: day,
    reason: text,
    repeats: text.optional(),
  }),
  folded: z.object({ ...rungKey, into: text, target: day, reason: text }),
  dropped: handled,
  skipped: handled.extend({ repeats: text.optional() }),
  'send-requested': z.object({ rung: text, reason: text }),
  'resend-requested': z.object({ rung: text, letter: text.optional(), reason: text }),
  'skip-requested': z.object({ rung: text, reason: text }),
  'postpone-requested': z.object({ rung: text, until: day, reason: text }),
  'correction-requested': z.object({ reason: text }),
  'notice-requested': z.object({
    notice: z.enum(['exemption-granted', 'extension-granted']),
    reason: text,
  }),
  'reply-received': z.object({ kind: text, message: text, confidence: z.number().min(0).max(1) }),
};

/** Every type that the events file takes. `downtime` is about the engine and makes no fact. */
export const EVENT_TYPES: readonly string[] = [...Object.keys(PAYLOADS), 'downtime'];

/** Types about the municipality as a whole: without an explicit round they concern every round. */
export const MUNICIPALITY_WIDE: ReadonlySet<FactType> = new Set<FactType>([
  'variation',
  'snapshot',
  'address-changed',
  'closed-day',
  'merged',
  'suspended',
  'resumed',
  'corrected',
  'contest-resolved',
  'reply-received',
]);
