import { fromDayNumber } from '../calendar/index.js';
import type { Board } from './board.js';
import { officerDelay } from './decide-notices.js';
import type { Moment } from './moment.js';
import * as say from './reasons.js';
import { againstRepeat, type Repeat, repeatsOf } from './repeat.js';
import type { Track } from './track.js';
import type { Verdict, Verdicts } from './verdicts.js';

/**
 * What becomes of the letters that failed and that an officer wants sent once more: after the ladder and the notices of the day,
 * without a gap (rule 4), one letter a day (rule 5), and only as long as what they say is true and needed.
 */
export function decideRepeats(board: Board, moment: Moment, verdicts: Verdicts): void {
  for (const track of board.tracks) {
    if (track.ladder.requests.length === 0) continue;
    for (const repeat of repeatsOf(board, track)) {
      verdicts.repeat(track, repeat, verdictOn(board, moment, verdicts, track, repeat));
    }
  }
}

function verdictOn(
  board: Board,
  moment: Moment,
  verdicts: Verdicts,
  track: Track,
  { letter, request, names }: Repeat,
): Verdict {
  const against = againstRepeat(board, track, letter, moment.date);
  if (against !== null) {
    const reason = say.repeatGivenUpReason(against.message);
    return { action: 'skipped', code: against.code, reason };
  }
  if (track.state.suspended) {
    return { action: 'postponed', code: 'suspended', reason: say.suspendedReason() };
  }
  const delay = officerDelay(board, moment, verdicts);
  if (delay !== null) {
    const { code, reason, until } = delay;
    return { action: 'postponed', code, reason, until };
  }
  const first = fromDayNumber(letter.day);
  const reason = say.repeatReason(first, request.payload.reason, names);
  return { action: 'send', code: 'repeat', reason, obligations: names };
}
