import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Mailbox } from '@app/mail';
import type { FetchedMessage } from '@app/mail';
import { addRaw, cursorOf, saveCursor } from '@app/persistence';
import { Clock } from '../clock.js';
import { changeMailboxState } from '../outbox/mailbox-state.js';
import { WorkflowSettings } from '../settings.js';

/** Messages fetched before the place is noted: small enough to keep memory flat, and little is read twice. */
const PAGE = 50;

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
      for (;;) {
        const page = await this.#page(folder);
        fresh.push(...page.fresh);
        if (page.count < PAGE) break;
      }
    }
    await changeMailboxState(this.db, this.settings.mailbox, { readUpTo: startedAt });
    return fresh;
  }

  async #page(folder: string): Promise<{ count: number; fresh: string[] }> {
    const mailbox = this.settings.mailbox;
    const cursor = await cursorOf(this.db, mailbox, folder);
    const messages: FetchedMessage[] = [];
    for await (const message of this.mailbox.fetch(folder, cursor, PAGE)) messages.push(message);
    const last = messages.at(-1);
    if (last === undefined) return { count: 0, fresh: [] };
    const fresh = await this.#store(messages, last);
    if (cursor !== null && cursor.uidValidity !== last.uidValidity) {
      await changeMailboxState(this.db, mailbox, { renumberedAt: this.clock.now() });
    }
    return { count: messages.length, fresh };
  }

  async #store(messages: readonly FetchedMessage[], last: FetchedMessage): Promise<string[]> {
    const fetchedAt = this.clock.now();
    const mailbox = this.settings.mailbox;
    return this.db.transaction(async (tx) => {
      const fresh: string[] = [];
      for (const { raw, folder, uid, uidValidity } of messages) {
        const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const place = { mailbox, folder, uid, uidValidity };
        if (await addRaw(tx, { sha256, bytes, ...place, fetchedAt })) fresh.push(sha256);
      }
      const { folder, uid, uidValidity } = last;
      await saveCursor(tx, { mailbox, folder, uid, uidValidity });
      return fresh;
    });
  }
}
