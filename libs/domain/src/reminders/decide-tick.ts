import type { Instant } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { decideBoard } from './decide.js';
import { momentOf } from './moment.js';
import { readBoard } from './read-board.js';
import type { Decision } from './types.js';

/**
 * What one tick decides for one municipality: which letter leaves now and how every rung whose day has come stands,
 * each with its reason. Call it at the survey's `sendTime` of each day, and at once when the engine comes back after
 * it; it takes the day from `at` and the rest from the record. Final decisions (`send`, `folded`, `dropped`, `skipped`) are
 * to be recorded with `factOfDecision`; postponed and locked ones come again at the next tick. A tick done twice, with
 * its decisions on record, decides nothing new.
 *
 * Order of the rules: officer's skip, satisfied, suspended, drop (after the due date; too old), lock, fold, gap, bundle.
 *
 * @param facts the municipality's record in order of recording, derived facts included; the tick knows those recorded by `at`
 * @example decideTick(pushErp, andria, [], instant('2022-02-14T08:00:00Z'))[0]?.rung //=> 'opening'
 */
export function decideTick(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  at: Instant,
): readonly Decision[] {
  const board = readBoard(survey, municipality, facts, at);
  return decideBoard(board, momentOf(board.calendar, at));
}
