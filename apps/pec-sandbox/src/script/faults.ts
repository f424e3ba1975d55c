import { z } from 'zod';
import { addressPattern, count, duration, pattern } from './values.js';

/** A misbehaviour on request, for tests of what the sender does about it. */
export const faultAction = z.discriminatedUnion(
  'kind',
  [
    /** The connection falls at RCPT TO: surely not sent. */
    z.strictObject({ kind: z.literal('drop-before-data') }),
    /** The connection falls after the final dot and before the answer: in doubt for the sender. */
    z.strictObject({ kind: z.literal('drop-after-dot'), taken: z.boolean() }),
    /** An SMTP refusal; 421 also closes the connection. */
    z.strictObject({
      kind: z.literal('reply'),
      at: z.enum(['mail', 'rcpt', 'dot']),
      code: z.number().int().min(400).max(599),
      message: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal('delay-acceptance'), by: duration }),
  ],
  { error: "guasto sconosciuto: vedi apps/pec-sandbox/README.md per l'elenco" },
);

export const fault = z.strictObject({
  /** Recipient; any when absent. */
  to: addressPattern.optional(),
  subject: pattern.optional(),
  /** First attempt that it strikes, counting the matching ones from 1. */
  nth: count.optional(),
  /** How many attempts it strikes; 1 when absent. */
  times: count.optional(),
  fault: faultAction,
});

export type Fault = z.infer<typeof fault>;
export type FaultAction = z.infer<typeof faultAction>;
