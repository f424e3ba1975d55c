import type { Instant, LocalDate } from '@app/domain';
import type { DeputyRow, GoingOutActRow } from '../schemas/going-out-rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

const DEPUTY = `id, absent, deputy, valid_from::text as "validFrom", valid_to::text as "validTo",
  recorded_by as "recordedBy", ${instantText('recorded_at')} as "recordedAt", revoked_by as "revokedBy",
  ${instantText('revoked_at')} as "revokedAt"`;

export async function addDeputy(
  db: Db,
  deputy: Omit<DeputyRow, 'revokedBy' | 'revokedAt'>,
): Promise<void> {
  await db.query(
    `insert into deputy (id, absent, deputy, valid_from, valid_to, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      deputy.id,
      deputy.absent,
      deputy.deputy,
      deputy.validFrom,
      deputy.validTo,
      deputy.recordedBy,
      deputy.recordedAt,
    ],
  );
}

/** Ends a deputy's mandate. False when it had ended already. */
export async function revokeDeputy(db: Db, id: string, by: string, at: Instant): Promise<boolean> {
  const count = await changed(
    db,
    `update deputy set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null`,
    [id, by, at],
  );
  return count === 1;
}

/** Mandates that hold on a day or begin later, first to begin first. */
export async function deputiesFrom(db: Db, day: LocalDate): Promise<DeputyRow[]> {
  return rows(
    db,
    `select ${DEPUTY} from deputy where revoked_at is null and valid_to >= $1 order by valid_from, id`,
    [day],
  );
}

/** Writes down who did what, and when. Never changed. */
export async function noteAct(db: Db, act: Omit<GoingOutActRow, 'position'>): Promise<void> {
  await db.query(
    `insert into going_out_act (at, actor, act, detail) values ($1, $2, $3, $4::jsonb)`,
    [act.at, act.actor, act.act, JSON.stringify(act.detail)],
  );
}

/** The acts, newest first. */
export async function goingOutActs(db: Db, limit = 200): Promise<GoingOutActRow[]> {
  return rows(
    db,
    `select position::float8 as position, ${instantText('at')} as at, actor, act, detail
     from going_out_act order by going_out_act.position desc limit $1`,
    [limit],
  );
}

/** How letters go out: in trial only to the addresses allowed, or to everyone. */
export interface GoingOutState {
  readonly trial: boolean;
  /** Lower case. */
  readonly allowList: readonly string[];
  /** When and by whom trial was last switched on or off; null: never, it is as installed. */
  readonly changedAt: Instant | null;
  readonly changedBy: string | null;
}

/** The state on record, or null when nobody has changed how it was installed. */
export async function goingOutState(db: Db): Promise<GoingOutState | null> {
  const found = await rows<{ value: GoingOutState }>(
    db,
    `select value from setting where key = 'going-out'`,
  );
  return found[0]?.value ?? null;
}

/**
 * Writes the state where it still is what the caller saw, in one statement: of two at once one counts.
 *
 * @returns false when somebody changed it meanwhile
 */
export async function replaceGoingOutState(
  db: Db,
  seen: GoingOutState | null,
  next: GoingOutState,
): Promise<boolean> {
  if (seen === null) {
    const added = await rows<{ key: string }>(
      db,
      `insert into setting (key, value) values ('going-out', $1::jsonb) on conflict do nothing returning key`,
      [JSON.stringify(next)],
    );
    return added.length === 1;
  }
  const count = await changed(
    db,
    `update setting set value = $2::jsonb where key = 'going-out' and value = $1::jsonb`,
    [JSON.stringify(seen), JSON.stringify(next)],
  );
  return count === 1;
}
