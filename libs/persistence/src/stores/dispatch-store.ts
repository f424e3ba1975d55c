import type { Instant } from '@app/domain';
import type { DispatchRow, DispatchState } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

const SUMMARY = `message_id as "messageId", letter, attempt, state, from_address as "fromAddress",
  to_address as "toAddress", address_source as "addressSource", sha256,
  ${instantText('created_at')} as "createdAt", ${instantText('submitting_at')} as "submittingAt",
  ${instantText('dot_at')} as "dotAt",
  ${instantText('submitted_at')} as "submittedAt", ${instantText('accepted_at')} as "acceptedAt",
  ${instantText('settled_at')} as "settledAt", provider_id as "providerId", response, failure, conflict,
  tries, ${instantText('next_try_at')} as "nextTryAt", obligations, note`;

/** A dispatch without its bytes: what lists and decisions need. */
export type DispatchSummary = Omit<DispatchRow, 'raw'>;

/** Freezes one attempt: bytes, digest and Message-ID are on record before any socket opens. */
export async function addDispatch(
  db: Db,
  dispatch: Pick<
    DispatchRow,
    | 'messageId'
    | 'letter'
    | 'attempt'
    | 'fromAddress'
    | 'toAddress'
    | 'addressSource'
    | 'raw'
    | 'sha256'
    | 'createdAt'
    | 'obligations'
    | 'note'
  >,
): Promise<void> {
  await db.query(
    `insert into dispatch (message_id, letter, attempt, state, from_address, to_address, address_source, raw, sha256, created_at,
       obligations, note)
     values ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9, $10::jsonb, $11) on conflict do nothing`,
    [
      dispatch.messageId,
      dispatch.letter,
      dispatch.attempt,
      dispatch.fromAddress,
      dispatch.toAddress,
      dispatch.addressSource,
      dispatch.raw,
      dispatch.sha256,
      dispatch.createdAt,
      JSON.stringify(dispatch.obligations),
      dispatch.note,
    ],
  );
}

/** The attempts of one letter, first to last. */
export async function dispatchesOf(db: Db, letter: string): Promise<DispatchSummary[]> {
  return rows(db, `select ${SUMMARY} from dispatch where letter = $1 order by attempt`, [letter]);
}

export async function dispatchesIn(
  db: Db,
  states: readonly DispatchState[],
): Promise<DispatchSummary[]> {
  return rows(db, `select ${SUMMARY} from dispatch where state = any($1) order by created_at`, [
    states,
  ]);
}

export async function dispatchById(db: Db, messageId: string): Promise<DispatchSummary | null> {
  const found = await rows<DispatchSummary>(
    db,
    `select ${SUMMARY} from dispatch where message_id = $1`,
    [messageId],
  );
  return found[0] ?? null;
}

export async function dispatchBytes(db: Db, messageId: string): Promise<Buffer | null> {
  const found = await rows<{ raw: Buffer }>(db, `select raw from dispatch where message_id = $1`, [
    messageId,
  ]);
  return found[0]?.raw ?? null;
}

/**
 * Takes an attempt for submission, while its letter still waits: one that a receipt or a person ended meanwhile
 * is not taken.
 *
 * @returns the number of this try, which fences what its submitter writes later; null: not ours
 */
export async function claimDispatch(
  db: Db,
  messageId: string,
  at: Instant,
): Promise<number | null> {
  const [claimed] = (await db.query(
    `update dispatch d set state = 'submitting', submitting_at = $2, dot_at = null, next_try_at = null
     where message_id = $1 and state = 'queued'
       and exists (select 1 from letter l where l.id = d.letter and l.state = 'queued')
     returning tries`,
    [messageId, at],
  )) as [{ tries: number }[], number];
  return claimed[0]?.tries ?? null;
}

/** What a transition may write beside the state. */
export interface DispatchChange {
  readonly submittedAt?: Instant;
  readonly settledAt?: Instant;
  readonly response?: string;
  /** Only while it is still this try: see `claimDispatch`. */
  readonly onlyTry?: number;
}

