import type { Instant } from '@app/domain';
import type { CursorRow, RawMessageRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

export type RawSummary = Omit<RawMessageRow, 'bytes'>;

const SUMMARY = `sha256, position::int as position, size, mailbox, folder, uid::float8 as uid,
  uid_validity as "uidValidity", ${instantText('fetched_at')} as "fetchedAt", state, kind,
  message_id as "messageId", refers_to as "refersTo", ${instantText('certified_at')} as "certifiedAt",
  verdict, reading, signature, dispatch, problem, tries`;

export type NewRaw = Pick<
  RawMessageRow,
  'sha256' | 'bytes' | 'mailbox' | 'folder' | 'uid' | 'uidValidity' | 'fetchedAt'
>;

/** Stores a raw message once. False: the same bytes are on record already. */
export async function addRaw(db: Db, raw: NewRaw): Promise<boolean> {
  const inserted = await rows<{ sha256: string }>(
    db,
    `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'new') on conflict do nothing returning sha256`,
    [
      raw.sha256,
      raw.bytes,
      raw.bytes.length,
      raw.mailbox,
      raw.folder,
      raw.uid,
      raw.uidValidity,
      raw.fetchedAt,
    ],
  );
  return inserted.length === 1;
}

export async function cursorOf(db: Db, mailbox: string, folder: string): Promise<CursorRow | null> {
  const found = await rows<CursorRow>(
    db,
    `select mailbox, folder, uid_validity as "uidValidity", uid::float8 as uid
     from mailbox_cursor where mailbox = $1 and folder = $2`,
    [mailbox, folder],
  );
  return found[0] ?? null;
}

/** Notes where reading left off. In the transaction that stores the messages, never before. */
export async function saveCursor(db: Db, cursor: CursorRow): Promise<void> {
  await db.query(
    `insert into mailbox_cursor (mailbox, folder, uid_validity, uid) values ($1, $2, $3, $4)
     on conflict (mailbox, folder) do update set uid_validity = excluded.uid_validity, uid = excluded.uid`,
    [cursor.mailbox, cursor.folder, cursor.uidValidity, cursor.uid],
  );
}

/** Messages still to be processed, in the order of their arrival. */
export async function newRaw(db: Db, limit = 500): Promise<RawSummary[]> {
  return rows(
    db,
    `select ${SUMMARY} from raw_message where state = 'new' order by position limit $1`,
    [limit],
  );
}

export async function rawBytes(db: Db, sha256: string): Promise<Buffer | null> {
  const found = await rows<{ bytes: Buffer }>(
    db,
    `select bytes from raw_message where sha256 = $1`,
    [sha256],
  );
  return found[0]?.bytes ?? null;
}

export async function rawById(db: Db, sha256: string): Promise<RawSummary | null> {
  const found = await rows<RawSummary>(db, `select ${SUMMARY} from raw_message where sha256 = $1`, [
    sha256,
  ]);
  return found[0] ?? null;
}

/** Messages that speak of these dispatches, oldest first. */
export async function rawOfDispatches(
  db: Db,
  messageIds: readonly string[],
): Promise<RawSummary[]> {
  return rows(
    db,
    `select ${SUMMARY} from raw_message where dispatch = any($1) order by certified_at nulls last, position`,
    [messageIds],
  );
}

export async function rawInState(db: Db, state: RawMessageRow['state']): Promise<RawSummary[]> {
  return rows(
    db,
    `select ${SUMMARY} from raw_message where state = $1 order by position desc limit 500`,
    [state],
  );
}

/** What processing found. Only a message that is still new moves: two workers can't both finish it. */
export async function finishRaw(
  db: Db,
  sha256: string,
  found: {
    readonly state: 'processed' | 'quarantined';
    readonly kind: string;
    readonly messageId: string | null;
    readonly refersTo: string | null;
    readonly certifiedAt: Instant | null;
    readonly verdict: string;
    readonly reading: unknown;
    readonly signature: unknown;
    readonly dispatch: string | null;
    readonly problem: string | null;
  },
): Promise<boolean> {
  const count = await changed(
    db,
    `update raw_message set state = $2, kind = $3, message_id = $4, refers_to = $5, certified_at = $6,
       verdict = $7, reading = $8::jsonb, signature = $9::jsonb, dispatch = $10, problem = $11
     where sha256 = $1 and state = 'new'`,
    [
      sha256,
      found.state,
      found.kind,
      found.messageId,
      found.refersTo,
      found.certifiedAt,
      found.verdict,
      JSON.stringify(found.reading),
      JSON.stringify(found.signature),
      found.dispatch,
      found.problem,
    ],
  );
  return count === 1;
}

/** A processing error: the message keeps its place; after five tries it is shown in quarantine. */
export async function failRaw(db: Db, sha256: string, problem: string): Promise<void> {
  await db.query(
    `update raw_message set tries = tries + 1, problem = $2,
       state = case when tries + 1 >= 5 then 'quarantined' else state end
     where sha256 = $1 and state = 'new'`,
    [sha256, problem],
  );
}
