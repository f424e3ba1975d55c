import type { Instant } from '@app/domain';
import type { CalendarFeedRow } from '../schemas/calendar-rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

const COLUMNS = `id, digest, scope, target, label, created_by as "createdBy",
  ${instantText('created_at')} as "createdAt", revoked_by as "revokedBy",
  ${instantText('revoked_at')} as "revokedAt", ${instantText('read_at')} as "readAt"`;

/** Adds a calendar to subscribe to. */
export async function addCalendarFeed(
  db: Db,
  feed: Omit<CalendarFeedRow, 'revokedBy' | 'revokedAt' | 'readAt'>,
): Promise<void> {
  await db.query(
    `insert into calendar_feed (id, digest, scope, target, label, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [feed.id, feed.digest, feed.scope, feed.target, feed.label, feed.createdBy, feed.createdAt],
  );
}

/** All calendars, those in force first, the newest first. */
export async function calendarFeeds(db: Db): Promise<CalendarFeedRow[]> {
  return rows(
    db,
    `select ${COLUMNS} from calendar_feed order by revoked_at is not null, calendar_feed.created_at desc, id`,
  );
}

/** The calendar in force with that digest of a token, or null. Notes that it was read, at most once an hour. */
export async function readCalendarFeed(
  db: Db,
  digest: string,
  now: Instant,
): Promise<CalendarFeedRow | null> {
  const found = await rows<CalendarFeedRow>(
    db,
    `select ${COLUMNS} from calendar_feed where digest = $1 and revoked_at is null`,
    [digest],
  );
  const feed = found[0];
  if (feed === undefined) return null;
  await db.query(
    `update calendar_feed set read_at = $2
     where id = $1 and (read_at is null or read_at < $2::timestamptz - interval '1 hour')`,
    [feed.id, now],
  );
  return feed;
}

/** Ends a calendar; false when it was ended already or never was. */
export async function revokeCalendarFeed(
  db: Db,
  id: string,
  by: string,
  at: Instant,
): Promise<boolean> {
  const count = await changed(
    db,
    `update calendar_feed set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null`,
    [id, by, at],
  );
  return count === 1;
}
