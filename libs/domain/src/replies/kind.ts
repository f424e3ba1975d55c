import { autoSubmitted } from './auto-submitted.js';
import type { Material } from './material.js';
import { amounts, statedUnits } from './says/amounts.js';
import { namesOtherOwner, retracts } from './says/hazards.js';
import { isReport } from './report.js';
import { speaksOfChange, statesNoChange } from './says/no-change.js';
import {
  isAcknowledgement,
  isAutomaticText,
  isCoverNote,
  isPolite,
  noticesRegistration,
  refusesRegistration,
} from './says/notices.js';
import { asksExtension, asksQuestion } from './says/requests.js';
import { noticesTransmission } from './says/transmission.js';
import { deniesZero, statesZero } from './says/zero.js';
import type { Claim } from './says/claim.js';
import { strongest } from './says/claim.js';
import type { Sentence } from './text/sentences.js';
import type { ReplyKind, ReplyMessage } from './types.js';

/** What a reply says, before anybody asks whose it is. */
export interface Says {
  readonly kind: ReplyKind;
  readonly confidence: number;
  /** Kinds that it may be besides, likeliest first. */
  readonly maybe: readonly ReplyKind[];
  readonly zero: Claim | null;
  readonly noChange: Claim | null;
  /** The claim stands in the writer's own text or an attachment, not only in the subject. */
  readonly inText: boolean;
  readonly units: number | null;
  readonly deniesZero: boolean;
  readonly asksTime: boolean;
  readonly asks: boolean;
  readonly transmits: boolean;
  /** Only says that our letter was received. */
  readonly onlyReceived: boolean;
}

export function readKind(message: ReplyMessage, material: Material): Says {
  const { body, attached, ownSubject } = material;
  const read = [...body, ...attached];
  const own = claimsOf(read);
  const subject = claimsOf([ownSubject]);
  const silent = own.zero === null && own.noChange === null;
  const passesOn = silent && body.every((one) => isCover(one) || isAcknowledgement(one));
  const forwarded = passesOn ? claimsOf(material.forwarded) : NO_CLAIMS;
  // A subject that says "nessuna variazione" over a text that tells of some, or takes it back, claims nothing.
  const gainsaid = silent && (read.some(speaksOfChange) || material.all.some(retracts));
  const zero = own.zero ?? subject.zero ?? forwarded.zero;
  const everything = [ownSubject, ...material.all, ...attached];
  const counted = countedIn(everything, zero !== null);
  const facts = {
    zero,
    noChange: own.noChange ?? (gainsaid ? null : subject.noChange) ?? forwarded.noChange,
    inText: !silent,
    units: zero !== null && counted.length === 0 ? 0 : statedUnits(counted),
    deniesZero: everything.some(({ tokens }) => deniesZero(tokens)),
    asksTime: everything.some(asksExtension),
    asks: everything.some(asksQuestion),
    transmits: everything.some(noticesTransmission),
    onlyReceived: onlyReceived(material),
  };
  return { ...facts, ...decideKind(message, material, facts) };
}

type Claims = Pick<Says, 'zero' | 'noChange'>;
const NO_CLAIMS: Claims = { zero: null, noChange: null };

const claimsOf = (list: readonly Sentence[]): Claims => ({
  zero: strongest(list.map(statesZero)),
  noChange: strongest(list.map(statesNoChange)),
});

/** Numbers of dwellings; beside a zero, those of another owner are not the municipality's. */
const countedIn = (list: readonly Sentence[], zero: boolean): readonly number[] =>
  list
    .filter((sentence) => !zero || !namesOtherOwner(sentence))
    .flatMap(({ tokens }) => amounts(tokens));

type Facts = Omit<Says, 'kind' | 'confidence' | 'maybe'>;
type Decided = Pick<Says, 'kind' | 'confidence' | 'maybe'>;

function decideKind(message: ReplyMessage, material: Material, facts: Facts): Decided {
  const kinds = new Set(material.files.map((file) => file.kind));
  const claims = claimed(facts);
  const subjects = material.compared.filter((one) => one.coverage >= 0.7).map((one) => one.kind);
  const is = (kind: ReplyKind, confidence: number): Decided => ({
    kind,
    confidence,
    maybe: [...new Set([...claims, ...subjects])].filter((one) => one !== kind),
  });
  if (!kinds.has('signature')) {
    if (kinds.has('exception') || kinds.has('cancellation')) return is('protocol-exception', 0.98);
    if (kinds.has('confirmation') || kinds.has('update')) return is('protocol-confirmation', 0.98);
  }
  if (isReport(message)) return is('automatic', 0.95);
  if (isAutoReply(message)) {
    const registered = material.all.some(noticesRegistration);
    return is(registered ? 'protocol-confirmation' : 'automatic', registered ? 0.85 : 0.95);
  }
  const [first] = claims;
  if (first !== undefined) return is(first, confidenceOf(first, facts, claims.length));
  const subject = material.ownSubject;
  if ([subject, ...material.all].some(refusesRegistration)) return is('protocol-exception', 0.8);
  if ([subject, ...material.all].some(noticesRegistration)) return is('protocol-confirmation', 0.8);
  if ([subject, ...material.all].some(isAutomaticText)) return is('automatic', 0.8);
  return is('other', facts.onlyReceived ? 0.8 : 0.5);
}

/** Kinds that the writer's words claim, the one that binds the officer most first. */
function claimed(facts: Facts): readonly ReplyKind[] {
  const stated: ReplyKind[] = [];
  if (facts.zero !== null && !facts.deniesZero) stated.push('nil-return');
  if (facts.noChange !== null) stated.push('no-change');
  const others: ReplyKind[] = [];
  if (facts.transmits) others.push('transmission-notice');
  if (facts.asks) others.push('question');
  // What stands in the subject alone gives way to what the text says.
  const statements = facts.inText ? [...stated, ...others] : [...others, ...stated];
  return facts.asksTime ? ['extension-request', ...statements] : statements;
}

function confidenceOf(kind: ReplyKind, facts: Facts, claims: number): number {
  const claim = kind === 'nil-return' ? facts.zero : kind === 'no-change' ? facts.noChange : 'sure';
  const base = claim === 'sure' ? 0.95 : 0.65;
  return Math.round((base - 0.15 * (claims - 1)) * 100) / 100;
}

function isAutoReply({ headers }: ReplyMessage): boolean {
  const value = (name: string): string => (headers[name] ?? '').trim().toLowerCase();
  return (
    autoSubmitted(headers) === 'auto-replied' ||
    value('x-autoreply') !== '' ||
    value('x-autorespond') !== '' ||
    value('precedence') === 'auto_reply'
  );
}

function onlyReceived({ body, ownSubject, forwards }: Material): boolean {
  const read = [...body, ownSubject];
  return (
    !forwards &&
    read.some(isAcknowledgement) &&
    body.every((sentence) => isAcknowledgement(sentence) || isPolite(sentence))
  );
}

/** Adds nothing to what a subject or a forwarded message says. */
const isCover = (sentence: Sentence): boolean => isPolite(sentence) || isCoverNote(sentence);
