import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FetchedMessage, UnreadMessage } from '@app/mail';
import { isUnread, Mailbox } from '@app/mail';
import type { NewRaw } from '@app/persistence';
import { addRaws, cursorOf, dueUnread, saveCursor } from '@app/persistence';
import { Clock } from '../clock.js';
import { changeMailboxState } from '../outbox/mailbox-state.js';
import { WorkflowSettings } from '../settings.js';
import { noteGone, noteUnread, settleRenumbered, settleUnread } from './unread.js';

/** Messages after which the place is noted, and bytes: little is read twice, and memory stays flat. */
const BATCH = 50;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Messages asked of a folder at once: listing a large folder is done once for all of them. */
const PORTION = 5000;
/** Messages tried again in one poll: each may cost a connection. */
const AGAIN = 20;

type Offered = FetchedMessage | UnreadMessage;

/**
 * Reads the mailbox into the record: every raw message once, the cursor in the same transaction. A message that can't
 * be read is kept apart, told and tried again; nobody else waits for it, neither those after it nor other folders.
 */
@Injectable()
export class MailboxReader {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly mailbox: Mailbox,
  ) {}

  /**
   * Reads everything that is new.
   *
   * @returns SHA-256 of the messages that were not on record
   * @throws when a folder could not be read to its end; what was read is on record
   */
  async poll(): Promise<string[]> {
    const startedAt = this.clock.now();
    const fresh: string[] = [];
    const faults: Error[] = [];
    const tried = (work: Promise<void>): Promise<unknown> =>
      work.catch((error: unknown) => faults.push(error as Error));
    for (const folder of await this.mailbox.folders()) await tried(this.#folder(folder, fresh));
    await tried(this.#again(fresh));
    const [fault] = faults;
    if (faults.length > 1) throw new Error(faults.map(({ message }) => message).join('; '));
    if (fault !== undefined) throw fault;
    await changeMailboxState(this.db, this.settings.mailbox, { readUpTo: startedAt });
    return fresh;
  }

  async #folder(folder: string, fresh: string[]): Promise<void> {
    while (await this.#portion(folder, fresh));
  }

  /** Reads one portion of a folder; whether there may be more. */
  async #portion(folder: string, fresh: string[]): Promise<boolean> {
    const { mailbox } = this.settings;
    const cursor = await cursorOf(this.db, mailbox, folder);
    let batch: Offered[] = [];
    let bytes = 0;
    let count = 0;
    const store = async (): Promise<void> => {
      const full = batch;
      batch = [];
      bytes = 0;
      fresh.push(...(await this.#store(full)));
    };
    try {
      for await (const one of this.mailbox.fetch(folder, cursor, PORTION)) {
        if (count === 0 && cursor !== null && cursor.uidValidity !== one.uidValidity) {
          // Noted before anything is stored: a crash must not hide that the folder was renumbered.
          await changeMailboxState(this.db, mailbox, { renumberedAt: this.clock.now() });
        }
        count += 1;
        batch.push(one);
        bytes += isUnread(one) ? 0 : one.raw.byteLength;
        if (batch.length >= BATCH || bytes >= BATCH_BYTES) await store();
      }
    } finally {
      // What was offered before a fault is good, and the next poll goes on after it.
      await store();
    }
    return count === PORTION;
  }

  async #store(offered: readonly Offered[]): Promise<string[]> {
    const last = offered.at(-1);
    if (last === undefined) return [];
    const now = this.clock.now();
    const { mailbox } = this.settings;
    const { folder, uid, uidValidity } = last;
    const cursor = { mailbox, folder, uid, uidValidity };
    const raws = offered.flatMap((one) => (isUnread(one) ? [] : [this.#raw(one)]));
    return this.db.transaction(async (tx) => {
      const fresh = await addRaws(tx, raws);
      for (const one of offered.filter(isUnread)) await noteUnread(tx, mailbox, one, now);
      await settleRenumbered(tx, cursor, now);
      await saveCursor(tx, cursor);
      return fresh;
    });
  }

  /** Tries once more what could not be read and has rested for its time. */
  async #again(fresh: string[]): Promise<void> {
    const { mailbox } = this.settings;
    for (const row of await dueUnread(this.db, mailbox, this.clock.now(), AGAIN)) {
      const one = await this.mailbox.again(row);
      const now = this.clock.now();
      await this.db.transaction(async (tx) => {
        if (one === null) return noteGone(tx, row);
        if (isUnread(one)) return noteUnread(tx, mailbox, one, now, row);
        fresh.push(...(await addRaws(tx, [this.#raw(one)])));
        await settleUnread(tx, row, now);
      });
    }
  }

  #raw({ raw, folder, uid, uidValidity }: FetchedMessage): NewRaw {
    const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { mailbox } = this.settings;
    return { sha256, bytes, mailbox, folder, uid, uidValidity, fetchedAt: this.clock.now() };
  }
}
