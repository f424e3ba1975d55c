import { romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { FactId, ObligationState, Outcome } from '../obligations/types.js';
import type { Board } from './board.js';
import type { Ending, LadderRecord } from './record.js';
import { isCorrection } from './rung-name.js';
import { rollToSendingDay } from './sending-day.js';
import { isOpen, type Track } from './track.js';

/** The letter that a reopened obligation is owed, before the ladder goes on. */
export interface Correction {
  /** `correction`; `correction-2` … when the same due-date version is reopened again. */
  readonly rung: string;
  /** The first sending day since the reopening. */
  readonly target: LocalDate;
  readonly by: FactId;
  readonly at: Instant;
  /**
   * `due`: leaves now; `awaits-officer`: by an officer's click; `settled`: satisfied again, no longer needed;
   * `declined`: an officer decided against it; `suspended`: not now.
   */
  readonly status: 'due' | 'awaits-officer' | 'settled' | 'declined' | 'suspended';
  readonly kind: 'rejected' | 'lapsed';
  readonly outcome: Outcome;
  /** An officer's word on it: wanted (it doesn't wait for the gap) or not. */
  readonly request: {
    readonly fact: FactId;
    readonly reason: string;
    readonly wanted: boolean;
  } | null;
}

/**
 * Rule 2: when a rejection or a lapse reopens an obligation, a `correction` letter says why, by an officer's click or at
 * once where the survey says so. Null when none is owed.
 */
export function correctionOf(board: Board, track: Track): Correction | null {
  const untold = untoldReopening(board, track);
  return untold === null || isGivenUp(board, track, untold) ? null : untold;
}

/** The same, also when an officer let it be: they may think better of it as long as nobody told the municipality. */
export function untoldReopening(board: Board, track: Track): Correction | null {
  const reopening = lastReopening(board, track);
  if (reopening === null) return null;
  const reopened = reopenedNow(board, track, reopening.at);
  if (reopened === null || wasTold(board, track, reopened.at)) return null;
  const withdrawn = lastEnding(track, 'withdrawn', reopened.at);
  const request = requestOf(track, withdrawn?.at ?? reopened.at);
  return {
    rung: correctionRung(track),
    target: rollToSendingDay(board.calendar, board.municipality, romeDate(reopened.at), 'forward'),
    by: reopened.by,
    at: reopened.at,
    kind: reopened.kind,
    outcome: track.state.outcome,
    request,
    status: statusOf(board, track, request, withdrawn?.byOfficer !== true),
  };
}

function statusOf(
  board: Board,
  track: Track,
  request: Correction['request'],
  byItself: boolean,
): Correction['status'] {
  if (!isOpen(track.state)) return 'settled';
  if (request?.wanted === false) return 'declined';
  if (track.state.suspended) return 'suspended';
  if (request !== null) return 'due';
  return byItself && board.survey.correction === 'at-once' ? 'due' : 'awaits-officer';
}

/** The reopening in force; for an obligation satisfied since, the one that the fold saw when it happened. */
function reopenedNow(board: Board, track: Track, at: Instant): ObligationState['reopened'] {
  if (isOpen(track.state)) return track.state.reopened;
  return board.stateAt(track.state.round, at)?.reopened ?? null;
}

/** The last fact that may have reopened an obligation; null: none. */
export function lastReopening({ record }: Board, { ladder }: Track): LadderRecord['reopening'] {
  return ladder.reopening ?? record.ladder(null).reopening;
}

/** A correction that names the obligation left since the reopening, or is about to. */
function wasTold({ record }: Board, { state }: Track, since: Instant): boolean {
  return record.letters.list.some(
    ({ template, at, names }) =>
      template === 'correction' && at >= since && names.includes(state.obligation),
  );
}

/** It was skipped: by an officer's word that stands, or because nothing was owed then, and nothing is now. */
function isGivenUp(board: Board, track: Track, { at, request }: Correction): boolean {
  const skipped = lastEnding(track, 'skipped', at);
  if (skipped === null) return false;
  if (!isOpen(track.state)) return true;
  if (request?.wanted === true) return false;
  const then = board.stateAt(track.state.round, skipped.at);
  return then === null || isOpen(then);
}

function lastEnding({ ladder }: Track, how: Ending['type'], since: Instant): Ending | null {
  const ended = ladder.endings.findLast(
    ({ rung, type, at }) => type === how && isCorrection(rung) && at >= since,
  );
  return ended ?? null;
}

/** The officer's last word since the reopening. */
function requestOf({ ladder }: Track, since: Instant): Correction['request'] {
  const request = ladder.requests.findLast(
    (one) =>
      one.recordedAt >= since &&
      (one.type === 'correction-requested' ||
        ((one.type === 'send-requested' || one.type === 'skip-requested') &&
          isCorrection(one.payload.rung))),
  );
  if (request === undefined) return null;
  const wanted = request.type !== 'skip-requested';
  return { fact: request.id, reason: request.payload.reason, wanted };
}

function correctionRung({ ladder, state }: Track): string {
  const earlier = new Set(
    ladder.endings
      .filter(({ rung, version }) => isCorrection(rung) && version === state.due.version)
      .map(({ rung }) => rung),
  ).size;
  return earlier === 0 ? 'correction' : `correction-${earlier + 1}`;
}
