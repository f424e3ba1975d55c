import type { DataSource } from 'typeorm';
import type { Instant, Municipality, Survey } from '@app/domain';
import {
  isSendingDay,
  italianCalendar,
  nextSendingDay,
  rollToSendingDay,
  romeDate,
  romeInstant,
  romeTime,
} from '@app/domain';
import type { LocalDate } from '@app/domain';
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

/**
 * The first instant, from now on, at which a letter may leave to the municipality: a day on which the sender
 * works and the municipality is not closed, inside the survey's window (both ends included).
 *
 * @example leavesFrom(survey, andria, saturdayNoon) //=> Monday 08:30 in Rome
 */
export function leavesFrom(survey: Survey, municipality: Municipality, now: Instant): Instant {
  const calendar = italianCalendar({ asOfLaw: romeDate(now), saturday: survey.saturday });
  const today = romeDate(now);
  const time = romeTime(now);
  if (isSendingDay(calendar, municipality, today) && time <= survey.windowTo) {
    return time >= survey.windowFrom ? now : romeInstant(today, survey.windowFrom);
  }
  return romeInstant(nextSendingDay(calendar, municipality, today), survey.windowFrom);
}

/** The last moment at which a letter may still leave to the municipality on or before a day. */
export function leavesUntil(survey: Survey, municipality: Municipality, last: LocalDate): Instant {
  const calendar = italianCalendar({ asOfLaw: last, saturday: survey.saturday });
  return romeInstant(rollToSendingDay(calendar, municipality, last, 'backward'), survey.windowTo);
}
