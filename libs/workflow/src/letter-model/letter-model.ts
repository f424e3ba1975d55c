import type { Fact, LetterOrder as OrderOf, Municipality, Survey } from '@app/domain';
import { letterContent } from '@app/domain';
import type { LetterModel, Protocol } from '@app/letters';

/** What is decided about a letter, before anything of it is written. */
export type LetterOrder = OrderOf<Protocol>;

/**
 * Everything that a letter may say, from the record alone: the same for the running engine, the rehearsal and the
 * preview. The rules are the domain's (`letterContent`); this is where they meet the words of the letters library.
 *
 * @param facts those of the survey on record at the time of the order, derived facts included
 * @example letterModel(survey, andria, facts, order).obligations[0]?.due //=> '2022-03-31'
 */
export function letterModel(
  survey: Survey,
  municipality: Municipality,
  facts: readonly Fact[],
  order: LetterOrder,
): LetterModel {
  return letterContent<Protocol>(survey, municipality, facts, order);
}
