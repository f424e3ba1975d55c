import type { Instant, IstatCode } from '@app/domain';
import type { AlertRow, ReplyRow, ReplyState } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, plainJson, rows } from './sql.js';

const REPLY = `sha256, municipality, kind, state, ${instantText('received_at')} as "receivedAt", reading,
  decided_by as "decidedBy", ${instantText('decided_at')} as "decidedAt", facts`;

export async function addReply(db: Db, reply: ReplyRow): Promise<boolean> {
  const inserted = await rows<{ sha256: string }>(
    db,
    `insert into reply (sha256, municipality, kind, state, received_at, reading, decided_by, decided_at, facts)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9::jsonb) on conflict do nothing returning sha256`,
    [
      reply.sha256,
      reply.municipality,
      reply.kind,
      reply.state,
      reply.receivedAt,
      plainJson(reply.reading),
      reply.decidedBy,
      reply.decidedAt,
      JSON.stringify(reply.facts),
    ],
  );
  return inserted.length === 1;
}

export async function repliesIn(db: Db, states: readonly ReplyState[]): Promise<ReplyRow[]> {
  return rows(db, `select ${REPLY} from reply where state = any($1) order by received_at`, [
    states,
  ]);
}

/** How many replies are in a state. */
export async function countReplies(db: Db, state: ReplyState): Promise<number> {
  const found = await rows<{ count: number }>(
    db,
    `select count(*)::int as count from reply where state = $1`,
    [state],
  );
  return found[0]?.count ?? 0;
}

export async function replyById(db: Db, sha256: string): Promise<ReplyRow | null> {
  const found = await rows<ReplyRow>(db, `select ${REPLY} from reply where sha256 = $1`, [sha256]);
  return found[0] ?? null;
}

/** A person's decision on a reply. Its facts are on record; the row only shows them. */
export async function decideReply(
  db: Db,
  sha256: string,
  decision: {
    readonly state: ReplyState;
    readonly municipality: IstatCode | null;
    readonly by: string;
    readonly at: Instant;
    readonly facts: readonly string[];
  },
): Promise<boolean> {
  const count = await changed(
    db,
    `update reply set state = $2, municipality = $3, decided_by = $4, decided_at = $5, facts = $6::jsonb
     where sha256 = $1`,
    [
      sha256,
      decision.state,
      decision.municipality,
      decision.by,
      decision.at,
      JSON.stringify(decision.facts),
    ],
  );
  return count === 1;
}

/**
 * Raises an alert. While one of that id is open it stays as it was, so that a matter is told once; one that was settled and has come
 * again is open again, and told again.
 *
 * @param alert its id names the matter, not the moment: `stopped/<letter>`
 */
export async function raiseAlert(
  db: Db,
  alert: Pick<AlertRow, 'id' | 'kind' | 'message' | 'subject' | 'raisedAt'>,
): Promise<void> {
  await db.query(
    `insert into alert (id, kind, message, subject, raised_at) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set (kind, message, subject, raised_at, closed_at, told_at) =
       (excluded.kind, excluded.message, excluded.subject, excluded.raised_at, null, null)
     where alert.closed_at is not null`,
    [alert.id, alert.kind, alert.message, alert.subject, alert.raisedAt],
  );
}

/** The matter is settled: nobody needs to look any more. */
export async function closeAlert(db: Db, id: string, at: Instant): Promise<void> {
  await db.query(`update alert set closed_at = $2 where id = $1 and closed_at is null`, [id, at]);
}

/** Every matter of a kind about some things is settled. */
export async function closeAlertsOn(
  db: Db,
  kind: string,
  subjects: readonly string[],
  at: Instant,
): Promise<void> {
  await db.query(
    `update alert set closed_at = $3 where kind = $1 and subject = any($2) and closed_at is null`,
    [kind, subjects, at],
  );
}

export async function openAlerts(db: Db): Promise<AlertRow[]> {
  return rows(
    db,
    `select id, kind, message, subject, ${instantText('raised_at')} as "raisedAt", null as "closedAt",
       ${instantText('told_at')} as "toldAt"
     from alert where closed_at is null order by raised_at`,
  );
}

/** Open alerts that nobody was told of yet, oldest first. */
export async function untoldAlerts(db: Db, limit = 200): Promise<AlertRow[]> {
  return rows(
    db,
    `select id, kind, message, subject, ${instantText('raised_at')} as "raisedAt", null as "closedAt",
       null as "toldAt"
     from alert where closed_at is null and told_at is null order by raised_at, id limit $1`,
    [limit],
  );
}

/** Notes that staff were told: each alert once. */
export async function markTold(db: Db, ids: readonly string[], at: Instant): Promise<void> {
  await db.query(`update alert set told_at = $2 where id = any($1) and told_at is null`, [ids, at]);
}
