import type { Instant, LocalDate } from '../calendar/types.js';
import type { IstatCode } from '../municipalities/types.js';
import type { NoticeKind, SurveyId } from '../surveys/types.js';
import type { Step } from '../terms/types.js';
import type { StockDiff, Unit } from '../stock/types.js';

export type FactId = string;

export type Outcome =
  'open' | 'transmitted' | 'validated' | 'rejected' | 'nil' | 'exempt' | 'cancelled';

export type Timeliness = 'pending' | 'on-time' | 'late' | 'overdue';

export type VariationKind =
  'new-construction' | 'sale' | 'acquisition' | 'transfer' | 'demolition' | 'split' | 'merge';

export type FailureClass = 'fix-address' | 'retry-later' | 'other-channel' | 'look';

/** What each kind of fact says. The kinds of the events file first, then those that the engine and officers add. */
export interface FactPayloads {
  transmitted: { mode: 'manual' | 'flow'; units?: number };
  validated: Record<string, never>;
  rejected: { reason: string };
  /** Data typed in PUSH and not yet transmitted: changes nothing, is no base. */
  typed: Record<string, never>;
  'nil-declared': { reference: LocalDate };
  'no-change-declared': Record<string, never>;
  variation: { kind: VariationKind; date: LocalDate; units: number };
  snapshot: { reference: LocalDate; units: readonly Unit[] };
  extended: { due: LocalDate; reason: string; scope: 'all' | IstatCode };
  exempted: { reason: string; approver: string };
  suspended: { reason?: string };
  resumed: Record<string, never>;
  unlocked: { rung: string; legalBasis: string; signer: string; act: string; protocol: string };
  'address-changed': { pec: string };
  'closed-day': { day: LocalDate };
  merged: { into: IstatCode; on: LocalDate; reason: string };
  cancelled: { reason: string };
  /** Takes back an earlier fact: a correction names the old one and nothing is deleted. */
  corrected: { fact: FactId; reason: string };

  // What the engine derives (obligations/react).
  'exemption-granted': {
    base: FactId;
    baseReference: LocalDate;
    ground: 'statement' | 'snapshots' | 'decision' | 'presumed';
    evidence: readonly FactId[];
    /** The window (from, to] in which no variation happened. */
    from: LocalDate;
    to: LocalDate;
  };
  'exemption-lapsed': { because: FactId; due: LocalDate; reason: string };
  'nil-carried': { base: FactId };
  'nil-lapsed': { because: FactId; due: LocalDate; reason: string };
  contested: { statement: FactId; diff: StockDiff };
  'contest-resolved': { contest: FactId; accepted: 'statement' | 'diff'; reason: string };

  // What happened to the ladder. `dueVersion` and `rung` make the unique key with the obligation.
  sent: {
    rung: string;
    dueVersion: number;
    letter: string;
    template: string;
    target: LocalDate;
    obligations: readonly string[];
    /** The id of the letter, not delivered, that this one repeats. */
    repeats?: string;
  };
  /** The running engine's decision to send, before the provider took it. Same key as `sent`, which follows. */
  queued: {
    rung: string;
    dueVersion: number;
    letter: string;
    template: string;
    target: LocalDate;
    obligations: readonly string[];
    repeats?: string;
  };
  /** Re-checked just before sending and held back for good. */
  withdrawn: {
    rung: string;
    dueVersion: number;
    letter: string;
    target: LocalDate;
    reason: string;
    repeats?: string;
  };
  folded: { rung: string; dueVersion: number; into: string; target: LocalDate; reason: string };
  dropped: { rung: string; dueVersion: number; target: LocalDate; reason: string };
  /** With `repeats`: the repetition of that letter, not the rung, which had left. */
  skipped: {
    rung: string;
    dueVersion: number;
    target: LocalDate;
    reason: string;
    repeats?: string;
  };
  /** An officer's hand on one rung. */
  'send-requested': { rung: string; reason: string };
  'skip-requested': { rung: string; reason: string };
  /** A letter that was not delivered is to leave once more. Without `letter`: the last of its rung that failed. */
  'resend-requested': { rung: string; letter?: string; reason: string };
  'postpone-requested': { rung: string; until: LocalDate; reason: string };
  'correction-requested': { reason: string };
  /** The municipality is to be told of an exemption or an extension. */
  'notice-requested': { notice: NoticeKind; reason: string };

  // What the PEC provider certifies about a letter.
  accepted: { rung: string; letter?: string };
  delivered: { rung: string; letter?: string };
  'delivery-failed': { rung: string; class: FailureClass; letter?: string; final?: boolean };

  /** A certified message of the municipality, as read; alone it changes no status. */
  'reply-received': {
    kind: string;
    message: string;
    confidence: number;
    /** What the municipality's protocol system wrote: under which number, on which day. */
    registered?: { number: string; date: LocalDate | null };
  };
}

export type FactType = keyof FactPayloads;

export type FactSource =
  'engine' | 'officer' | 'pec' | 'push' | 'import' | 'events-file' | 'sandbox';

/** One thing that happened, as recorded. Never changed, never removed. */
export type Fact = { [T in FactType]: FactOf<T> }[FactType];

export interface FactOf<T extends FactType> {
  readonly id: FactId;
  readonly type: T;
  readonly survey: SurveyId;
  readonly municipality: IstatCode;
  /** Reference date of the round; null when the fact is about the municipality (address, variation, closing day). */
  readonly round: LocalDate | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly source: FactSource;
  /** SHA-256 of the raw message or document that proves it, or null. */
  readonly evidence: string | null;
  readonly payload: FactPayloads[T];
}

/** The due date in force, its version (1, 2 … after each extension, lapse or resumption) and its reason. */
export interface EffectiveDue {
  readonly version: number;
  readonly date: LocalDate;
  readonly nominal: LocalDate;
  /** The fact that set it; null for the survey's own. */
  readonly cause: FactId | null;
  /** The extension to which it goes back, also when a suspension moved it since; absent: none. */
  readonly extendedBy?: FactId;
  readonly steps: readonly Step[];
}

/** The state of one obligation: a pure fold of the facts as of a day, as known on a day. */
export interface ObligationState {
  /** `push-erp/2021-12-31`. */
  readonly obligation: string;
  readonly survey: SurveyId;
  readonly municipality: IstatCode;
  readonly round: LocalDate;
  readonly roundNumber: number;
  readonly opensOn: LocalDate;
  readonly due: EffectiveDue;
  readonly acceptanceCutOff: LocalDate | null;
  readonly lock: LocalDate | null;
  readonly outcome: Outcome;
  readonly timeliness: Timeliness;
  /** The day (Europe/Rome) since which outcome and timeliness are what they are. */
  readonly since: LocalDate;
  /** The facts that made it. */
  readonly basis: readonly FactId[];
  /** One Italian sentence a person understands. */
  readonly explanation: string;
  readonly carriedNil: boolean;
  readonly presumed: boolean;
  /** The contest fact that awaits an officer, or null. */
  readonly contest: FactId | null;
  readonly suspended: boolean;
  /** Set when a rejection or a lapse reopened it and no `correction` letter has left since. */
  readonly reopened: {
    readonly by: FactId;
    readonly kind: 'rejected' | 'lapsed';
    readonly at: Instant;
  } | null;
}

/** An expected refusal is a value with a stable code and an Italian sentence. */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly message: string;
}
