import type { EntityManager } from 'typeorm';
import type { Instant } from '@app/domain';
import type { UnreadMessage } from '@app/mail';
import type { CursorRow, UnreadRow } from '@app/persistence';
import {
  closeAlert,
  forgetRenumbered,
  forgetUnread,
  keepUnread,
  raiseAlert,
} from '@app/persistence';

const MINUTE = 60_000;
/** The longest pause between two tries. */
const LONGEST_MS = 6 * 60 * MINUTE;

/** How long a message rests after so many tries: a minute, then twice as long each time, up to six hours. */
export const pauseAfterTries = (tries: number): number =>
  Math.min(MINUTE * 2 ** Math.min(tries - 1, 20), LONGEST_MS);

const alertId = ({ mailbox, folder, uidValidity, uid }: CursorRow): string =>
  `unread/${mailbox}/${folder}/${uidValidity}/${uid}`;

/** Keeps a message that can't be read, for the first time or once more, and tells of it once. */
export async function noteUnread(
  tx: EntityManager,
  mailbox: string,
  { folder, uidValidity, uid, size, problem }: UnreadMessage,
  now: Instant,
  before?: UnreadRow,
): Promise<void> {
  const tries = (before?.tries ?? 0) + 1;
  const nextTryAt = new Date(Date.parse(now) + pauseAfterTries(tries)).toISOString() as Instant;
  const row = { mailbox, folder, uidValidity, uid, size, problem, tries, nextTryAt };
  await keepUnread(tx, { ...row, foundAt: before?.foundAt ?? now });
  await raiseAlert(tx, {
    id: alertId(row),
    kind: 'message-unread',
    message: `Messaggio non letto: cartella ${folder}, UID ${uid}: ${problem}. Si riprova da sé; gli altri messaggi si leggono.`,
    subject: mailbox,
    raisedAt: now,
  });
}

/** It was there and is no longer: what it said is not known, so the matter stays until a person closes it. */
export async function noteGone(tx: EntityManager, row: UnreadRow): Promise<void> {
  const problem = `${row.problem}; poi non è più nella cartella (cancellato o spostato)`;
  await keepUnread(tx, { ...row, problem, tries: row.tries + 1, nextTryAt: null });
}

/** It was read at last, or a person closed the matter. False: somebody was first. */
export async function settleUnread(
  tx: EntityManager,
  row: CursorRow,
  now: Instant,
): Promise<boolean> {
  if (!(await forgetUnread(tx, row))) return false;
  await closeAlert(tx, alertId(row), now);
  return true;
}

/** A folder that was renumbered is read from its start: what it had under other numbers comes again. */
export async function settleRenumbered(
  tx: EntityManager,
  cursor: CursorRow,
  now: Instant,
): Promise<void> {
  for (const row of await forgetRenumbered(tx, cursor)) await closeAlert(tx, alertId(row), now);
}
