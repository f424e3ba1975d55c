import type { LetterHoldRow } from '../schemas/going-out-rows.js';
import type { LetterRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

const HOLD = `h.letter, h.code, h.reason, ${instantText('h.since')} as since, ${instantText('h.retry_at')} as "retryAt"`;

/** Notes why a letter waits. A hold of the same code keeps its beginning. */
export async function holdLetter(db: Db, hold: LetterHoldRow): Promise<void> {
  await db.query(
    `insert into letter_hold as h (letter, code, reason, since, retry_at) values ($1, $2, $3, $4, $5)
     on conflict (letter) do update set code = excluded.code, reason = excluded.reason, retry_at = excluded.retry_at,
       since = case when h.code = excluded.code then h.since else excluded.since end`,
    [hold.letter, hold.code, hold.reason, hold.since, hold.retryAt],
  );
}

/** The letter waits no longer; it is looked at again when somebody wakes it. */
export async function releaseLetters(db: Db, letters: readonly string[]): Promise<void> {
  await db.query(`delete from letter_hold where letter = any($1)`, [letters]);
}

/** What waits now, and why, oldest first. */
export async function heldLetters(db: Db): Promise<LetterHoldRow[]> {
  return rows(
    db,
    `select ${HOLD} from letter_hold h join letter l on l.id = h.letter and l.state = 'queued'
     order by h.since, h.letter`,
  );
}

/** How many letters wait. */
export async function countHeldLetters(db: Db): Promise<number> {
  const [found] = await rows<{ count: number }>(
    db,
    `select count(*)::int as count from letter_hold h join letter l on l.id = h.letter and l.state = 'queued'`,
  );
  return found?.count ?? 0;
}

export async function holdOf(db: Db, letter: string): Promise<LetterHoldRow | null> {
  const found = await rows<LetterHoldRow>(
    db,
    `select ${HOLD} from letter_hold h join letter l on l.id = h.letter and l.state = 'queued'
     where h.letter = $1`,
    [letter],
  );
  return found[0] ?? null;
}

/** Releases every hold with one of these codes and gives the letters to wake. */
export async function releaseHolds(
  db: Db,
  codes: readonly string[],
  survey: LetterRow['survey'] | null = null,
): Promise<string[]> {
  const result = await db.query(
    `delete from letter_hold h using letter l
     where l.id = h.letter and h.code = any($1) and ($2::text is null or l.survey = $2) returning h.letter`,
    [codes, survey],
  );
  return (result as [{ letter: string }[], number])[0].map(({ letter }) => letter);
}
