import type { Instant, IstatCode, LocalDate, SentLetterRef } from '@app/domain';
import type { LetterRow, LetterState, ReminderRow } from '../schemas/rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

/** The columns of a letter as its row has them. */
export const LETTER_COLUMNS = `id, municipality, survey, obligation, obligations, rung, due_version as "dueVersion", template,
  target::text as target, ${instantText('decided_at')} as "decidedAt", state, subject,
  template_version as "templateVersion", token, parts, reason, planned_address as "plannedAddress",
  ${instantText('not_before')} as "notBefore", repeats`;

/** Adds letters; one with the same id is on its way already. Returns how many were new. */
export async function addLetters(db: Db, letters: readonly LetterRow[]): Promise<number> {
  if (letters.length === 0) return 0;
  const inserted = await rows<{ id: string }>(
    db,
    `insert into letter (id, municipality, survey, obligation, obligations, rung, due_version, template, target,
       decided_at, state, token, planned_address, repeats)
     select l.id, l.municipality, l.survey, l.obligation, l.obligations, l.rung, l."dueVersion", l.template, l.target,
       l."decidedAt", l.state, l.token, l."plannedAddress", l.repeats
     from jsonb_to_recordset($1::jsonb) as l(id text, municipality text, survey text, obligation text, obligations jsonb,
       rung text, "dueVersion" int, template text, target date, "decidedAt" timestamptz, state text, token text,
       "plannedAddress" text, repeats text)
     on conflict do nothing returning id`,
    [JSON.stringify(letters)],
  );
  return inserted.length;
}

/**
 * Writes what the tick decided of each rung: one line for each (municipality, obligation, rung, due version). What an
 * officer brings back is decided again: the last word stands.
 */
export async function addReminders(db: Db, reminders: readonly ReminderRow[]): Promise<void> {
  if (reminders.length === 0) return;
  await db.query(
    `insert into reminder (municipality, obligation, rung, due_version, action, code, reason, target, decided_at, letter)
     select r.municipality, r.obligation, r.rung, r."dueVersion", r.action, r.code, r.reason, r.target,
       r."decidedAt", r.letter
     from jsonb_to_recordset($1::jsonb) as r(municipality text, obligation text, rung text,
       "dueVersion" int, action text, code text, reason text, target date, "decidedAt" timestamptz, letter text)
     on conflict (municipality, obligation, rung, due_version) do update set action = excluded.action,
       code = excluded.code, reason = excluded.reason, target = excluded.target,
       decided_at = excluded.decided_at, letter = excluded.letter`,
    [JSON.stringify(reminders)],
  );
}

export async function letterById(db: Db, id: string): Promise<LetterRow | null> {
  const found = await rows<LetterRow>(db, `select ${LETTER_COLUMNS} from letter where id = $1`, [
    id,
  ]);
  return found[0] ?? null;
}

/** Which of these are ids of letters. */
export async function knownLetters(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(db, `select id from letter where id = any($1)`, [ids]);
  return new Set(found.map(({ id }) => id));
}

export async function lettersById(db: Db, ids: readonly string[]): Promise<LetterRow[]> {
  return rows<LetterRow>(db, `select ${LETTER_COLUMNS} from letter where id = any($1)`, [ids]);
}

/** The letter that repeats another one; null: none. */
export async function repetitionOf(db: Db, id: string): Promise<LetterRow | null> {
  const found = await rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter where repeats = $1 and state <> 'withdrawn' order by decided_at desc limit 1`,
    [id],
  );
  return found[0] ?? null;
}

/** Letters that still have to leave, oldest first: what the queue is re-derived from. */
export async function queuedLetters(db: Db, limit = 1000): Promise<LetterRow[]> {
  return lettersIn(db, 'queued', limit);
}

/** Letters that have not begun to leave, oldest first: queued, with no attempt on its way or in doubt. */
export async function waitingToLeave(db: Db): Promise<LetterRow[]> {
  return rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter where state = 'queued' and not exists (
       select 1 from dispatch d where d.letter = letter.id and d.state not in ('queued', 'abandoned'))
     order by decided_at, id`,
  );
}

/** Letters in a state, oldest first. */
export async function lettersIn(db: Db, state: LetterState, limit = 10_000): Promise<LetterRow[]> {
  return rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter where state = $1 order by decided_at, id limit $2`,
    [state, limit],
  );
}

export async function lettersOf(db: Db, municipality: IstatCode): Promise<LetterRow[]> {
  return rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter where municipality = $1 order by decided_at, id`,
    [municipality],
  );
}

/** Letters of one rung that were decided for one day of Rome. */
export interface LetterCount {
  readonly obligation: string;
  readonly rung: string;
  readonly day: LocalDate;
  /** When the first of them was decided. */
  readonly at: Instant;
  readonly withdrawn: boolean;
  /** All of them have left. */
  readonly done: boolean;
  readonly count: number;
  /** Why the first of them was withdrawn. */
  readonly reason: string | null;
}

