import { isTwentyFourHourNotice } from './notice.js';
import type { FailureClass, PecError, PecKind, PecMessage, Signature } from './types.js';

/** One recipient of one letter, one attempt. */
export type DispatchStatus =
  'queued' | 'submitting' | 'in-doubt' | 'submitted' | 'accepted' | 'delivered' | 'failed';

/** What is on record. Every field is filled once and then only moves one way, so order never counts. */
export interface DispatchState {
  readonly status: DispatchStatus;
  /** How far our own submission came. */
  readonly sending: 'queued' | 'submitting' | 'in-doubt' | 'submitted';
  /** Earliest acceptance, or earliest later receipt that proves one. */
  readonly acceptedAt: string | null;
  readonly acceptance: string | null;
  readonly deliveredAt: string | null;
  /** Earliest refusal or failure that is final by itself. */
  readonly failure: Failure | null;
  /** Earliest and latest time-out notice. */
  readonly firstNotice: Notice | null;
  readonly lastNotice: Notice | null;
  /** Some notice's own text says twenty-four hours. */
  readonly noticeSaysFinal: boolean;
  /** The acceptance marks the recipient `esterno`: no PEC address, no delivery will ever come. */
  readonly uncertified: boolean;
  /** Receipts that cannot both be true: a failure and a delivery, or a refusal and an acceptance. */
  readonly conflict: Conflict | null;
  /** A delivery came although the time was declared over. */
  readonly reopened: boolean;
}

export type Conflict = 'failure-and-delivery' | 'refusal-and-acceptance';

export interface Failure {
  readonly kind: PecKind | 'rejected';
  readonly at: string;
  readonly class: FailureClass;
  readonly code: string;
}

export interface Notice {
  readonly at: string;
  readonly error: PecError | null;
}

/** A verified receipt about one recipient, or a step of our own submission. */
export type DispatchEvent =
  | { readonly type: 'submitting' | 'submitted' | 'in-doubt' }
  | {
      readonly type: 'rejected';
      readonly at: string;
      readonly class: FailureClass;
      readonly code: string;
    }
  | DispatchReceipt;

export interface DispatchReceipt {
  readonly type: 'receipt';
  readonly kind: PecKind;
  readonly at: string;
  readonly error: PecError | null;
  /** False when the acceptance marks this recipient as no PEC address. */
  readonly certified: boolean;
}

export interface Advance {
  readonly state: DispatchState;
  readonly changed: boolean;
  /** A contradiction that this event brought to light. */
  readonly conflict: Conflict | null;
}

/** A letter that waits to leave. */
export const QUEUED: DispatchState = {
  status: 'queued',
  sending: 'queued',
  acceptedAt: null,
  acceptance: null,
  deliveredAt: null,
  failure: null,
  firstNotice: null,
  lastNotice: null,
  noticeSaysFinal: false,
  uncertified: false,
  conflict: null,
  reopened: false,
};

const SENDING = ['queued', 'submitting', 'in-doubt', 'submitted'] as const;

/**
 * What a kind of receipt tells of one recipient. Kinds that are not here tell nothing.
 *
 * | kind | accepted | end |
 * |---|---|---|
 * | acceptance, taken-in-charge | yes | – |
 * | delivery | yes | delivered |
 * | delivery-failure | yes | failed |
 * | delivery-timeout-notice | yes | failed when it is the one of 24 h |
 * | virus-notice | yes | – (the failure itself follows) |
 * | non-acceptance | no | failed |
 */
const TELLS: Partial<
  Readonly<Record<PecKind, 'accepted' | 'delivered' | 'failed' | 'notice' | 'refused'>>
> = {
  acceptance: 'accepted',
  'taken-in-charge': 'accepted',
  'virus-notice': 'accepted',
  delivery: 'delivered',
  'delivery-failure': 'failed',
  'delivery-timeout-notice': 'notice',
  'non-acceptance': 'refused',
};

/**
 * Adds one event to what is known of one recipient. Duplicates and any order end in the same state:
 * delivery beats notice and failure, a failure beside a delivery is a conflict to show, the 12 h notice
 * is provisional, the one of 24 h is final, a late delivery reopens. In-doubt ends with the first
 * receipt of any kind. Pure; `verifiedReceipt` makes the receipts.
 *
 * @example advance(QUEUED, { type: 'submitting' }).state.status //=> 'submitting'
 */
export function advance(state: DispatchState, event: DispatchEvent): Advance {
  const next = settle(record(state, event));
  const changed = JSON.stringify(next) !== JSON.stringify(state);
  const conflict = next.conflict !== state.conflict ? next.conflict : null;
  return { state: changed ? next : state, changed, conflict };
}

function record(state: DispatchState, event: DispatchEvent): DispatchState {
  if (event.type === 'receipt') return recordReceipt(state, event);
  if (event.type === 'rejected') {
    const { at, code } = event;
    return withFailure(
      { ...state, sending: further(state.sending, 'submitting') },
      { kind: 'rejected', at, class: event.class, code },
    );
  }
  return { ...state, sending: further(state.sending, event.type) };
}

