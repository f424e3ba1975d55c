import { addWorkingDays, fromDayNumber } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { Board } from './board.js';
import type { Correction } from './correction.js';
import type { Moment } from './moment.js';
import * as say from './reasons.js';
import { nextSendingDay, rollToSendingDay } from './sending-day.js';
import type { Sifted } from './sift.js';
import { isOpen, wasAnnounced, type Track } from './track.js';
import type { Verdicts } from './verdicts.js';

export type Due = Extract<Sifted, { kind: 'due' }>;

/** The last rung due of one obligation, with those that it took in. */
export interface Candidate {
  readonly track: Track;
  readonly due: Due;
  /** An officer asked for it, or for a rung that it took in: no gap. */
  readonly asked: boolean;
}

export interface PendingCorrection {
  readonly track: Track;
  readonly correction: Correction;
}

/**
 * Rules 4 and 5: what the gap lets through leaves as one letter. Gives the rung of the correction that left, if one did.
 *
 * @param waiting corrections that still wait for an officer: a correction that leaves explains them too
 */
export function leave(
  board: Board,
  moment: Moment,
  verdicts: Verdicts,
  corrections: readonly PendingCorrection[],
  candidates: readonly Candidate[],
  waiting: readonly PendingCorrection[],
): string | null {
  const wait = waitOf(board, moment);
  const blocked = (exempt: boolean): boolean => wait !== null && (wait.always || !exempt);
  const ready = corrections.filter(({ correction }) => !blocked(correction.request !== null));
  for (const { track, correction } of corrections) {
    if (wait !== null && blocked(correction.request !== null))
      verdicts.correctionPostponed(track, correction, wait);
  }
  if (ready.length > 0) {
    return sendCorrection(board, moment, verdicts, ready, candidates, waiting);
  }
  const free: Candidate[] = [];
  for (const candidate of candidates) {
    const { track, due } = candidate;
    const exempt = candidate.asked || !due.step.rung.respectsGap;
    if (corrections.some((one) => one.track === track)) verdicts.correctionFirst(track, due.step);
    else if (wait !== null && blocked(exempt)) verdicts.postponed(track, due.step, wait);
    else free.push(candidate);
  }
  if (free.length > 0) sendLetter(board, moment, verdicts, free);
  return null;
}

interface Wait {
  readonly code: 'gap' | 'one-a-day';
  readonly reason: string;
  readonly until: LocalDate;
  /** Nothing is excepted: a letter leaves today already. */
  readonly always: boolean;
}

/** What the last letter to the municipality imposes on the next one, or null. */
export function waitOf(
  { survey, calendar, municipality, record, gaps }: Board,
  moment: Moment,
): Wait | null {
  const { last, heldBackOn } = record.letters;
  if (heldBackOn >= moment.day || (last !== null && last.day >= moment.day)) {
    const until = nextSendingDay(calendar, municipality, moment.date);
    return { code: 'one-a-day', reason: say.oneADayReason(until), until, always: true };
  }
  if (last === null) return null;
  const free = gaps.freeAfter(last.day);
  if (moment.date >= free) return null;
  const lastDay = fromDayNumber(last.day);
  const until = rollToSendingDay(calendar, municipality, free, 'forward');
  const reason = say.gapReason(lastDay, survey.gapWorkingDays, until);
  return { code: 'gap', reason, until, always: false };
}

/** The letter after a reopening takes the day; what else is due follows it, by the gap. */
function sendCorrection(
  board: Board,
  moment: Moment,
  verdicts: Verdicts,
  ready: readonly PendingCorrection[],
  candidates: readonly Candidate[],
  waiting: readonly PendingCorrection[],
): string | null {
  const [first, ...others] = ready;
  if (first === undefined) return null;
  const explained = [...ready, ...waiting].map(({ track }) => track);
  const names = namesOf(board, moment, explained);
  verdicts.correctionSent(first.track, first.correction, names);
  for (const { track, correction } of others)
    verdicts.correctionBundled(track, correction, first.correction.rung);
  const { survey, calendar, municipality } = board;
  const next = addWorkingDays(calendar, moment.date, Math.max(1, survey.gapWorkingDays));
  const until = rollToSendingDay(calendar, municipality, next, 'forward');
  const reason = say.oneADayReason(until);
  for (const { track, due } of candidates)
    verdicts.postponed(track, due.step, { code: 'one-a-day', reason, until });
  return first.correction.rung;
}

/** Rule 5: one letter a day, naming all open obligations, by the highest rung; at equal height the oldest. */
function sendLetter(
  board: Board,
  moment: Moment,
  verdicts: Verdicts,
  free: readonly Candidate[],
): void {
  const highest = free.reduce((best, one) =>
    one.due.step.index > best.due.step.index ? one : best,
  );
  const tracks = free.map(({ track }) => track);
  verdicts.sent(highest.track, highest.due, namesOf(board, moment, tracks), highest.asked);
  const into = highest.due.step.rung.id;
  for (const { track, due } of free) {
    if (track !== highest.track) verdicts.bundled(track, due.step, into);
    verdicts.foldLockedBelow(track, due.step, into);
  }
}

/** The obligations that today's letter names: open, not suspended, already announced; oldest first. */
function namesOf(board: Board, moment: Moment, always: readonly Track[]): readonly string[] {
  const names: string[] = [];
  for (const track of board.tracks) {
    const { state } = track;
    const wanted = isOpen(state) && !state.suspended && wasAnnounced(track, moment.day);
    if (wanted || always.includes(track)) names.push(state.obligation);
  }
  // Mostly the same as in the letter before: the same list then, so that a national plan holds it once.
  const before = board.record.letters.last?.names;
  const same = before?.length === names.length && before.every((name, i) => name === names[i]);
  return same ? before : names;
}
