import type { Instant } from '@app/domain';
import type { LetterHoldRow } from '../schemas/going-out-rows.js';
import type { LetterRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

const HOLD = `h.letter, h.code, h.reason, ${instantText('h.since')} as since, ${instantText('h.retry_at')} as "retryAt"`;

/** Notes why a letter waits. Whatever it waits for next, it keeps its beginning. */
export async function holdLetter(db: Db, hold: LetterHoldRow): Promise<void> {
  await db.query(
    `insert into letter_hold (letter, code, reason, since, retry_at) values ($1, $2, $3, $4, $5)
     on conflict (letter) do update set code = excluded.code, reason = excluded.reason, retry_at = excluded.retry_at`,
    [hold.letter, hold.code, hold.reason, hold.since, hold.retryAt],
  );
}

/** The letter waits no longer. */
export async function releaseLetters(db: Db, letters: readonly string[]): Promise<void> {
  await db.query(`delete from letter_hold where letter = any($1)`, [letters]);
}

/** Lets letters be looked at again at once. What they wait for stays noted until that look. */
export async function wakeLetters(db: Db, letters: readonly string[], at: Instant): Promise<void> {
  await db.query(`update letter_hold set retry_at = $2 where letter = any($1)`, [letters, at]);
}

/** What the last look at the queued letters noted, oldest first. */
export async function heldLetters(db: Db): Promise<LetterHoldRow[]> {
  return rows(
    db,
    `select ${HOLD} from letter_hold h join letter l on l.id = h.letter and l.state = 'queued'
     order by h.since, h.letter`,
  );
}

/** What the last look at a letter noted; null: it does not wait, or nothing has looked at it. */
export async function holdOf(db: Db, letter: string): Promise<LetterHoldRow | null> {
  return (await heldLetters(db)).find((hold) => hold.letter === letter) ?? null;
}

/** Lets every letter that waits for one of these be looked at again at once, and gives them. */
export async function wakeHeld(
  db: Db,
  codes: readonly string[],
  at: Instant,
  survey: LetterRow['survey'] | null = null,
): Promise<string[]> {
  const result = await db.query(
    `update letter_hold h set retry_at = $2 from letter l
     where l.id = h.letter and l.state = 'queued' and h.code = any($1) and ($3::text is null or l.survey = $3)
     returning h.letter`,
    [codes, at, survey],
  );
  return (result as [{ letter: string }[], number])[0].map(({ letter }) => letter);
}
