import type { Board } from './board.js';
import { waitOf } from './leave.js';
import { hindranceAt, type Moment } from './moment.js';
import { type Notice, noticesOf } from './notice.js';
import * as say from './reasons.js';
import { nextSendingDay } from './sending-day.js';
import type { Track } from './track.js';
import type { Delay, Verdict, Verdicts } from './verdicts.js';

/**
 * What becomes of the letters that tell what the office decided, once the ladder has had its turn. An officer's own, so no
 * gap (rule 4); but one letter a day (rule 5), after every letter that asks for an answer.
 */
export function decideNotices(board: Board, moment: Moment, verdicts: Verdicts): void {
  for (const track of board.tracks) {
    for (const notice of noticesOf(board, track)) {
      verdicts.notice(track, notice, verdictOn(board, moment, verdicts, track, notice));
    }
  }
}

function verdictOn(
  board: Board,
  moment: Moment,
  verdicts: Verdicts,
  track: Track,
  { kind, status, request, against }: Notice,
): Verdict {
  if (against !== null) {
    const reason = say.officerSkipReason(against.payload.reason);
    return { action: 'skipped', code: 'officer-skip', reason, because: [request.id, against.id] };
  }
  if (status === 'settled') {
    const reason = say.noticeSettledReason(kind, track.state.outcome);
    return { action: 'skipped', code: 'settled', reason };
  }
  if (status === 'suspended') {
    return { action: 'postponed', code: 'suspended', reason: say.suspendedReason() };
  }
  const delay = officerDelay(board, moment, verdicts);
  if (delay !== null) {
    const { code, reason, until } = delay;
    return { action: 'postponed', code, reason, until };
  }
  const reason = say.officerSendReason(request.payload.reason, track.own);
  return { action: 'send', code: 'officer-send', reason };
}

/** What keeps an officer's own letter from leaving now: the day, the hour, another letter of the day. Never the gap. */
export function officerDelay(board: Board, moment: Moment, verdicts: Verdicts): Delay | null {
  const { survey, calendar, municipality } = board;
  return hindranceAt(survey, calendar, municipality, moment) ?? dayTaken(board, moment, verdicts);
}

/** That a letter leaves today already, by an earlier tick or by this one. */
function dayTaken(board: Board, moment: Moment, verdicts: Verdicts): Delay | null {
  const wait = waitOf(board, moment);
  if (wait?.always === true) return wait;
  if (!verdicts.list.some(({ action }) => action === 'send')) return null;
  const until = nextSendingDay(board.calendar, board.municipality, moment.date);
  return { code: 'one-a-day', reason: say.oneADayReason(until), until };
}
