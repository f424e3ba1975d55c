import type { Instant } from '@app/domain';
import type { CursorRow, RawMessageRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, plainJson, plainText, rows } from './sql.js';

export type RawSummary = Omit<RawMessageRow, 'bytes'>;

const SUMMARY = `sha256, position::int as position, size, mailbox, folder, uid::float8 as uid,
  uid_validity as "uidValidity", ${instantText('fetched_at')} as "fetchedAt", state, kind,
  message_id as "messageId", refers_to as "refersTo", ${instantText('certified_at')} as "certifiedAt",
  verdict, reading, signature, dispatch, problem, tries`;

export type NewRaw = Pick<
  RawMessageRow,
  'sha256' | 'bytes' | 'mailbox' | 'folder' | 'uid' | 'uidValidity' | 'fetchedAt'
>;

/** Larger ones are stored one by one: a parameter of its own goes as it is, in an array bytes are written out as text. */
const LARGE_BYTES = 256 * 1024;

/**
 * Stores raw messages, each once, in the order given.
 *
 * @returns digests of those that were not on record
 */
export async function addRaws(db: Db, raws: readonly NewRaw[]): Promise<string[]> {
  const added: string[] = [];
  let small: NewRaw[] = [];
  for (const raw of raws) {
    if (raw.bytes.length <= LARGE_BYTES) {
      small.push(raw);
      continue;
    }
    added.push(...(await addTogether(db, small)), ...(await addAlone(db, raw)));
    small = [];
  }
  return [...added, ...(await addTogether(db, small))];
}

async function addAlone(db: Db, raw: NewRaw): Promise<string[]> {
  const { sha256, bytes, mailbox, folder, uid, uidValidity, fetchedAt } = raw;
  const inserted = await rows<{ sha256: string }>(
    db,
    `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state)
     values ($1, $2::bytea, $3, $4, $5, $6, $7, $8, 'new') on conflict do nothing returning sha256`,
    [sha256, bytes, bytes.length, mailbox, folder, uid, uidValidity, fetchedAt],
  );
  return inserted.map((row) => row.sha256);
}

async function addTogether(db: Db, raws: readonly NewRaw[]): Promise<string[]> {
  if (raws.length === 0) return [];
  const column = <K extends keyof NewRaw>(name: K): NewRaw[K][] => raws.map((raw) => raw[name]);
  const inserted = await rows<{ sha256: string }>(
    db,
    `insert into raw_message (sha256, bytes, size, mailbox, folder, uid, uid_validity, fetched_at, state)
     select m.sha256, m.bytes, length(m.bytes), m.mailbox, m.folder, m.uid, m.uid_validity, m.fetched_at, 'new'
     from unnest($1::text[], $2::bytea[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[])
       with ordinality as m(sha256, bytes, mailbox, folder, uid, uid_validity, fetched_at, place)
     order by m.place on conflict do nothing returning sha256`,
    [
      column('sha256'),
      column('bytes'),
      column('mailbox'),
      column('folder'),
      column('uid'),
      column('uidValidity'),
      column('fetchedAt'),
    ],
  );
  return inserted.map((row) => row.sha256);
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
      plainText(found.messageId),
      plainText(found.refersTo),
      found.certifiedAt,
      found.verdict,
      plainJson(found.reading),
      plainJson(found.signature),
      found.dispatch,
      plainText(found.problem),
    ],
  );
  return count === 1;
}

/** Tries at one message after which a person has to look. */
const MOST_TRIES = 5;

/**
 * A processing error: the message keeps its place; after five tries it is shown in quarantine.
 *
 * @returns whether this try was the last
 */
export async function failRaw(db: Db, sha256: string, problem: string): Promise<boolean> {
  const [failed] = (await db.query(
    `update raw_message set tries = tries + 1, problem = $2,
       state = case when tries + 1 >= $3 then 'quarantined' else state end
     where sha256 = $1 and state = 'new' returning state`,
    [sha256, plainText(problem), MOST_TRIES],
  )) as [{ state: RawMessageRow['state'] }[], number];
  return failed[0]?.state === 'quarantined';
}

/** Puts a message out of quarantine, to be processed once more: after an anchor was added, or a fault mended. */
export async function retryRaw(db: Db, sha256: string): Promise<boolean> {
  const count = await changed(
    db,
    `update raw_message set state = 'new', tries = 0, problem = null
     where sha256 = $1 and state = 'quarantined'`,
    [sha256],
  );
  return count === 1;
}

/** The verified receipts of one attempt, as they were read. */
export async function receiptsOf(
  db: Db,
  messageId: string,
): Promise<{ sha256: string; reading: unknown; signature: unknown }[]> {
  return rows(
    db,
    `select sha256, reading, signature from raw_message
     where dispatch = $1 and state = 'processed' and problem is null order by position`,
    [messageId],
  );
}
