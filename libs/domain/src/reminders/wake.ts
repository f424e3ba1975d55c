import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import type { Track } from './track.js';
import type { Decision } from './types.js';

/**
 * The next day on which a tick may find something to decide if no fact comes and no round opens: the next target, the
 * day after one on which something was postponed, the day on which a locked rung becomes stale. Infinity when there is
 * none. It may be too early, never too late.
 */
export function wakeDay(
  survey: Survey,
  tracks: readonly Track[],
  decisions: readonly Decision[],
  day: number,
): number {
  let wake = Infinity;
  for (const { next, live } of tracks) {
    if (next > day) wake = Math.min(wake, next);
    else for (const { target } of live) if (target > day && target < wake) wake = target;
  }
  for (const decision of decisions) {
    const again = wakeOf(survey, tracks, decision, day);
    if (again < wake) wake = again;
  }
  return wake;
}

function wakeOf(
  survey: Survey,
  tracks: readonly Track[],
  { action, code, obligation, rung }: Decision,
  day: number,
): number {
  // A suspension ends, and an officer clicks, by a fact.
  if (code === 'suspended' || code === 'awaits-officer') return Infinity;
  // Also the same day: a tick before the sending window waits for the next one.
  if (action === 'postponed') return day;
  if (action !== 'locked') return Infinity;
  const track = tracks.find(({ state }) => state.obligation === obligation);
  const step = track?.live.find((one) => one.rung.id === rung);
  if (step === undefined || step.rung.offset <= 0) return day + 1;
  // An unlock and a delivery are facts; it never becomes stale.
  if (step.rung.needs.includes('unlock')) return Infinity;
  const stale = Math.max(step.target, step.notBefore ?? 0) + survey.staleAfterDays + 1;
  return Math.max(day + 1, stale);
}

/**
 * Facts that let something be decided before the next rung's day, even when nothing waits. Of the others (an answer, a
 * validation, a receipt) that day is soon enough.
 */
const CALLS: ReadonlySet<Fact['type']> = new Set<Fact['type']>([
  'extended',
  'resumed',
  'rejected',
  'exemption-lapsed',
  'nil-lapsed',
  'corrected',
  'closed-day',
  'send-requested',
  'resend-requested',
  'skip-requested',
  'correction-requested',
  'notice-requested',
]);

/** Whether a fact may call for a decision before the next rung's day. */
export function callsForTick({ type }: Fact): boolean {
  return CALLS.has(type);
}
