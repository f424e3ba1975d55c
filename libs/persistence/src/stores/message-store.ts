import type { Instant } from '@app/domain';
import type { RawMessageRow, ReplyState } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

/** A received message with what it turned out to be. */
export interface MessageFate {
  readonly sha256: string;
  readonly state: RawMessageRow['state'];
  readonly kind: string | null;
  readonly problem: string | null;
  readonly mailbox: string;
  readonly folder: string;
  readonly size: number;
  readonly fetchedAt: Instant;
  readonly certifiedAt: Instant | null;
  readonly tries: number;
  /** As the message writes them. */
  readonly subject: string | null;
  readonly sender: string | null;
  /** The letter of ours that it is a receipt of. */
  readonly letter: string | null;
  /** What it is in the inbox, where it is a reply. */
  readonly reply: { readonly state: ReplyState; readonly municipality: string | null } | null;
}

const FATE = `m.sha256, m.state, m.kind, m.problem, m.mailbox, m.folder, m.size, m.tries,
  ${instantText('m.fetched_at')} as "fetchedAt", ${instantText('m.certified_at')} as "certifiedAt",
  coalesce(m.reading->'inner'->>'subject', m.reading->>'subject') as subject,
  coalesce(m.reading->>'sender', m.reading->>'from') as sender, d.letter,
  case when r.sha256 is null then null
    else jsonb_build_object('state', r.state, 'municipality', r.municipality) end as reply`;
const FROM = `raw_message m left join dispatch d on d.message_id = m.dispatch
  left join reply r on r.sha256 = m.sha256`;

/** What became of these messages, in no order; those that are not there are left out. */
export async function fatesOf(db: Db, digests: readonly string[]): Promise<MessageFate[]> {
  return rows(db, `select ${FATE} from ${FROM} where m.sha256 = any($1)`, [digests]);
}

/** A page of the quarantine, latest first, with the number of all. */
export async function quarantine(
  db: Db,
  limit: number,
  offset: number,
): Promise<{ total: number; messages: MessageFate[] }> {
  const [counted] = await rows<{ total: number }>(
    db,
    `select count(*)::int as total from raw_message where state = 'quarantined'`,
  );
  const messages = await rows<MessageFate>(
    db,
    `select ${FATE} from ${FROM} where m.state = 'quarantined'
     order by m.position desc limit $1 offset $2`,
    [limit, offset],
  );
  return { total: counted?.total ?? 0, messages };
}

/** A person has looked and nothing is to be done: it leaves the quarantine, and changes nothing still. */
export async function fileQuarantined(db: Db, sha256: string): Promise<boolean> {
  const count = await changed(
    db,
    `update raw_message set state = 'processed' where sha256 = $1 and state = 'quarantined'`,
    [sha256],
  );
  return count === 1;
}
