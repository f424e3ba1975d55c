import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
import { watchByPoll } from '../watch.js';
import { MaildirFolder, type Numbered } from './maildir-folder.js';
import { messageIdOf } from '../message-id.js';

export interface MaildirOptions {
  /** The folder that holds `new` and `cur`; sub-folders are Maildir++ (`.Ricevute`). */
  readonly path: string;
  /**
   * Where the order of arrival is remembered, outside the Maildir. Without it a restart offers every message
   * again (harmless: the pipeline knows each by its digest).
   */
  readonly indexDir?: string;
  /** Folders to read; default: INBOX and every sub-folder but Sent. */
  readonly folders?: readonly string[];
  /** Folder of sent copies. Default `Sent`. */
  readonly sent?: string;
  readonly pollMs?: number;
}

/** Messages, and bytes of them, read ahead of the one offered. */
const READ_AHEAD = 32;
const READ_AHEAD_BYTES = 4 * 1024 * 1024;

/** How many messages to read together from here on: within both limits, one at least. */
function batchLength(waiting: readonly Numbered[], at: number, left: number): number {
  let bytes = 0;
  let length = 0;
  for (const message of waiting.slice(at, at + Math.min(READ_AHEAD, left))) {
    bytes += message.size;
    if (length > 0 && bytes > READ_AHEAD_BYTES) break;
    length += 1;
  }
  return length;
}

/**
 * A Maildir read without touching it. `uid` is the order in which messages were first seen, so a message that
 * turns up late with an old date comes last and is not missed; moved, renamed and flagged ones keep their number.
 */
export class MaildirMailbox extends Mailbox {
  private readonly opened = new Map<string, MaildirFolder>();
  /** What each message in Sent is called: messages never change, and every letter asks for its copy. */
  private readonly sentIds = new Map<number, string | null>();

  constructor(private readonly options: MaildirOptions) {
    super();
  }

  async folders(): Promise<readonly string[]> {
    if (this.options.folders !== undefined) return this.options.folders;
    const entries = await readdir(this.options.path, { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isDirectory() && /^\.[^.]/.test(entry.name))
      .map((entry) => entry.name.slice(1))
      .filter((name) => name !== this.sentName);
    return ['INBOX', ...names.sort()];
  }

  async *fetch(
    folder: string,
    after: MailboxCursor | null,
    limit: number,
  ): AsyncIterable<FetchedMessage | UnreadMessage> {
    const box = this.folder(folder);
    let waiting = await box.after(0);
    const uidValidity = box.validity;
    const from = after !== null && after.uidValidity === uidValidity ? after.uid : 0;
    waiting = waiting.filter((one) => one.sequence > from);
    let left = limit;
    for (let at = 0; at < waiting.length && left > 0;) {
      const batch = waiting.slice(at, at + batchLength(waiting, at, left));
      const offered = await Promise.all(
        batch.map((message) =>
          readAt(box, message, { folder, uidValidity, uid: message.sequence }),
        ),
      );
      at += batch.length;
      for (const one of offered) {
        if (one === null) continue;
        left -= 1;
        yield one;
      }
    }
  }

  async again(place: MessagePlace): Promise<FetchedMessage | UnreadMessage | null> {
    const box = this.folder(place.folder);
    const found = (await box.after(place.uid - 1)).find(({ sequence }) => sequence === place.uid);
    if (found === undefined || box.validity !== place.uidValidity) return null;
    return readAt(box, found, place);
  }

  /** Calls `onNew` at once and then at every poll, until the signal ends it. */
  override watch(onNew: () => Promise<void>, signal: AbortSignal): Promise<void> {
    return watchByPoll(onNew, signal, this.options.pollMs ?? 5000);
  }

  /** A folder on disk states no quota. */
  override async quota(): Promise<MailboxQuota | null> {
    return null;
  }

  async appendSent(raw: Uint8Array): Promise<void> {
    const sent = this.pathOf(this.sentName);
    for (const part of ['tmp', 'new', 'cur']) await mkdir(join(sent, part), { recursive: true });
    const name = `${Date.now()}.${process.pid}_${randomBytes(8).toString('hex')}.sollecito`;
    await writeFile(join(sent, 'tmp', name), raw, { flag: 'wx' });
    await rename(join(sent, 'tmp', name), join(sent, 'cur', `${name}:2,S`));
  }

  async sentHas(messageId: string): Promise<boolean> {
    const wanted = messageId.replace(/^<|>$/g, '');
    const box = this.folder(this.sentName);
    let unread: string | null = null;
    for (const message of await box.after(0)) {
      let id = this.sentIds.get(message.sequence);
      if (id === undefined) {
        const place = { folder: this.sentName, uidValidity: box.validity, uid: message.sequence };
        const one = await readAt(box, message, place);
        if (one !== null && isUnread(one)) {
          unread ??= one.problem;
          continue;
        }
        id = one === null ? null : messageIdOf(one.raw);
        if (one !== null) this.sentIds.set(message.sequence, id);
      }
      if (id === wanted) return true;
    }
    // It may be the one that could not be read: that is no proof that it isn't there.
    if (unread !== null) throw new MailError('sent-unread', `posta inviata: ${unread}`);
    return false;
  }

  async close(): Promise<void> {
    this.opened.clear();
  }

  private get sentName(): string {
    return this.options.sent ?? 'Sent';
  }

  private folder(name: string): MaildirFolder {
    const known = this.opened.get(name);
    if (known !== undefined) return known;
    const { indexDir } = this.options;
    const file =
      indexDir === undefined ? null : join(indexDir, `${encodeURIComponent(name)}.index`);
    const folder = new MaildirFolder(this.pathOf(name), file);
    this.opened.set(name, folder);
    return folder;
  }

  /** Maildir++: INBOX is the root, every other folder a dotted directory beside it. */
  private pathOf(name: string): string {
    if (name === 'INBOX') return this.options.path;
    if (name === '' || name.startsWith('.') || /[/\\\0]/.test(name))
      throw new MailError('folder-name', `folder "${name}": expected a Maildir++ folder name`);
    return join(this.options.path, `.${name}`);
  }
}

/** A file that the disk doesn't give is one message's fault; null when it is gone. */
async function readAt(
  box: MaildirFolder,
  message: Numbered,
  { folder, uidValidity, uid }: MessagePlace,
): Promise<FetchedMessage | UnreadMessage | null> {
  const place = { folder, uidValidity, uid };
  try {
    const raw = await box.read(message);
    return raw === null ? null : { ...place, raw };
  } catch (error) {
    return {
      ...place,
      size: message.size,
      problem: `il disco risponde «${(error as Error).message}»`,
    };
  }
}
