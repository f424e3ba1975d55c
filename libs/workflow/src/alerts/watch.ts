import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { Mailbox } from '@app/mail';
import { closeAlertsOn, raiseAlert, silentDispatches } from '@app/persistence';
import { WorkflowSettings } from '../settings.js';

const MINUTE = 60_000;
/** A letter without its acceptance for so long is told (design: only the acceptance is acceptance). */
const ACCEPTANCE_MS = 30 * MINUTE;
/** Providers must say delivered or not within 24 hours. */
const END_MS = 24 * 60 * MINUTE;
/** A PEC mailbox that fills up loses receipts. */
const FULL_SHARE = 0.9;
const NEARLY_EMPTY_SHARE = 0.85;

/** Looks for what should have happened and has not. Each silence is told once. */
@Injectable()
export class Watch {
  constructor(
    private readonly db: DataSource,
    private readonly settings: WorkflowSettings,
    private readonly mailbox: Mailbox,
  ) {}

  /** Letters without acceptance after 30 minutes, accepted ones without an end after 24 hours. */
  async silences(now: Instant): Promise<void> {
    const before = { accepted: earlier(now, ACCEPTANCE_MS), ended: earlier(now, END_MS) };
    for (const { messageId, letter, toAddress, missing } of await silentDispatches(
      this.db,
      before,
    )) {
      const acceptance = missing === 'acceptance';
      await raiseAlert(this.db, {
        id: `${acceptance ? 'no-acceptance' : 'no-end'}/${messageId}`,
        kind: acceptance ? 'no-acceptance' : 'no-end',
        message: acceptance
          ? `Da oltre 30 minuti manca la ricevuta di accettazione della lettera per ${toAddress}: controllare la webmail del gestore.`
          : `Da oltre 24 ore la lettera per ${toAddress} è accettata ma non risulta né consegnata né respinta: chiedere al gestore.`,
        subject: letter,
        raisedAt: now,
      });
    }
  }

  /** How full the mailbox is: told when it passes nine tenths, settled when it is emptied. */
  async quota(now: Instant): Promise<void> {
    const quota = await this.mailbox.quota();
    const { mailbox } = this.settings;
    if (quota === null) return;
    const percent = Math.round(quota.usedShare * 100);
    if (quota.usedShare >= FULL_SHARE) {
      await raiseAlert(this.db, {
        id: `quota/${mailbox}`,
        kind: 'mailbox-full',
        message: `La casella ${this.settings.from} è piena al ${percent}%: quando è piena le ricevute vanno perse. Svuotarla.`,
        subject: mailbox,
        raisedAt: now,
      });
    } else if (quota.usedShare < NEARLY_EMPTY_SHARE) {
      await closeAlertsOn(this.db, 'mailbox-full', [mailbox], now);
    }
  }
}

const earlier = (now: Instant, ms: number): Instant =>
  new Date(Date.parse(now) - ms).toISOString() as Instant;
