import { romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { FactId, ObligationState, Outcome } from '../obligations/types.js';
import type { Board } from './board.js';
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
  const reopening = track.ladder.reopening ?? board.record.ladder(null).reopening;
  if (reopening === null) return null;
  const reopened = reopenedNow(board, track, reopening.at);
  if (reopened === null || isEnded(board, track, reopened.at)) return null;
  const request = requestOf(track, reopened.at);
  return {
    rung: correctionRung(track),
    target: rollToSendingDay(board.calendar, board.municipality, romeDate(reopened.at), 'forward'),
    by: reopened.by,
    at: reopened.at,
    kind: reopened.kind,
    outcome: track.state.outcome,
    request,
    status: statusOf(board, track, request),
  };
}

function statusOf(
  board: Board,
  track: Track,
  request: Correction['request'],
): Correction['status'] {
  if (!isOpen(track.state)) return 'settled';
  if (request?.wanted === false) return 'declined';
  if (track.state.suspended) return 'suspended';
  return request !== null || board.survey.correction === 'at-once' ? 'due' : 'awaits-officer';
}

/** The reopening in force; for an obligation satisfied since, the one that the fold saw when it happened. */
function reopenedNow(board: Board, track: Track, at: Instant): ObligationState['reopened'] {
  if (isOpen(track.state)) return track.state.reopened;
  return board.stateAt(track.state.round, at)?.reopened ?? null;
}

/** A correction that left, was taken into another letter, or was given up since the reopening. */
function isEnded({ record }: Board, { ladder, state }: Track, since: Instant): boolean {
  return (
    ladder.endings.some(({ rung, at }) => isCorrection(rung) && at >= since) ||
    record.letters.list.some(
      ({ template, at, names }) =>
        template === 'correction' && at >= since && names.includes(state.obligation),
    )
  );
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
  const earlier = ladder.endings.filter(
    ({ rung, version, type }) =>
      isCorrection(rung) && version === state.due.version && type !== 'queued',
  ).length;
  return earlier === 0 ? 'correction' : `correction-${earlier + 1}`;
}
