import { createHash } from 'node:crypto';
import { providerId } from '../ids.js';
import type { SubmissionHead } from '../smtp/checks.js';
import { PROVIDER_A } from '../providers.js';
import type { Fate } from '../script/fates.js';
import type { Rule, ScriptedMunicipality } from '../script/rules.js';
import { fateOf, ms, recipientFor, timingOf, type ParsedScript } from '../script/schema.js';
import type { ScheduledEvent, Submission } from './events.js';
import type { History } from './history.js';
import {
  acceptanceEvents,
  deliveryTime,
  isCertified,
  nonAcceptance,
  providerOf,
  recipientEvents,
  type Case,
} from './receipts.js';

/** What the plan of a submission depends on besides its bytes. */
export interface PlanContext {
  readonly script: ParsedScript;
  readonly users: readonly string[];
  /** Submissions before this one, in order. */
  readonly earlier: History;
  readonly acceptanceDelay: number;
  /** A reason of the provider to refuse it by a signed notice, after the 250. */
  readonly refusal: { readonly detail: string; readonly error: 'altro' | 'virus' } | null;
}

export interface Incoming {
  readonly seq: number;
  readonly at: number;
  readonly user: string;
  readonly recipients: readonly string[];
  readonly head: SubmissionHead;
  readonly raw: Uint8Array;
}

/**
 * Decides everything about a submission at the moment it is taken: its identifiers and all events that
 * will follow, with their times. Pure: the same submission after the same history gets the same plan.
 */
export function planSubmission(incoming: Incoming, context: PlanContext): Submission {
  const { seq, at, user, head, raw } = incoming;
  const sha256 = createHash('sha256').update(raw).digest('hex');
  const seed = `${seq}/${user}/${sha256}`;
  const one: Case = {
    seq,
    at,
    user,
    seed,
    timing: timingOf(context.script),
    acceptanceDelay: context.acceptanceDelay,
  };
  const targets = incoming.recipients.map((address) => target(address, context));
  const base = {
    seq,
    at,
    user,
    recipients: targets.map(({ address, fate }) => ({ address, certified: isCertified(fate) })),
    providerId: providerId(PROVIDER_A, at, seed),
    messageId: head.messageId,
    replyTo: head.replyTo ?? user,
    subject: head.subject,
    receiptType: head.receiptType,
    size: raw.length,
    sha256,
  };
  if (context.refusal !== null) {
    const refused = nonAcceptance(one, context.refusal.detail, context.refusal.error);
    return { ...base, deliveredTo: [], matched: [], events: [refused] };
  }
  const events: ScheduledEvent[] = acceptanceEvents(
    one,
    targets.map(({ fate }) => fate),
  );
  const refused = targets.some(({ fate }) => fate.do === 'non-acceptance');
  const deliveredTo: { municipality: string; at: number }[] = [];
  const matched: string[] = [];
  if (!refused) {
    targets.forEach(({ address, fate, entry }, index) => {
      events.push(...recipientEvents(one, address, index, fate, providerOf(entry, address)));
      const arrival = deliveryTime(one, fate);
      if (arrival === null) return;
      if (context.users.includes(address)) {
        events.push({
          type: 'forward',
          id: `${seq}-${index}-forward`,
          at: arrival,
          mailbox: address,
        });
      }
      for (const municipality of municipalitiesAt(context.script, address)) {
        deliveredTo.push({ municipality: municipality.istat, at: arrival });
        const answers = answersTo(incoming, municipality, arrival, context.earlier);
        matched.push(...answers.matched);
        events.push(...answers.events);
      }
    });
  }
  return { ...base, deliveredTo, matched, events };
}

interface Target {
  readonly address: string;
  readonly fate: Fate;
  readonly entry: ReturnType<typeof recipientFor>;
}

function target(address: string, context: PlanContext): Target {
  const entry = recipientFor(context.script, address);
  const before = context.earlier.lettersTo(address);
  return { address, fate: fateOf(entry, before), entry };
}

const municipalitiesAt = (script: ParsedScript, address: string): ScriptedMunicipality[] =>
  (script.municipalities ?? []).filter(
    (one) => one.address === address || (one.receivesAt?.includes(address) ?? false),
  );

/** The rules of a municipality that this letter sets off. */
function answersTo(
  incoming: Incoming,
  municipality: ScriptedMunicipality,
  deliveredAt: number,
  earlier: History,
): { matched: string[]; events: ScheduledEvent[] } {
  const matched: string[] = [];
  const events: ScheduledEvent[] = [];
  for (const rule of municipality.rules ?? []) {
    if (!('letter' in rule.when) || !fits(rule.when.letter, incoming.head)) continue;
    const key = `${municipality.istat}/${rule.id}`;
    matched.push(key);
    const nth = 1 + earlier.matching(key);
    if (rule.when.letter.nth !== undefined && rule.when.letter.nth !== nth) continue;
    events.push(
      ruleEvent(
        municipality,
        rule,
        `${municipality.istat}-${rule.id}-${incoming.seq}`,
        deliveredAt + ms(rule.when.after, 'PT0S'),
        incoming.seq,
      ),
    );
  }
  return { matched, events };
}

function fits(
  filter: { readonly subject?: string | undefined; readonly mentions?: string | undefined },
  head: SubmissionHead,
): boolean {
  const subject = head.subject ?? '';
  if (filter.subject !== undefined && !new RegExp(filter.subject, 'iu').test(subject)) return false;
  return filter.mentions === undefined || `${subject}\n${head.text}`.includes(filter.mentions);
}

const WORLD: ReadonlySet<string> = new Set([
  'transmit',
  'typed',
  'validate',
  'reject',
  'variation',
  'snapshot',
]);

/** The event of a rule: something in PUSH, or a message. */
export function ruleEvent(
  municipality: ScriptedMunicipality,
  rule: Rule,
  id: string,
  at: number,
  about: number | null,
): ScheduledEvent {
  const common = { id, at, municipality: municipality.istat, rule: rule.id, action: rule.action };
  if (WORLD.has(rule.action.do)) return { type: 'world', ...common };
  const { name, address, istat } = municipality;
  const writer = { name, address, code: municipality.code ?? `c_${istat}` };
  return { type: 'letter', ...common, writer, about };
}
