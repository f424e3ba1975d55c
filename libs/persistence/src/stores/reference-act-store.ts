import type { IstatCode } from '@app/domain';
import type { ReferenceActRow } from '../schemas/calendar-rows.js';
import type { Db } from './sql.js';
import { instantText, rows } from './sql.js';

/** Writes down what a person changed in the reference data. Never rewritten: a trigger refuses it. */
export async function noteReferenceAct(
  db: Db,
  act: Omit<ReferenceActRow, 'position'>,
): Promise<void> {
  await db.query(
    `insert into reference_act (at, actor, act, subject, detail) values ($1, $2, $3, $4, $5::jsonb)`,
    [act.at, act.actor, act.act, act.subject, JSON.stringify(act.detail)],
  );
}

/** The latest acts on reference data, the last first. */
export async function referenceActs(db: Db, limit = 200): Promise<ReferenceActRow[]> {
  return rows(
    db,
    `select position::float8 as position, ${instantText('at')} as at, actor, act, subject, detail
     from reference_act order by reference_act.position desc limit $1`,
    [limit],
  );
}

/** The closing days of a municipality, its row locked: two changes at once are one after the other. Null: unknown municipality. */
export async function lockClosingDays(db: Db, istat: IstatCode): Promise<string[] | null> {
  const found = await rows<{ days: string[] }>(
    db,
    `select closing_days as days from municipality where istat = $1 for update`,
    [istat],
  );
  return found[0]?.days ?? null;
}

/** Writes the closing days of a municipality. */
export async function saveClosingDays(
  db: Db,
  istat: IstatCode,
  days: readonly string[],
): Promise<void> {
  await db.query(`update municipality set closing_days = $2::jsonb where istat = $1`, [
    istat,
    JSON.stringify(days),
  ]);
}
