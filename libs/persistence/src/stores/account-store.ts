import type { AccountRole, AccountRow } from '../schemas/access-rows.js';
import type { Db } from './sql.js';
import { changed, instantText, rows } from './sql.js';

const ACCOUNT = `id, name, role, password_hash as "passwordHash", ${instantText('created_at')} as "createdAt",
  ${instantText('signed_in_at')} as "signedInAt", ${instantText('disabled_at')} as "disabledAt"`;

export async function accounts(db: Db): Promise<AccountRow[]> {
  return rows(db, `select ${ACCOUNT} from account order by disabled_at nulls first, id`);
}

export async function accountById(db: Db, id: string): Promise<AccountRow | null> {
  const found = await rows<AccountRow>(db, `select ${ACCOUNT} from account where id = $1`, [id]);
  return found[0] ?? null;
}

/** Adds an account without a password; false when the name is taken. */
export async function addAccount(
  db: Db,
  account: { readonly id: string; readonly name: string; readonly role: AccountRole },
): Promise<boolean> {
  const added = await rows<{ id: string }>(
    db,
    `insert into account (id, name, role) values ($1, $2, $3) on conflict do nothing returning id`,
    [account.id, account.name, account.role],
  );
  return added.length === 1;
}

export async function setPassword(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.query(`update account set password_hash = $2 where id = $1`, [id, passwordHash]);
}

/**
 * Gives another role. False when there is no such account, or when it would leave nobody who can administer:
 * decided in the one statement, so that two at once can't both succeed.
 */
export async function setRole(db: Db, id: string, role: AccountRole): Promise<boolean> {
  return (
    (await changed(
      db,
      `with others as (
         select id from account where role = 'amministratore' and disabled_at is null and id <> $1 for update)
       update account set role = $2 where id = $1
         and ($2 = 'amministratore' or role <> 'amministratore' or exists (select 1 from others))`,
      [id, role],
    )) === 1
  );
}

/** Disables an account and ends its sessions and links. False as with `setRole`, or when it is disabled already. */
export async function disableAccount(db: Db, id: string): Promise<boolean> {
  const count = await changed(
    db,
    `with others as (
       select id from account where role = 'amministratore' and disabled_at is null and id <> $1 for update)
     update account set disabled_at = now() where id = $1 and disabled_at is null
       and (role <> 'amministratore' or exists (select 1 from others))`,
    [id],
  );
  if (count === 0) return false;
  await db.query(`delete from session where account = $1`, [id]);
  await db.query(`delete from sign_in_link where account = $1 and used_at is null`, [id]);
  return true;
}

export async function enableAccount(db: Db, id: string): Promise<boolean> {
  const sql = `update account set disabled_at = null where id = $1 and disabled_at is not null`;
  return (await changed(db, sql, [id])) === 1;
}
