import { recordedClosures } from '../obligations/closures.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact } from '../obligations/types.js';
import { withClosedDays } from './board.js';

/** The municipality with the closing days of its record added to its own; itself when there are none. */
export function withRecordedClosures(
  municipality: Municipality,
  facts: readonly Fact[],
): Municipality {
  return withClosedDays(municipality, recordedClosures(facts));
}