/**
 * One transition, one statement: `UPDATE … WHERE id AND state = old`, counted. Two that try at once
 * can't both succeed, and nothing is read, changed in memory and saved.
 *
 * @returns false when the dispatch was in none of the `from` states
 */
export async function moveDispatch(
  db: Db,
  messageId: string,
  from: readonly DispatchState[],
  to: DispatchState,
  change: DispatchChange = {},
): Promise<boolean> {
  const count = await changed(
    db,
    `update dispatch set state = $3, submitted_at = coalesce($4, submitted_at),
       settled_at = coalesce($5, settled_at), response = coalesce($6, response)
     where message_id = $1 and state = any($2) and ($7::int is null or tries = $7)`,
    [
      messageId,
      from,
      to,
      change.submittedAt ?? null,
      change.settledAt ?? null,
      change.response ?? null,
      change.onlyTry ?? null,
    ],
  );
  return count === 1;
}

/** What the verified receipts of an attempt say together. */
export interface SettledDispatch {
  readonly state: Extract<DispatchState, 'accepted' | 'delivered' | 'failed'>;
  readonly acceptedAt: Instant | null;
  readonly settledAt: Instant | null;
  readonly providerId: string | null;
  readonly failure: DispatchRow['failure'];
  readonly conflict: string | null;
}

/**
 * Writes what the receipts say together. Under the lock of the municipality's chain: every receipt of a letter
 * takes its turn, and each writes what all that came so far amount to.
 *
 * @returns the state before
 */
export async function settleDispatch(
  db: Db,
  messageId: string,
  settled: SettledDispatch,
): Promise<DispatchState | null> {
  const [before] = await rows<{ state: DispatchState }>(
    db,
    `select state from dispatch where message_id = $1 for update`,
    [messageId],
  );
  if (before === undefined) return null;
  await db.query(
    `update dispatch set state = $2, accepted_at = $3, settled_at = $4,
       provider_id = coalesce($5, provider_id), failure = $6::jsonb, conflict = $7, next_try_at = null
     where message_id = $1`,
    [
      messageId,
      settled.state,
      settled.acceptedAt,
      settled.settledAt,
      settled.providerId,
      settled.failure === null ? null : JSON.stringify(settled.failure),
      settled.conflict,
    ],
  );
  return before.state;
}

/** Notes, in a commit of its own, that the final dot is about to go out. False when the attempt is no longer ours. */
export async function markDot(
  db: Db,
  messageId: string,
  at: Instant,
  tryNumber: number,
): Promise<boolean> {
  const count = await changed(
    db,
    `update dispatch set dot_at = $2 where message_id = $1 and state = 'submitting' and tries = $3`,
    [messageId, at, tryNumber],
  );
  return count === 1;
}

/**
 * A submission that died before the final dot surely did not leave: it may be tried again as it is.
 *
 * @param change `undotted`: only while no final dot is noted. Its submitter may live on after all and be noting it now
 */
export async function requeueDispatch(
  db: Db,
  messageId: string,
  change: {
    readonly response: string;
    readonly nextTryAt: Instant | null;
    readonly onlyTry: number;
    readonly undotted?: boolean;
  },
): Promise<boolean> {
  const count = await changed(
    db,
    `update dispatch set state = 'queued', submitting_at = null, dot_at = null, response = $2,
       next_try_at = $3, tries = tries + 1
     where message_id = $1 and state = 'submitting' and tries = $4 and (not $5::boolean or dot_at is null)`,
    [messageId, change.response, change.nextTryAt, change.onlyTry, change.undotted ?? false],
  );
  return count === 1;
}

/** The attempts of several letters, by letter and attempt. */
export async function dispatchesOfLetters(
  db: Db,
  letters: readonly string[],
): Promise<DispatchSummary[]> {
  return rows(
    db,
    `select ${SUMMARY} from dispatch where letter = any($1) order by letter, attempt`,
    [letters],
  );
}
