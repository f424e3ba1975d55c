import type { AccountRow } from '../schemas/access-rows.js';
import { accountById } from './account-store.js';
import type { Db } from './sql.js';
import { rows } from './sql.js';

/** Opens a session and notes the sign-in. The digest is of a secret that only the browser keeps. */
export async function openSession(db: Db, digest: string, account: string): Promise<void> {
  await db.query(`insert into session (digest, account) values ($1, $2)`, [digest, account]);
  await db.query(`update account set signed_in_at = now() where id = $1`, [account]);
}

/**
 * The enabled account of a session that is neither idle for too long nor too old; null else. Being seen is
 * noted once a minute: a page with twenty requests is one write.
 */
export async function accountOfSession(
  db: Db,
  digest: string,
  limits: { readonly idleMinutes: number; readonly hours: number },
): Promise<AccountRow | null> {
  const found = await rows<{ account: string; stale: boolean }>(
    db,
    `select s.account, s.seen_at < now() - interval '1 minute' as stale
     from session s join account a on a.id = s.account and a.disabled_at is null
     where s.digest = $1 and s.seen_at > now() - make_interval(mins => $2)
       and s.created_at > now() - make_interval(hours => $3)`,
    [digest, limits.idleMinutes, limits.hours],
  );
  const session = found[0];
  if (session === undefined) return null;
  if (session.stale)
    await db.query(`update session set seen_at = now() where digest = $1`, [digest]);
  return accountById(db, session.account);
}

export async function closeSession(db: Db, digest: string): Promise<void> {
  await db.query(`delete from session where digest = $1`, [digest]);
}

/** Ends every session of an account, except one. */
export async function closeSessionsOf(db: Db, account: string, except: string): Promise<void> {
  await db.query(`delete from session where account = $1 and digest <> $2`, [account, except]);
}

/** Adds a one-time link; earlier unused ones of the account end. */
export async function addSignInLink(
  db: Db,
  link: { readonly digest: string; readonly account: string; readonly hours: number },
): Promise<void> {
  await db.query(`delete from sign_in_link where account = $1 and used_at is null`, [link.account]);
  await db.query(
    `insert into sign_in_link (digest, account, expires_at) values ($1, $2, now() + make_interval(hours => $3))`,
    [link.digest, link.account, link.hours],
  );
}

/** Whether the link would still let somebody in. */
export async function isLinkOpen(db: Db, digest: string): Promise<boolean> {
  const found = await rows(
    db,
    `select 1 from sign_in_link where digest = $1 and used_at is null and expires_at > now()`,
    [digest],
  );
  return found.length === 1;
}

/** Uses a link once: of two at the same time one gets in. */
export async function useSignInLink(db: Db, digest: string): Promise<AccountRow | null> {
  const [used] = (await db.query(
    `update sign_in_link set used_at = now()
     where digest = $1 and used_at is null and expires_at > now() returning account`,
    [digest],
  )) as [{ account: string }[], number];
  const account = used[0] === undefined ? null : await accountById(db, used[0].account);
  return account === null || account.disabledAt !== null ? null : account;
}
