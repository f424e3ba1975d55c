import type { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import { sendAllowance } from '@app/mail';
import { submissionsSince } from '@app/persistence';
import type { WorkflowSettings } from '../settings.js';
import { mailboxState } from './mailbox-state.js';

const DAY_MS = 86_400_000;

/**
 * The first instant, from now on, at which the mailbox may send: after pauses and within the provider's
 * limits. Null: not before a person looks (suspended), or never by the limits as set.
 */
export async function sendingOpensAt(
  db: DataSource,
  settings: WorkflowSettings,
  now: Instant,
): Promise<Instant | null> {
  const state = await mailboxState(db, settings.mailbox);
  if (state.suspended !== null) return null;
  if (state.pausedUntil !== null && state.pausedUntil > now) return state.pausedUntil;
  const since = new Date(Date.parse(now) - DAY_MS).toISOString() as Instant;
  const history = await submissionsSince(db, since);
  const { ratePerMinute: perMinute, ratePerDay: perDay } = settings;
  return sendAllowance(history, now, { perMinute, perDay }).nextAt;
}
