import type { ImapFlow, MailboxObject } from 'imapflow';
import { MailError } from '../errors.js';
import type { MailboxCursor } from '../types.js';

export interface Unread {
  readonly uidValidity: string;
  /** Ascending. */
  readonly uids: readonly number[];
}

/** The UIDs after the cursor; all of them when the cursor is of another UIDVALIDITY. */
export async function uidsAfter(
  client: ImapFlow,
  folder: string,
  after: MailboxCursor | null,
): Promise<Unread> {
  return examine(client, folder, async () => {
    // Opened anew: a folder that stayed open doesn't tell of a new UIDVALIDITY nor of all new messages.
    const box = await client.mailboxOpen(folder, { readOnly: true });
    const uidValidity = box.uidValidity.toString();
    const from = after !== null && after.uidValidity === uidValidity ? after.uid : 0;
    if (box.exists === 0) return { uidValidity, uids: [] };
    const found = await client.search({ uid: `${from + 1}:*` }, { uid: true });
    if (!Array.isArray(found))
      throw new MailError('imap-search', `IMAP: the search in "${folder}" was refused`);
    // `n:*` names the last message also when its UID is below n (RFC 3501 §6.4.8).
    const uids = found.filter((uid) => uid > from).sort((a, b) => a - b);
    return { uidValidity, uids };
  });
}

/** Runs inside the folder opened read-only (EXAMINE): nothing that happens there can set a flag. */
export async function examine<T>(
  client: ImapFlow,
  folder: string,
  run: (box: MailboxObject) => Promise<T>,
): Promise<T> {
  const lock = await client.getMailboxLock(folder, { readOnly: true });
  try {
    const box = client.mailbox;
    if (box === false) throw new MailError('imap-folder', `IMAP: folder "${folder}" did not open`);
    return await run(box);
  } finally {
    lock.release();
  }
}

const LOST = new Set(['NoConnection', 'EConnectionClosed', 'ECONNRESET', 'EPIPE', 'ETIMEOUT']);

/** Whether the connection, and not the command, failed. */
export function isConnectionFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && LOST.has(code);
}

/** What the server said of a failed command, else what failed. @example 'NO [SERVERBUG] Internal error' */
export function serverWords(error: unknown): string {
  const fault = error as Partial<Record<string, string>>;
  if (fault['responseText'] === undefined)
    return fault['reason'] === undefined ? (fault['message'] ?? '') : `BYE ${fault['reason']}`;
  const code = fault['serverResponseCode'];
  const words = [fault['responseStatus'], code && `[${code}]`, fault['responseText']];
  return words.filter(Boolean).join(' ');
}
