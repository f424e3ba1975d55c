import { z } from 'zod';
import { fate, type Fate } from './fates.js';
import { fault } from './faults.js';
import { municipality } from './rules.js';
import { addressPattern, count, duration, durationMs } from './values.js';

const recipient = z.strictObject({
  /** The first entry that fits an address decides: exact before `*@domain` before `*`. */
  address: addressPattern,
  provider: z.enum(['a', 'b', 'c']).optional(),
  /** One fate for every letter, or one for each in turn, the last repeated. */
  fate: z.union([fate, z.array(fate).min(1)]),
});

export const script = z
  .strictObject({
    version: z.literal(1, { error: 'attesa la versione 1' }),
    timing: z
      .strictObject({
        acceptance: duration.optional(),
        delivery: duration.optional(),
        failure: duration.optional(),
        firstNotice: duration.optional(),
        lastNotice: duration.optional(),
      })
      .optional(),
    recipients: z.array(recipient).optional(),
    municipalities: z.array(municipality).optional(),
    faults: z.array(fault).optional(),
    /** Where a message that fails a formal check is refused: at once by SMTP, or by a signed notice. */
    formalChecks: z.enum(['smtp', 'notice']).optional(),
    limits: z
      .strictObject({
        /** Messages a minute and mailbox; more get 550 "Too much traffic". */
        perMinute: count.optional(),
        perDay: count.optional(),
        /** Wrong passwords in a row that lock the account, and for how long. */
        lockAfter: count.optional(),
        lockFor: duration.optional(),
      })
      .optional(),
  })
  .superRefine((value, context) => {
    const seen = new Set<string>();
    value.municipalities?.forEach((one, i) =>
      one.rules?.forEach((rule, j) => {
        const id = `${one.istat}/${rule.id}`;
        if (seen.has(id)) {
          context.addIssue({
            code: 'custom',
            path: ['municipalities', i, 'rules', j, 'id'],
            message: `la regola «${rule.id}» del comune ${one.istat} è scritta due volte`,
          });
        }
        seen.add(id);
      }),
    );
  });

/** What the sandbox plays: data, readable from a JSON file. */
export type SandboxScript = z.input<typeof script>;
export type ParsedScript = z.infer<typeof script>;

export interface Timing {
  readonly acceptance: number;
  readonly delivery: number;
  readonly failure: number;
  readonly firstNotice: number;
  readonly lastNotice: number;
}

/** Times of the receipts in milliseconds after the submission. */
export function timingOf(parsed: ParsedScript): Timing {
  const given = parsed.timing ?? {};
  return {
    acceptance: ms(given.acceptance, 'PT2S'),
    delivery: ms(given.delivery, 'PT60S'),
    failure: ms(given.failure, 'PT60S'),
    firstNotice: ms(given.firstNotice, 'PT12H'),
    lastNotice: ms(given.lastNotice, 'PT24H'),
  };
}

export const ms = (text: string | undefined, otherwise: string): number =>
  durationMs(text ?? otherwise) ?? 0;

export type Recipient = NonNullable<ParsedScript['recipients']>[number];

/** The entry of the script for an address: exact, then its domain, then `*`; null: delivered as usual. */
export function recipientFor(parsed: ParsedScript, address: string): Recipient | null {
  const lower = address.toLowerCase();
  const domain = `*@${lower.slice(lower.lastIndexOf('@') + 1)}`;
  for (const wanted of [lower, domain, '*']) {
    const found = parsed.recipients?.find((entry) => entry.address === wanted);
    if (found !== undefined) return found;
  }
  return null;
}

/** The fate of the nth letter (from 0) to a recipient. */
export function fateOf(entry: Recipient | null, nth: number): Fate {
  if (entry === null) return { do: 'delivered' };
  if (!Array.isArray(entry.fate)) return entry.fate;
  return entry.fate[Math.min(nth, entry.fate.length - 1)] ?? { do: 'delivered' };
}