/** Letters of a survey decided from one moment to another, both included, counted by rung and day; those withdrawn apart. */
export async function countLetters(
  db: Db,
  survey: string,
  from: Instant,
  to: Instant,
): Promise<LetterCount[]> {
  return rows(
    db,
    `select obligation, rung, to_char(day, 'YYYY-MM-DD') as day, ${instantText('min(decided_at)')} as at, withdrawn,
       bool_and(state in ('sent', 'delivered', 'failed')) as done, count(*)::int as count,
       case when withdrawn then (array_agg(reason order by decided_at, id))[1] end as reason
     from (select obligation, rung, date_trunc('day', decided_at at time zone 'Europe/Rome') as day, decided_at,
         state, state = 'withdrawn' as withdrawn, reason, id
       from letter where survey = $1 and decided_at between $2 and $3) l
     group by obligation, rung, day, withdrawn order by day, obligation, rung, withdrawn`,
    [survey, from, to],
  );
}

export async function allLetters(db: Db, limit = 1000): Promise<LetterRow[]> {
  return rows<LetterRow>(
    db,
    `select ${LETTER_COLUMNS} from letter order by decided_at desc, id limit $1`,
    [limit],
  );
}

/** Keeps what was rendered, with the letter still queued. */
export async function saveRendering(
  db: Db,
  id: string,
  rendering: Pick<LetterRow, 'subject' | 'templateVersion' | 'parts'>,
): Promise<void> {
  await db.query(
    `update letter set subject = $2, template_version = $3, parts = $4 where id = $1`,
    [id, rendering.subject, rendering.templateVersion, JSON.stringify(rendering.parts)],
  );
}

/** Moves a letter from one state to another; false when it was elsewhere. Back in the queue, it has no reason to stand still. */
export async function moveLetter(
  db: Db,
  id: string,
  from: readonly LetterState[],
  to: LetterState,
  reason: string | null = null,
): Promise<boolean> {
  const count = await changed(
    db,
    `update letter set state = $3,
       reason = case $3 when 'queued' then null else coalesce($4, reason) end
     where id = $1 and state = any($2)`,
    [id, from, to, reason],
  );
  return count === 1;
}

/** What letters that left can be recognised by in a reply: our ids, the provider's, the token, and the last registration in our protocol. */
export async function sentLetterRefs(db: Db): Promise<SentLetterRef[]> {
  return rows<SentLetterRef>(
    db,
    `select l.id as letter, l.municipality, l.token,
       (select jsonb_agg(regexp_replace(o.value, '^.*/', '')) from jsonb_array_elements_text(l.obligations) o) as rounds,
       coalesce((select jsonb_agg(m.id) from dispatch d,
         lateral (values (d.message_id), (d.provider_id)) as m(id)
         where d.letter = l.id and m.id is not null), '[]') as "messageIds",
       e.number as protocol, e.date::text as "protocolDate", e.aoo as "protocolArea"
     from letter l
       left join lateral (select p.number, p.date, p.aoo from protocol_entry p
         where p.letter = l.id order by p.position desc limit 1) e on true
     where exists (select 1 from dispatch d where d.letter = l.id)
     order by l.decided_at`,
  );
}

/** Letters that left for a municipality, the newest first, as they left: what a quotation is compared with. */
export async function sentLetters(
  db: Db,
  municipality: IstatCode,
  limit = 6,
): Promise<{ letter: string; raw: Buffer }[]> {
  return rows(
    db,
    `select d.letter, d.raw from dispatch d join letter l on l.id = d.letter
     where l.municipality = $1 order by d.created_at desc limit $2`,
    [municipality, limit],
  );
}

/**
 * Queued letters that may leave at this instant: no attempt is under way, in doubt, or waiting for its time, and they
 * wait for no person's act.
 * In the order of the day that they are for; among those of one day, what failed before comes last, so that one that
 * nobody takes holds up no other.
 */
export async function sendableLetters(db: Db, now: Instant, limit = 1000): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `select l.id from letter l where l.state = 'queued' and (l.not_before is null or l.not_before <= $1)
       and not exists (
         select 1 from dispatch d where d.letter = l.id and (
           d.state not in ('queued', 'abandoned') or (d.state = 'queued' and d.next_try_at > $1)))
       and not exists (
         select 1 from letter_hold h where h.letter = l.id and (h.retry_at is null or h.retry_at > $1))
     order by l.target, (select max(d.tries) from dispatch d where d.letter = l.id and d.state = 'queued') nulls first,
       l.decided_at, l.id limit $2`,
    [now, limit],
  );
  return found.map((row) => row.id);
}

/** Holds a letter until its sending window opens; it stays queued. */
export async function deferLetter(db: Db, id: string, until: Instant): Promise<void> {
  await db.query(`update letter set not_before = $2 where id = $1 and state = 'queued'`, [
    id,
    until,
  ]);
}
