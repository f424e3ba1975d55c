import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CursorRow } from '@app/persistence';
import { closeAlertsOn, saveSettingIf } from '@app/persistence';
import { noteActIn } from '../acts/note-act.js';
import { Clock } from '../clock.js';
import { Engine } from '../engine.js';
import { settleUnread } from '../intake/unread.js';
import type { MailboxState } from '../outbox/mailbox-state.js';
import { mailboxState } from '../outbox/mailbox-state.js';
import { WorkflowSettings } from '../settings.js';

/** The PEC mailbox as whoever looks after it sees it. */
@Injectable()
export class MailboxDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly engine: Engine,
  ) {}

  async state(): Promise<MailboxState> {
    return mailboxState(this.db, this.settings.mailbox);
  }

  /**
   * Lets the mailbox send again after a refused login: a person has looked at the password. One more refusal suspends it again.
   *
   * @returns false when it is not suspended any more
   */
  async resume(who: { readonly by: string; readonly reason: string }): Promise<boolean> {
    const { mailbox } = this.settings;
    const at = this.clock.now();
    const done = await this.db.transaction(async (tx) => {
      const { suspended } = await mailboxState(tx, mailbox);
      if (suspended === null) return false;
      const change = { suspended: null, pausedUntil: null, failures: 0 };
      if (!(await saveSettingIf(tx, `mailbox/${mailbox}`, { suspended }, change))) return false;
      await closeAlertsOn(tx, 'mailbox-suspended', [mailbox], at);
      const detail = { reason: who.reason, suspendedSince: suspended.since };
      await noteActIn(tx, { at, actor: who.by, act: 'mailbox-resumed', subject: mailbox, detail });
      return true;
    });
    if (done) await this.engine.reconcile();
    return done;
  }

  /**
   * A person has seen to a message that can't be read: it is tried no more.
   *
   * @returns false when it is not among them any more: read meanwhile, or closed by another
   */
  async closeUnread(
    { folder, uidValidity, uid }: Omit<CursorRow, 'mailbox'>,
    who: { readonly by: string; readonly reason: string },
  ): Promise<boolean> {
    const { mailbox } = this.settings;
    const at = this.clock.now();
    return this.db.transaction(async (tx) => {
      if (!(await settleUnread(tx, { mailbox, folder, uidValidity, uid }, at))) return false;
      const detail = { folder, uidValidity, uid, reason: who.reason };
      await noteActIn(tx, { at, actor: who.by, act: 'unread-closed', subject: mailbox, detail });
      return true;
    });
  }
}
