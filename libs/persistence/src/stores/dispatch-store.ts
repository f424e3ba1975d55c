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
  tries, ${instantText('next_try_at')} as "nextTryAt"`;

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
  >,
): Promise<void> {
  await db.query(
    `insert into dispatch (message_id, letter, attempt, state, from_address, to_address, address_source, raw, sha256, created_at)
     values ($1, $2, $3, 'queued', $4, $5, $6, $7, $8, $9) on conflict do nothing`,
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

/** What a transition may write beside the state. */
export interface DispatchChange {
  readonly submittingAt?: Instant;
  readonly submittedAt?: Instant;
  readonly acceptedAt?: Instant;
  readonly settledAt?: Instant;
  readonly providerId?: string | null;
  readonly response?: string;
  readonly failure?: DispatchRow['failure'];
  readonly conflict?: string;
  readonly nextTryAt?: Instant | null;
  readonly tries?: number;
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
    `update dispatch set state = $3,
       submitting_at = coalesce($4, submitting_at), submitted_at = coalesce($5, submitted_at),
       accepted_at = coalesce($6, accepted_at), settled_at = coalesce($7, settled_at),
       provider_id = coalesce($8, provider_id), response = coalesce($9, response),
       failure = coalesce($10::jsonb, failure), conflict = coalesce($11, conflict),
       next_try_at = $12, tries = coalesce($13, tries)
     where message_id = $1 and state = any($2)`,
    [
      messageId,
      from,
      to,
      change.submittingAt ?? null,
      change.submittedAt ?? null,
      change.acceptedAt ?? null,
      change.settledAt ?? null,
      change.providerId ?? null,
      change.response ?? null,
      !change.failure ? null : JSON.stringify(change.failure),
      change.conflict ?? null,
      change.nextTryAt ?? null,
      change.tries ?? null,
    ],
  );
  return count === 1;
}

/** Notes, in a commit of its own, that the final dot is about to go out. False when the attempt is no longer ours. */
export async function markDot(db: Db, messageId: string, at: Instant): Promise<boolean> {
  const count = await changed(
    db,
    `update dispatch set dot_at = $2 where message_id = $1 and state = 'submitting'`,
    [messageId, at],
  );
  return count === 1;
}

/** A submission that died before the final dot surely did not leave: it may be tried again as it is. */
export async function requeueDispatch(
  db: Db,
  messageId: string,
  change: { readonly response: string; readonly nextTryAt: Instant | null },
): Promise<boolean> {
  const count = await changed(
    db,
    `update dispatch set state = 'queued', submitting_at = null, dot_at = null, response = $2,
       next_try_at = $3, tries = tries + 1
     where message_id = $1 and state = 'submitting'`,
    [messageId, change.response, change.nextTryAt],
  );
  return count === 1;
}

/** Submissions since an instant, for the limiter: when each attempt went to the provider. */
export async function submissionsSince(db: Db, since: Instant): Promise<Instant[]> {
  const found = await rows<{ at: Instant }>(
    db,
    `select ${instantText('submitting_at')} as at from dispatch where submitting_at >= $1 order by submitting_at`,
    [since],
  );
  return found.map((row) => row.at);
}

/** How long acceptances usually take, and how many letters submitted later than `after` have theirs. */
export async function acceptanceTimes(
  db: Db,
  after: Instant,
): Promise<{ readonly usualMs: number | null; readonly laterAccepted: number }> {
  const found = await rows<{ usual: number | null; later: number }>(
    db,
    `select
       (select percentile_cont(0.5) within group (order by extract(epoch from accepted_at - submitting_at) * 1000)
        from (select accepted_at, submitting_at from dispatch
              where accepted_at is not null and submitting_at is not null and accepted_at >= submitting_at
              order by accepted_at desc limit 200) recent)::float8 as usual,
       (select count(*) from dispatch where submitting_at > $1 and accepted_at is not null)::int as later`,
    [after],
  );
  return { usualMs: found[0]?.usual ?? null, laterAccepted: found[0]?.later ?? 0 };
}

/** Notes a receipt that contradicts a state already reached: shown to an officer, changes nothing. */
export async function noteConflict(
  db: Db,
  messageId: string,
  reached: DispatchState,
  conflict: string,
): Promise<boolean> {
  const count = await changed(
    db,
    `update dispatch set conflict = $3 where message_id = $1 and state = $2 and conflict is null`,
    [messageId, reached, conflict],
  );
  return count === 1;
}

/** Notes the acceptance of an attempt that is further on already (its delivery came first). */
export async function noteAcceptance(db: Db, messageId: string, at: Instant): Promise<void> {
  await db.query(
    `update dispatch set accepted_at = coalesce(accepted_at, $2) where message_id = $1`,
    [messageId, at],
  );
}

/** The next instant after `now` at which an attempt is due again or a doubt may be looked at (half an hour on). */
export async function nextDispatchTry(db: Db, now: Instant): Promise<Instant | null> {
  const found = await rows<{ at: Instant | null }>(
    db,
    `select ${instantText('min(t.at)')} as at from (
       select next_try_at as at from dispatch where state = 'queued' and next_try_at > $1
       union all
       select submitting_at + interval '30 minutes' from dispatch
        where state = 'in-doubt' and submitting_at + interval '30 minutes' > $1) t`,
    [now],
  );
  return found[0]?.at ?? null;
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
