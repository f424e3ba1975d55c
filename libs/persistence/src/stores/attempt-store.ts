import type { Db } from './sql.js';
import { rows } from './sql.js';

/** How many attempts at once, and how long until each of them is given back. */
export interface AttemptRule {
  readonly burst: number;
  readonly everySeconds: number;
}

/** An allowance: a key of its own, under a rule. */
export interface Allowance extends AttemptRule {
  readonly key: string;
}

/**
 * Takes one attempt of an allowance (GCRA: the moment until which it is used moves on by one interval, and may be at most `burst`
 * intervals ahead). One statement on one locked row: of any number at the same time, in any number of processes, only as many get
 * one as there are.
 *
 * @returns 0 when it was taken; else the seconds until there is one again
 */
export async function takeAttempt(db: Db, allowance: Allowance): Promise<number> {
  const { key, burst, everySeconds } = allowance;
  const taken = await rows(
    db,
    `insert into attempt as a (key, used_until) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (key) do update
       set used_until = greatest(a.used_until, clock_timestamp()) + make_interval(secs => $2)
       where a.used_until <= clock_timestamp() + make_interval(secs => $2::float8 * ($3::int - 1))
     returning 1`,
    [key, everySeconds, burst],
  );
  if (taken.length === 1) return 0;
  const found = await rows<{ wait: number }>(
    db,
    `select ceil(extract(epoch from used_until - clock_timestamp()) - $2::float8 * ($3::int - 1))::int as wait
     from attempt where key = $1`,
    [key, everySeconds, burst],
  );
  return Math.max(1, found[0]?.wait ?? 1);
}

/** Gives back an attempt that was none: the secret was right, or another allowance had none left. */
export async function giveBackAttempt(db: Db, { key, everySeconds }: Allowance): Promise<void> {
  const sql = `update attempt set used_until = used_until - make_interval(secs => $2) where key = $1`;
  await db.query(sql, [key, everySeconds]);
}

/** Gives back all of an allowance. */
export async function giveBackAll(db: Db, { key }: Allowance): Promise<void> {
  await db.query(`delete from attempt where key = $1`, [key]);
}

/** Forgets what says nothing any more: allowances that are whole again, and devices not seen for that long. */
export async function forgetOld(db: Db, deviceDays: number): Promise<void> {
  await db.query(`delete from attempt where used_until < clock_timestamp()`);
  const sql = `delete from known_device where seen_at < now() - make_interval(days => $1)`;
  await db.query(sql, [deviceDays]);
}

/** Whether somebody signed in to this account from this browser, in that many days. */
export async function isKnownDevice(
  db: Db,
  device: { readonly digest: string; readonly account: string; readonly days: number },
): Promise<boolean> {
  const found = await rows(
    db,
    `select 1 from known_device
     where digest = $1 and account = $2 and seen_at > now() - make_interval(days => $3)`,
    [device.digest, device.account, device.days],
  );
  return found.length === 1;
}

/** Knows a browser by a new secret, for this account and those it was known for by the old one. */
export async function rememberDevice(
  db: Db,
  device: { readonly old: string | null; readonly digest: string; readonly account: string },
): Promise<void> {
  await db.query(`update known_device set digest = $2 where digest = $1`, [
    device.old,
    device.digest,
  ]);
  await db.query(
    `insert into known_device (digest, account) values ($1, $2)
     on conflict (digest, account) do update set seen_at = now()`,
    [device.digest, device.account],
  );
}
