import type { Instant } from '@app/domain';
import type { CursorRow, UnreadRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

const COLUMNS = `mailbox, folder, uid_validity as "uidValidity", uid::float8 as uid, size::float8 as size, problem,
  ${instantText('found_at')} as "foundAt", tries, ${instantText('next_try_at')} as "nextTryAt"`;

const PLACE = 'mailbox = $1 and folder = $2 and uid_validity = $3 and uid = $4';
const placeOf = ({ mailbox, folder, uidValidity, uid }: CursorRow): unknown[] => [
  mailbox,
  folder,
  uidValidity,
  uid,
];

/** Keeps a message that could not be read, or what became of one more try at it. */
export async function keepUnread(db: Db, row: UnreadRow): Promise<void> {
  await db.query(
    `insert into mailbox_unread (mailbox, folder, uid_validity, uid, size, problem, found_at, tries, next_try_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (mailbox, folder, uid_validity, uid) do update set size = excluded.size, problem = excluded.problem,
       tries = excluded.tries, next_try_at = excluded.next_try_at`,
    [...placeOf(row), row.size, row.problem, row.foundAt, row.tries, row.nextTryAt],
  );
}

/** What of a mailbox could not be read, the longest known first. */
export async function unreadMessages(db: Db, mailbox: string): Promise<UnreadRow[]> {
  return rows(
    db,
    `select ${COLUMNS} from mailbox_unread where mailbox = $1 order by mailbox_unread.found_at, folder, uid`,
    [mailbox],
  );
}

/** Those whose time to be tried again has come. */
export async function dueUnread(
  db: Db,
  mailbox: string,
  now: Instant,
  limit: number,
): Promise<UnreadRow[]> {
  return rows(
    db,
    `select ${COLUMNS} from mailbox_unread where mailbox = $1 and next_try_at <= $2
     order by next_try_at limit $3`,
    [mailbox, now, limit],
  );
}

/** The matter is settled. False: it was settled already. */
export async function forgetUnread(db: Db, place: CursorRow): Promise<boolean> {
  return (
    (await changed(
      db,
      `delete from mailbox_unread where ${PLACE} returning uid`,
      placeOf(place),
    )) === 1
  );
}

/** Forgets what a folder had under other numbers than these, and gives it: the folder is read from its start. */
export async function forgetRenumbered(
  db: Db,
  { mailbox, folder, uidValidity }: CursorRow,
): Promise<UnreadRow[]> {
  const [gone] = (await db.query(
    `delete from mailbox_unread where mailbox = $1 and folder = $2 and uid_validity <> $3 returning ${COLUMNS}`,
    [mailbox, folder, uidValidity],
  )) as [UnreadRow[], number];
  return gone;
}

/** How many messages of a mailbox, found after an instant, have not been understood: any may be a receipt. */
export async function countNotUnderstood(db: Db, mailbox: string, after: Instant): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    `select ((select count(*) from mailbox_unread where mailbox = $1 and found_at >= $2)
       + (select count(*) from raw_message where mailbox = $1 and fetched_at >= $2
          and (state = 'new' or state = 'quarantined' and kind is null)))::int as count`,
    [mailbox, after],
  );
  return found!.count;
}
