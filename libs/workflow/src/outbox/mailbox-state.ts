import type { Instant } from '@app/domain';
import type { Db } from '@app/persistence';
import { setting } from '@app/persistence';

/** What the sending side remembers of a mailbox between letters. */
export interface MailboxState {
  /** A refused login suspends it until a person looks: repeating would lock the account. */
  readonly suspended: { readonly since: Instant; readonly response: string } | null;
  /** Nothing leaves before this instant. */
  readonly pausedUntil: Instant | null;
  /** Throttled or failed answers in a row. */
  readonly failures: number;
  /** Every folder was read up to this instant; what of it could not be read is listed apart (`unreadMessages`). */
  readonly readUpTo: Instant | null;
  /** When a UIDVALIDITY was last seen to change. */
  readonly renumberedAt: Instant | null;
}

const FRESH: MailboxState = {
  suspended: null,
  pausedUntil: null,
  failures: 0,
  readUpTo: null,
  renumberedAt: null,
};

export async function mailboxState(db: Db, mailbox: string): Promise<MailboxState> {
  return { ...FRESH, ...(await setting<Partial<MailboxState>>(db, `mailbox/${mailbox}`)) };
}

/** Changes some of it. One writer a field: the dispatcher, the reader, or an officer who lifts a suspension. */
export async function changeMailboxState(
  db: Db,
  mailbox: string,
  change: Partial<MailboxState>,
): Promise<void> {
  await db.query(
    `insert into setting (key, value) values ($1, $2::jsonb)
     on conflict (key) do update set value = setting.value || excluded.value`,
    [`mailbox/${mailbox}`, JSON.stringify(change)],
  );
}
