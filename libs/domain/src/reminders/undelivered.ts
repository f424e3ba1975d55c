import { romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact, Refusal } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { hasFailed } from './letters.js';
import { readBoard } from './read-board.js';
import { MunicipalityRecord } from './record.js';
import { againstRepeat } from './repeat.js';

/**
 * Why a letter on record can't leave once more, for the duty for which it was asked, as things stand; null when it can, or
 * when the record doesn't know it.
 *
 * @example againstResending(pushErp, andria, facts, { repeats: 'push-erp/110001/2022-03-16', obligation }, now)?.code //=> 'letter-delivered'
 */
export function againstResending(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  { repeats, obligation }: { readonly repeats: string; readonly obligation: string },
  at: Instant,
): Refusal | null {
  const board = readBoard(survey, municipality, facts, at);
  const letter = board.record.letters.list.find(({ id }) => id === repeats);
  const track = board.tracks.find(({ state }) => state.obligation === obligation);
  if (letter === undefined || track === undefined) return null;
  return againstRepeat(board, track, letter, romeDate(at));
}

/** A letter of an obligation that was not delivered. */
export interface UndeliveredLetter {
  readonly id: string;
  readonly rung: string;
  readonly day: LocalDate;
  /** The letter that repeats it; null: none. */
  readonly repeatedBy: string | null;
}

/**
 * The letters of an obligation's own that were certified as not delivered, oldest first.
 *
 * @param facts the municipality's record
 * @example undeliveredLetters(facts, 'push-erp/2021-12-31')[0]?.id //=> 'push-erp/110001/2022-03-16'
 */
export function undeliveredLetters(
  facts: readonly Fact[],
  obligation: string,
): readonly UndeliveredLetter[] {
  const record = new MunicipalityRecord();
  for (const fact of facts) record.add(fact);
  const { letters } = record;
  return letters.list
    .filter((one) => one.obligation === obligation && hasFailed(one))
    .map(({ id, rung, at }) => ({
      ...{ id, rung, day: romeDate(at) },
      repeatedBy: letters.list.find(({ repeats }) => repeats === id)?.id ?? null,
    }));
}
