import type { ImapFlow } from 'imapflow';
import { MailError } from '../errors.js';
import {
  isUnread,
  Mailbox,
  type FetchedMessage,
  type MailboxCursor,
  type MailboxQuota,
  type MessagePlace,
  type UnreadMessage,
} from '../types.js';
import { IMAP_TIMEOUT_MS, openImap, type ImapConnection } from './imap-client.js';
import { isFetchFault, readBatch, readOne, type Batch } from './imap-fetch.js';
import { isConnectionFault, serverWords, uidsAfter } from './imap-read.js';
import { chooseFolders, sentFolder } from './imap-folders.js';
import { watchImap } from './imap-watch.js';

export interface ImapOptions extends ImapConnection {
  /** Folders to read where they exist; names as people see them. Default INBOX and Ricevute. */
  readonly folders?: readonly string[];
  /** Folder of sent copies; default the one the server marks `\Sent`, else a usual name. */
  readonly sent?: string;
  /** The poll behind IDLE, for folders that IDLE doesn't cover. Default 60 s. */
  readonly pollMs?: number;
  /** Waits between attempts to connect; the last one repeats. */
  readonly backoffMs?: readonly number[];
}

/** Messages in one batch: what another client deletes meanwhile is then noticed soon. */
const BATCH_MESSAGES = 100;

/**
 * Messages in a row that could not be read, after which the fault is the mailbox's: the rest waits for the next look, so
 * that a server that drops each connection is not called without pause, nor each of its messages told.
 */
const MOST_IN_A_ROW = 5;

const BACKOFF = [500, 2000, 10_000, 60_000, 300_000];

/**
 * A mailbox by IMAP, read without touching it: EXAMINE, BODY.PEEK, a UID cursor under its UIDVALIDITY. Memory is
 * bounded by a batch (4 MB or one message), whatever the mailbox holds.
 */
export class ImapMailbox extends Mailbox {
  private client: ImapFlow | null = null;
  private opening: Promise<ImapFlow> | null = null;
  private refused: MailError | null = null;
  private closed = false;

  constructor(private readonly options: ImapOptions) {
    super();
  }

  async folders(): Promise<readonly string[]> {
    return this.run(async (client) =>
      chooseFolders(await client.list(), this.options.folders ?? ['INBOX', 'Ricevute']),
    );
  }

  async *fetch(
    folder: string,
    after: MailboxCursor | null,
    limit: number,
  ): AsyncIterable<FetchedMessage | UnreadMessage> {
    const start = await this.run((client) => uidsAfter(client, folder, after));
    const { uidValidity } = start;
    const uids = start.uids.slice(0, limit);
    for (let at = 0; at < uids.length;) {
      const some = uids.slice(at, at + BATCH_MESSAGES);
      const batch = await this.#batch(folder, uidValidity, some);
      at += batch?.taken ?? some.length;
      yield* batch?.messages ?? this.#oneByOne(some.map((uid) => ({ folder, uidValidity, uid })));
    }
  }

  /** Several messages by one command, or null when it failed: then one of them may be at fault. */
  async #batch(folder: string, validity: string, uids: readonly number[]): Promise<Batch | null> {
    try {
      return await this.run((client) => readBatch(client, folder, validity, uids));
    } catch (error) {
      if (isFetchFault(error)) return null;
      throw error;
    }
  }

  async *#oneByOne(places: readonly MessagePlace[]): AsyncIterable<FetchedMessage | UnreadMessage> {
    let inRow = 0;
    for (const place of places) {
      const one = await this.again(place);
      if (one === null) continue;
      yield one;
      inRow = isUnread(one) ? inRow + 1 : 0;
      if (isUnread(one) && inRow === MOST_IN_A_ROW)
        throw new MailError(
          'imap-fetch',
          `IMAP: ${inRow} messages in a row of "${place.folder}" can't be read, the last of UID ${place.uid}: ${one.problem}`,
        );
    }
  }

  /** One message by itself. That the connection ends on it is the message's fault only where its folder had opened. */
  async again(place: MessagePlace): Promise<FetchedMessage | UnreadMessage | null> {
    try {
      return await this.run((client) => readOne(client, place), 1);
    } catch (error) {
      if (!isFetchFault(error)) throw error;
      return { ...place, size: null, problem: ((error as Error).cause as Error).message };
    }
  }

  async appendSent(raw: Uint8Array): Promise<void> {
    await this.run(async (client) => {
      const path = await sentFolder(client, this.options.sent);
      const done = await client.append(path, Buffer.from(raw), ['\\Seen']);
      if (done === false)
        throw new MailError('append-refused', `IMAP: the copy was not taken into "${path}"`);
    }, 1);
  }

  async sentHas(messageId: string): Promise<boolean> {
    const wanted = messageId.replace(/^<|>$/g, '');
    return this.run(async (client) => {
      const lock = await client.getMailboxLock(await sentFolder(client, this.options.sent), {
        readOnly: true,
      });
      try {
        const uids = await client.search({ header: { 'message-id': wanted } }, { uid: true });
        if (!Array.isArray(uids) || uids.length === 0) return false;
        const found = await client.fetchAll(uids, { envelope: true }, { uid: true });
        return found.some((one) => one.envelope?.messageId?.replace(/^<|>$/g, '') === wanted);
      } finally {
        lock.release();
      }
    });
  }

  async quota(): Promise<MailboxQuota | null> {
    const quota = await this.run((client) => client.getQuota('INBOX'));
    if (quota === false || quota.storage === undefined) return null;
    const usedBytes = Number(quota.storage.usage ?? 0);
    const limitBytes = Number(quota.storage.limit ?? 0);
    if (limitBytes <= 0) return null;
    return { usedBytes, limitBytes, usedShare: usedBytes / limitBytes };
  }

  watch(onNew: () => Promise<void>, signal: AbortSignal): Promise<void> {
    return watchImap(this.options, this.backoff, onNew, signal);
  }

  async close(): Promise<void> {
    this.closed = true;
    const client = this.client;
    this.client = null;
    if (client?.usable) await client.logout();
  }

  private get backoff(): readonly number[] {
    return this.options.backoffMs ?? BACKOFF;
  }

  /**
   * Runs a command on the connection, opening one when there is none. Reading may be repeated: a connection
   * lost on the way is opened again once.
   */
  private async run<T>(command: (client: ImapFlow) => Promise<T>, attempts = 2): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const client = await this.connected();
      try {
        return await command(client);
      } catch (error) {
        const lost = !client.usable || isConnectionFault(error);
        if (!lost) throw told(error);
        client.close();
        if (attempt >= attempts)
          throw new MailError('imap-connection', `IMAP: ${serverWords(error)}`, { cause: error });
      }
    }
  }

  private async connected(): Promise<ImapFlow> {
    if (this.closed) throw new MailError('closed', 'the mailbox was closed');
    // A refused login is not tried again: repeats lock the account. A new ImapMailbox is a new decision.
    if (this.refused !== null) throw this.refused;
    if (this.client?.usable) return this.client;
    const silenceMs = 2 * (this.options.timeoutMs ?? IMAP_TIMEOUT_MS);
    this.opening ??= openImap(this.options, silenceMs).finally(() => (this.opening = null));
    try {
      this.client = await this.opening;
      return this.client;
    } catch (error) {
      if (error instanceof MailError && error.code === 'login-refused') this.refused = error;
      throw error;
    }
  }
}

/** A refused command, with the server's own words. */
function told(error: unknown): unknown {
  if (error instanceof MailError || isFetchFault(error)) return error;
  return new MailError('imap-refused', `IMAP: ${serverWords(error)}`, { cause: error });
}
