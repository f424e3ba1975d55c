import { z } from 'zod';
import { duration } from './values.js';

/** What becomes of a letter to one recipient. Times count from the submission. */
export const fate = z.discriminatedUnion(
  'do',
  [
    z.strictObject({
      do: z.literal('delivered'),
      after: duration.optional(),
      /** Also shows the receipt that providers exchange between them. */
      takenInCharge: z.boolean().optional(),
    }),
    /** Not a PEC address: accepted as "esterno", and no delivery will ever come. */
    z.strictObject({ do: z.literal('not-certified') }),
    z.strictObject({ do: z.literal('missing-mailbox'), after: duration.optional() }),
    z.strictObject({ do: z.literal('missing-domain'), after: duration.optional() }),
    z.strictObject({ do: z.literal('full'), after: duration.optional() }),
    z.strictObject({ do: z.literal('notice-12h-then-delivery'), after: duration.optional() }),
    z.strictObject({ do: z.literal('notice-12h-24h') }),
    z.strictObject({
      do: z.literal('virus'),
      after: duration.optional(),
      /** Also shows the virus notice that goes between providers. */
      notice: z.boolean().optional(),
    }),
    /** The provider took it (250) and says nothing; with `delivery` the recipient's provider still does. */
    z.strictObject({ do: z.literal('no-acceptance'), delivery: z.boolean().optional() }),
    z.strictObject({ do: z.literal('non-acceptance'), reason: z.string().optional() }),
    /** Every receipt twice: the same bytes again, and issued anew under another Message-ID. */
    z.strictObject({ do: z.literal('duplicate-receipts'), after: duration.optional() }),
    /** The delivery receipt arrives before the acceptance. */
    z.strictObject({ do: z.literal('out-of-order-receipts'), after: duration.optional() }),
  ],
  { error: "esito sconosciuto: vedi apps/pec-sandbox/README.md per l'elenco" },
);

export type Fate = z.infer<typeof fate>;
