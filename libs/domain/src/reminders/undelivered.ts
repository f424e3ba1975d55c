import { romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact, Refusal } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { hasFailed } from './letters.js';
import { readBoard } from './read-board.js';
import { MunicipalityRecord } from './record.js';
import { againstRepeat, repeatsOf } from './repeat.js';

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

/**
 * The letters that were not delivered and that a person may still send once more: nothing makes that needless or untrue (the
 * duty is answered, a later letter has arrived, a repetition has left and has its own fate), and no repetition is under way.
 *
 * @param facts the municipality's record of the survey
 * @example failuresToMend(pushErp, andria, facts, now) //=> ['push-erp/110001/2022-03-16']
 */
export function failuresToMend(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  at: Instant,
): readonly string[] {
  // A provider's clock may be ahead of ours: what it certifies counts as soon as it is on record.
  const certified = facts.filter(({ type }) => type === 'delivery-failed' || type === 'delivered');
  const asOf = certified.reduce(
    (last, { occurredAt }) => (occurredAt > last ? occurredAt : last),
    at,
  );
  const board = readBoard(survey, municipality, facts, asOf);
  const day = romeDate(at);
  return board.record.letters.list
    .filter((letter) => {
      const track = board.tracks.find(({ state }) => state.obligation === letter.obligation);
      if (track === undefined || !hasFailed(letter)) return false;
      const underWay = repeatsOf(board, track).some((one) => one.letter.id === letter.id);
      return !underWay && againstRepeat(board, track, letter, day) === null;
    })
    .map(({ id }) => id);
}

/** A letter of an obligation that was not delivered. */
export interface UndeliveredLetter {
  readonly id: string;
  readonly rung: string;
  readonly day: LocalDate;
}

/**
 * The letters of an obligation's own that were certified as not delivered, oldest first; of a chain of repetitions the last.
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
    .filter(({ id }) => !letters.list.some(({ repeats }) => repeats === id))
    .map(({ id, rung, at }) => ({ id, rung, day: romeDate(at) }));
}