function recordReceipt(state: DispatchState, receipt: DispatchReceipt): DispatchState {
  const tells = TELLS[receipt.kind];
  if (tells === undefined) return state;
  const { at, error } = receipt;
  if (tells === 'refused') return withFailure(state, failureOf(receipt));
  const accepted: DispatchState = {
    ...state,
    acceptedAt: earlier(state.acceptedAt, at),
    acceptance: receipt.kind === 'acceptance' ? earlier(state.acceptance, at) : state.acceptance,
    uncertified: state.uncertified || (receipt.kind === 'acceptance' && !receipt.certified),
  };
  if (tells === 'delivered') return { ...accepted, deliveredAt: earlier(state.deliveredAt, at) };
  if (tells === 'failed') return withFailure(accepted, failureOf(receipt));
  if (tells !== 'notice') return accepted;
  const notice: Notice = { at, error };
  return {
    ...accepted,
    firstNotice:
      state.firstNotice === null || before(notice, state.firstNotice) ? notice : state.firstNotice,
    lastNotice:
      state.lastNotice === null || before(state.lastNotice, notice) ? notice : state.lastNotice,
    noticeSaysFinal:
      state.noticeSaysFinal || isTwentyFourHourNotice({ at: null, detail: error?.detail ?? null }),
  };
}

/** Derives what follows from the record. Delivery, failure, acceptance, in this order of weight. */
function settle(state: DispatchState): DispatchState {
  const expired = noticeIsFinal(state);
  const failure = state.failure ?? (expired ? noticeFailure(state) : null);
  const refused = state.failure?.kind === 'non-acceptance' || state.failure?.kind === 'rejected';
  const status: DispatchStatus =
    state.deliveredAt !== null
      ? 'delivered'
      : failure !== null
        ? 'failed'
        : state.acceptedAt !== null
          ? 'accepted'
          : state.sending;
  const conflict: Conflict | null =
    state.deliveredAt !== null && state.failure !== null
      ? 'failure-and-delivery'
      : refused && state.acceptedAt !== null
        ? 'refusal-and-acceptance'
        : null;
  return { ...state, status, conflict, reopened: state.deliveredAt !== null && expired };
}

function noticeIsFinal(state: DispatchState): boolean {
  const { firstNotice, lastNotice, acceptance } = state;
  if (firstNotice === null || lastNotice === null) return false;
  if (state.noticeSaysFinal) return true;
  return isTwentyFourHourNotice(
    { at: lastNotice.at, detail: null },
    { acceptedAt: acceptance, earlierNoticeAt: firstNotice.at },
  );
}

function noticeFailure(state: DispatchState): Failure | null {
  const { lastNotice } = state;
  if (lastNotice === null) return null;
  return {
    kind: 'delivery-timeout-notice',
    at: lastNotice.at,
    class: 'other-channel',
    code: lastNotice.error?.code ?? '5.4.1',
  };
}

/** The failure that a state ends in: its own, or that of the last time-out notice. Null unless failed. */
export function failureOfDispatch(state: DispatchState): Failure | null {
  if (state.status !== 'failed') return null;
  return state.failure ?? noticeFailure(state);
}

function withFailure(state: DispatchState, failure: Failure): DispatchState {
  return {
    ...state,
    failure: state.failure === null || before(failure, state.failure) ? failure : state.failure,
  };
}

function failureOf({ kind, at, error }: DispatchReceipt): Failure {
  return { kind, at, class: error?.class ?? 'look', code: error?.code ?? 'altro' };
}

/** A total order, so that of two things at one instant always the same one is kept. */
function before(a: { readonly at: string }, b: { readonly at: string }): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return JSON.stringify(a) < JSON.stringify(b);
}

function earlier(a: string | null, b: string): string {
  return a === null || b < a ? b : a;
}

function further(
  a: DispatchState['sending'],
  b: DispatchState['sending'],
): DispatchState['sending'] {
  return SENDING.indexOf(a) >= SENDING.indexOf(b) ? a : b;
}

/**
 * The receipt that may change a state, for one recipient; null for anything else: a signature that is
 * not `valid`, an id not read from the signed daticert, no signed time, another recipient, or a kind
 * that is no receipt.
 */
export function verifiedReceipt(
  message: PecMessage,
  signature: Signature,
  recipient: string,
): DispatchReceipt | null {
  if (signature.verdict !== 'valid' || message.refersToSource !== 'daticert' || message.at === null)
    return null;
  if (TELLS[message.kind] === undefined) return null;
  const address = recipient.trim().toLowerCase();
  const listed = message.recipients.find((one) => one.address === address);
  const about = message.recipient === null ? listed !== undefined : message.recipient === address;
  if (!about) return null;
  return {
    type: 'receipt',
    kind: message.kind,
    at: message.at,
    error: message.error,
    certified: listed?.certified ?? true,
  };
}
