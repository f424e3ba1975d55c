import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mailbox } from '@app/mail';
import type { FetchedMessage } from '@app/mail';
import { addRaws, cursorOf, saveCursor } from '@app/persistence';
import { Clock } from '../clock.js';
import { changeMailboxState } from '../outbox/mailbox-state.js';
import { WorkflowSettings } from '../settings.js';

/** Messages after which the place is noted, and bytes: little is read twice, and memory stays flat. */
const BATCH = 50;
const BATCH_BYTES = 8 * 1024 * 1024;
/** Messages asked of a folder at once: listing a large folder is done once for all of them. */
const PORTION = 5000;

/** Reads the mailbox into the record: every raw message once, the cursor in the same transaction. */
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
   */
  async poll(): Promise<string[]> {
    const startedAt = this.clock.now();
    const fresh: string[] = [];
    for (const folder of await this.mailbox.folders()) {
      while (await this.#portion(folder, fresh));
    }
    await changeMailboxState(this.db, this.settings.mailbox, { readUpTo: startedAt });
    return fresh;
  }

  /** Reads one portion of a folder; whether there may be more. */
  async #portion(folder: string, fresh: string[]): Promise<boolean> {
    const { mailbox } = this.settings;
    const cursor = await cursorOf(this.db, mailbox, folder);
    let batch: FetchedMessage[] = [];
    let bytes = 0;
    let count = 0;
    for await (const message of this.mailbox.fetch(folder, cursor, PORTION)) {
      if (count === 0 && cursor !== null && cursor.uidValidity !== message.uidValidity) {
        // Noted before anything is stored: a crash must not hide that the folder was renumbered.
        await changeMailboxState(this.db, mailbox, { renumberedAt: this.clock.now() });
      }
      count += 1;
      batch.push(message);
      bytes += message.raw.byteLength;
      if (batch.length < BATCH && bytes < BATCH_BYTES) continue;
      fresh.push(...(await this.#store(batch)));
      batch = [];
      bytes = 0;
    }
    fresh.push(...(await this.#store(batch)));
    return count === PORTION;
  }

  async #store(messages: readonly FetchedMessage[]): Promise<string[]> {
    const last = messages.at(-1);
    if (last === undefined) return [];
    const fetchedAt = this.clock.now();
    const { mailbox } = this.settings;
    const raws = messages.map(({ raw, folder, uid, uidValidity }) => {
      const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { sha256, bytes, mailbox, folder, uid, uidValidity, fetchedAt };
    });
    return this.db.transaction(async (tx) => {
      const fresh = await addRaws(tx, raws);
      const { folder, uid, uidValidity } = last;
      await saveCursor(tx, { mailbox, folder, uid, uidValidity });
      return fresh;
    });
  }
}
