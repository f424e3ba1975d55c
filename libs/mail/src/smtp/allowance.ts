import type { Instant } from '@app/domain';
import type { AnswerClass } from './answer-class.js';

export interface SendLimits {
  readonly perMinute: number;
  /** In any 24 hours. */
  readonly perDay: number;
}

export interface SendAllowance {
  /** How many letters may leave at this instant. */
  readonly allowed: number;
  /** When the next one may leave: `now` when `allowed` > 0, null when the limits allow none ever. */
  readonly nextAt: Instant | null;
  readonly limitedBy: 'minute' | 'day' | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * How many letters a mailbox may send now, by sliding windows of a minute and of 24 hours. Attempts count,
 * not successes: the provider counts them so.
 *
 * @param history instants of the attempts, in any order
 * @example sendAllowance([], now, { perMinute: 5, perDay: 1000 }).allowed //=> 5
 */
export function sendAllowance(
  history: readonly Instant[],
  now: Instant,
  limits: SendLimits,
): SendAllowance {
  const at = Date.parse(now);
  const past = history.map((one) => Date.parse(one)).sort((a, b) => a - b);
  const minute = room(past, at, MINUTE, limits.perMinute);
  const day = room(past, at, DAY, limits.perDay);
  const allowed = Math.min(minute.free, day.free);
  if (allowed > 0) return { allowed, nextAt: now, limitedBy: null };
  const limitedBy = day.freeAt > minute.freeAt ? 'day' : 'minute';
  const next = Math.max(minute.freeAt, day.freeAt);
  const nextAt = Number.isFinite(next) ? (new Date(next).toISOString() as Instant) : null;
  return { allowed: 0, nextAt, limitedBy };
}

function room(past: readonly number[], at: number, window: number, limit: number) {
  const inside = past.filter((one) => one > at - window);
  const free = Math.max(0, Math.floor(limit) - inside.length);
  if (free > 0) return { free, freeAt: at };
  const leaving = inside[inside.length - Math.floor(limit)];
  return { free, freeAt: leaving === undefined ? Infinity : leaving + window };
}

/** Milliseconds: first failure, and the most that repeated ones grow to (they double). */
const PAUSES: Readonly<Record<'throttled' | 'retry', readonly [first: number, most: number]>> = {
  throttled: [MINUTE, 30 * MINUTE],
  retry: [15_000, 60 * MINUTE],
};

/**
 * How long a mailbox rests after an answer: 0 to go on, null for "until a person looks" (a refused login:
 * repeating it locks the account).
 *
 * @param failures failures in a row, this one included (1 for the first)
 * @example pauseAfter('throttled', 2) //=> 120000
 */
export function pauseAfter(kind: AnswerClass, failures: number): number | null {
  if (kind === 'login-refused') return null;
  if (kind === 'ok' || kind === 'rejected') return 0;
  const [first, most] = PAUSES[kind];
  return Math.min(most, first * 2 ** Math.min(30, Math.max(0, failures - 1)));
}
