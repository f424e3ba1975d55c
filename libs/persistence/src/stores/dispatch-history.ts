import type { Instant } from '@app/domain';
import type { DispatchRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** Submissions since an instant, for the limiter: when each attempt went to the provider. */
export async function submissionsSince(db: Db, since: Instant): Promise<Instant[]> {
  const found = await rows<{ at: Instant }>(
    db,
    `select ${instantText('submitting_at')} as at from dispatch where submitting_at >= $1 order by submitting_at`,
    [since],
  );
  return found.map((row) => row.at);
}

/**
 * How long acceptances usually take, and how many letters submitted at `after` or later have theirs. A simulated clock stands
 * still while a whole batch leaves: after a crash in the midst of it the rest leaves at the very instant of the attempt.
 */
export async function acceptanceTimes(
  db: Db,
  from: string,
  after: Instant,
): Promise<{ readonly usualMs: number | null; readonly laterAccepted: number }> {
  const found = await rows<{ usual: number | null; later: number }>(
    db,
    `select
       (select percentile_cont(0.5) within group
          (order by greatest(0, extract(epoch from accepted_at - submitting_at) * 1000))
        from (select accepted_at, submitting_at from dispatch
              where from_address = $2 and accepted_at is not null and submitting_at is not null
              order by accepted_at desc limit 200) recent)::float8 as usual,
       (select count(*) from dispatch
        where from_address = $2 and submitting_at >= $1 and accepted_at is not null)::int as later`,
    [after, from],
  );
  return { usualMs: found[0]?.usual ?? null, laterAccepted: found[0]?.later ?? 0 };
}

/**
 * The next instant after `now` at which an attempt is due again, a letter's window opens, one that waits for somebody
 * is looked at again, or silence is to be looked at: half an hour after a submission without acceptance, and every half hour of a day for one in doubt.
 */
export async function nextDispatchTry(db: Db, now: Instant): Promise<Instant | null> {
  const found = await rows<{ at: Instant | null }>(
    db,
    `select ${instantText('min(t.at)')} as at from (
       select next_try_at as at from dispatch where state = 'queued' and next_try_at > $1
       union all
       select not_before from letter where state = 'queued' and not_before > $1
       union all
       select h.retry_at from letter_hold h join letter l on l.id = h.letter and l.state = 'queued'
        where h.retry_at > $1
       union all
       select submitted_at + interval '30 minutes' from dispatch
        where state = 'submitted' and submitted_at > $1::timestamptz - interval '30 minutes'
       union all
       select submitting_at + interval '30 minutes' *
           (1 + floor(extract(epoch from $1::timestamptz - submitting_at) / 1800)) from dispatch
        where state = 'in-doubt' and submitting_at > $1::timestamptz - interval '1 day') t`,
    [now],
  );
  return found[0]?.at ?? null;
}

/**
 * Submissions that nothing was heard of: without acceptance since `accepted`, without an end since `ended`. Not those that were
 * told (alerts `no-acceptance/<message id>`, `no-end/<message id>`): a person who settled one has seen it.
 */
export async function silentDispatches(
  db: Db,
  before: { readonly accepted: Instant; readonly ended: Instant },
): Promise<
  { messageId: string; letter: string; toAddress: string; missing: 'acceptance' | 'end' }[]
> {
  return rows(
    db,
    `select message_id as "messageId", letter, to_address as "toAddress", missing
     from dispatch, lateral (select case when state = 'accepted' then 'end' else 'acceptance' end as missing) m
     where ((state in ('submitted', 'in-doubt') and submitting_at <= $1)
        or (state = 'accepted' and accepted_at <= $2))
       and not exists (select 1 from alert where alert.id = 'no-' || missing || '/' || message_id)
     order by submitting_at`,
    [before.accepted, before.ended],
  );
}

/** How an address has answered so far: by the last receipts that ended an attempt to it. */
export interface AddressHealth {
  readonly address: string;
  readonly state: 'working' | 'failing' | 'not-pec';
  readonly since: Instant;
  readonly failure: DispatchRow['failure'];
}

/** The health of every address that was written to; for display, it never keeps a letter from leaving. */
export async function addressHealth(db: Db): Promise<AddressHealth[]> {
  return rows(
    db,
    `select distinct on (lower(to_address)) lower(to_address) as address,
       case when state = 'delivered' then 'working'
            when failure->>'code' = 'esterno' then 'not-pec' else 'failing' end as state,
       ${instantText('settled_at')} as since, case when state = 'failed' then failure end as failure
     from dispatch where state in ('delivered', 'failed') and settled_at is not null
     order by lower(to_address), settled_at desc, message_id desc`,
  );
}
