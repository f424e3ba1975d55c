import type { ImapFlow, MailboxObject } from 'imapflow';
import { MailError } from '../errors.js';
import type { FetchedMessage, MailboxCursor } from '../types.js';

/** Bytes of messages held at once. */
const BATCH_BYTES = 4 * 1024 * 1024;

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

export interface Batch {
  readonly messages: readonly FetchedMessage[];
  /** How many of the UIDs asked for are done with, those gone meanwhile included. */
  readonly taken: number;
}

/** Reads the first of these messages, up to 4 MB together and one at least. */
export async function readBatch(
  client: ImapFlow,
  folder: string,
  uidValidity: string,
  uids: readonly number[],
): Promise<Batch> {
  return examine(client, folder, async (box) => {
    if (box.uidValidity.toString() !== uidValidity)
      throw new MailError(
        'uidvalidity-changed',
        `IMAP: UIDVALIDITY of "${folder}" changed from ${uidValidity} to ${box.uidValidity} while reading`,
      );
    const sizes = await client.fetchAll([...uids], { uid: true, size: true }, { uid: true });
    const sizeOf = new Map(sizes.map((one) => [one.uid, one.size ?? 0]));
    const taken = fitting(uids, sizeOf);
    const wanted = uids.slice(0, taken).filter((uid) => sizeOf.has(uid));
    if (wanted.length === 0) return { messages: [], taken };
    const found = await client.fetchAll(wanted, { uid: true, source: true }, { uid: true });
    const messages = found
      .filter((one) => one.source !== undefined && wanted.includes(one.uid))
      .sort((a, b) => a.uid - b.uid)
      .map((one) => ({ folder, uidValidity, uid: one.uid, raw: new Uint8Array(one.source!) }));
    return { messages, taken };
  });
}

function fitting(uids: readonly number[], sizeOf: ReadonlyMap<number, number>): number {
  let bytes = 0;
  let taken = 0;
  for (const uid of uids) {
    bytes += sizeOf.get(uid) ?? 0;
    if (taken > 0 && bytes > BATCH_BYTES) break;
    taken += 1;
  }
  return taken;
}

/** Runs inside the folder opened read-only (EXAMINE): nothing that happens there can set a flag. */
async function examine<T>(
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
