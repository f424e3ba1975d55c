import type { Board } from './board.js';
import { correctionOf } from './correction.js';
import { decideNotices } from './decide-notices.js';
import { decideRepeats } from './decide-repeats.js';
import { leave, type Candidate, type Due, type PendingCorrection } from './leave.js';
import { hindranceAt, type Moment } from './moment.js';
import { sift } from './sift.js';
import type { Track } from './track.js';
import type { Decision } from './types.js';
import { Verdicts } from './verdicts.js';

/**
 * What one tick decides for one municipality, from a board that is already built. The order is fixed: drop, lock, fold,
 * gap, bundle (and before them the letter that a reopened obligation is owed).
 */
export function decideBoard(board: Board, moment: Moment): Decision[] {
  const verdicts = new Verdicts(board.survey, board.municipality.istat, moment);
  decideLadders(board, moment, verdicts);
  decideNotices(board, moment, verdicts);
  decideRepeats(board, moment, verdicts);
  return verdicts.list;
}

function decideLadders(board: Board, moment: Moment, verdicts: Verdicts): void {
  const due: { readonly track: Track; readonly rungs: readonly Due[] }[] = [];
  const corrections: PendingCorrection[] = [];
  const waiting: PendingCorrection[] = [];
  for (const track of board.tracks) {
    const correction = correctionOf(board, track);
    if (correction?.status === 'due') corrections.push({ track, correction });
    else if (correction?.status === 'awaits-officer') waiting.push({ track, correction });
    else if (correction !== null) verdicts.correctionWaits(track, correction);
    if (track.next > moment.day) continue;
    const rungs: Due[] = [];
    for (const one of sift(board, track, moment)) {
      if (one.kind === 'due') rungs.push(one);
      else verdicts.decided(track, one);
    }
    if (rungs.length > 0) due.push({ track, rungs });
  }
  if (due.length === 0 && corrections.length === 0) {
    for (const { track, correction } of waiting) verdicts.correctionWaits(track, correction);
    return;
  }
  const hindrance = hindranceAt(board.survey, board.calendar, board.municipality, moment);
  if (hindrance !== null) {
    for (const { track, correction } of corrections)
      verdicts.correctionPostponed(track, correction, hindrance);
    for (const { track, correction } of waiting) verdicts.correctionWaits(track, correction);
    for (const { track, rungs } of due)
      for (const { step } of rungs) verdicts.postponed(track, step, hindrance);
    return;
  }
  const candidates = due.map(({ track, rungs }) => foldToLast(verdicts, track, rungs));
  const into = leave(board, moment, verdicts, corrections, candidates, waiting);
  for (const { track, correction } of waiting) {
    // The letter names every reopened obligation and says why: no second one.
    if (into === null) verdicts.correctionWaits(track, correction);
    else verdicts.correctionBundled(track, correction, into);
  }
}

/** Rule 3: the rungs due fold into the last one. */
function foldToLast(verdicts: Verdicts, track: Track, rungs: readonly Due[]): Candidate {
  const last = rungs.at(-1) as Due;
  for (const { step } of rungs) {
    if (step !== last.step) verdicts.folded(track, step, last.step.rung.id);
  }
  return { track, due: last, asked: rungs.some(({ step }) => step.send !== null) };
}
