import { z } from 'zod';
import { address, clockTime, count, day, duration, istat, pattern } from './values.js';

const reference = day;

/** How a municipality writes back. */
const writing = {
  /** webmail: in the thread of the letter; protocol: new thread with Segnatura.xml. */
  via: z.enum(['webmail', 'protocol']).optional(),
  /** Which id webmail threads to: ours, or the provider's identificativo. */
  thread: z.enum(['ours', 'provider', 'none']).optional(),
  /** Another mailbox than the municipality's own. */
  from: address.optional(),
  /** Sent from ordinary mail: it arrives as an anomaly. */
  ordinary: z.boolean().optional(),
  subject: z.string().optional(),
  text: z.string().optional(),
};

const references = z.array(reference).min(1, { error: 'attesa almeno una data di riferimento' });

export const action = z.discriminatedUnion(
  'do',
  [
    z.strictObject({
      do: z.literal('nil-return'),
      references,
      /** How the zero is stated; null: not at all, just the subject. */
      stated: z.enum(['0', 'zero', 'nulla', 'nessun alloggio']).nullable().optional(),
      ...writing,
    }),
    z.strictObject({ do: z.literal('no-change'), references, ...writing }),
    z.strictObject({ do: z.literal('transmission-notice'), references, ...writing }),
    z.strictObject({
      do: z.literal('extension-request'),
      references,
      days: count.optional(),
      ...writing,
    }),
    z.strictObject({ do: z.literal('question'), references: references.optional(), ...writing }),
    /** Subject and text as given. */
    z.strictObject({
      do: z.literal('reply'),
      ...writing,
      subject: z.string().min(1),
      text: z.string().min(1),
    }),
    z.strictObject({ do: z.literal('conferma'), from: address.optional() }),
    z.strictObject({
      do: z.literal('aggiornamento'),
      from: address.optional(),
      reason: z.string().optional(),
    }),
    z.strictObject({
      do: z.literal('eccezione'),
      from: address.optional(),
      reason: z.string().optional(),
    }),
    z.strictObject({
      do: z.literal('annullamento'),
      from: address.optional(),
      reason: z.string().optional(),
    }),
    z.strictObject({
      do: z.literal('out-of-office'),
      from: address.optional(),
      until: day.optional(),
    }),
    // What happens in PUSH and never travels by mail.
    z.strictObject({
      do: z.literal('transmit'),
      mode: z.enum(['manual', 'flow']),
      units: z.number().int().min(0).optional(),
      reference: reference.optional(),
    }),
    z.strictObject({ do: z.literal('typed'), reference: reference.optional() }),
    z.strictObject({ do: z.literal('validate'), reference: reference.optional() }),
    z.strictObject({
      do: z.literal('reject'),
      reference: reference.optional(),
      reason: z.string(),
    }),
    z.strictObject({
      do: z.literal('variation'),
      kind: z.enum([
        'new-construction',
        'sale',
        'acquisition',
        'transfer',
        'demolition',
        'split',
        'merge',
      ]),
      date: day,
      units: z.number().int().min(0),
    }),
    z.strictObject({
      do: z.literal('snapshot'),
      reference,
      units: z.array(z.strictObject({ key: z.string(), status: z.string() })),
    }),
  ],
  { error: "azione sconosciuta: vedi apps/pec-sandbox/README.md per l'elenco" },
);

export type Action = z.infer<typeof action>;

/** On a simulated day. */
const onDay = z.strictObject({ day, time: clockTime.optional() });

/** Some time after a letter was delivered to the municipality. */
const onLetter = z.strictObject({
  letter: z.strictObject({
    subject: pattern.optional(),
    /** Words that subject or text must hold, e.g. "31/12/2021". */
    mentions: z.string().optional(),
    /** Which of the matching letters, from 1; every one when absent. */
    nth: count.optional(),
  }),
  after: duration,
});

export const rule = z.strictObject({
  /** Names the rule for ever: ids of what it does follow from it. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, {
    error: 'atteso un identificativo di lettere minuscole, cifre e trattini',
  }),
  when: z.union([onDay, onLetter], {
    error: 'atteso {"day", "time"} oppure {"letter": {…}, "after"}',
  }),
  action,
});

export type Rule = z.infer<typeof rule>;

export const municipality = z.strictObject({
  istat,
  /** Without "Comune di". */
  name: z.string().min(1),
  /** The mailbox that it writes from. */
  address,
  /** Other mailboxes that it receives letters at. */
  receivesAt: z.array(address).optional(),
  /** Code of the administration in IndicePA, used in Segnatura.xml; `c_` + cadastral code. */
  code: z.string().optional(),
  rules: z.array(rule).optional(),
});

export type ScriptedMunicipality = z.infer<typeof municipality>;
