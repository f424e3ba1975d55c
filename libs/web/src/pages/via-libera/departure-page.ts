import { formatDate } from '@app/domain';
import type { LocalDate, Survey, TemplateId } from '@app/domain';
import type { DepartureBatchRow, LetterHoldRow, LetterRow } from '@app/persistence';
import type { Candidate, Covering } from '@app/workflow';
import { isCovered } from '@app/workflow';
import { links } from '../../view/links.js';
import { waitingWord } from '../../vocabulary.js';
import { rungWord } from '../obligation/actions.js';

/** What can be prepared at once: the letters of a rung of a round. */
export interface PreparableGroup {
  readonly survey: string;
  readonly round: LocalDate;
  readonly rung: string;
  readonly word: string;
  readonly count: number;
  readonly first: LocalDate;
  readonly names: string;
}

/**
 * Groups what would leave by round and rung, the first to leave first; without what a batch lets go already.
 *
 * @param inForce digest of the template in force, by template
 */
export function groupsOf(
  survey: Survey,
  candidates: readonly Candidate[],
  batches: readonly (Covering & Pick<DepartureBatchRow, 'state'>)[],
  inForce: ReadonlyMap<TemplateId, string>,
): PreparableGroup[] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    // What waits for an approval is let go by none that was given before.
    const own = one.hold === null ? batches : batches.filter(({ state }) => state === 'prepared');
    if (isCovered(one, own, inForce)) continue;
    const key = `${one.round}/${one.rung}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((letters) => {
    const { round, rung, day } = letters[0]!;
    const names = letters.map(({ name }) => name).join(', ');
    const word = rungWord(survey, rung);
    return { survey: survey.id, round, rung, word, count: letters.length, first: day, names };
  });
}

/** A letter that waits or stopped, as a line. */
export function heldLine(
  letter: LetterRow,
  hold: Pick<LetterHoldRow, 'code' | 'reason' | 'since'> | null,
  survey: Survey | undefined,
  name: string,
) {
  return {
    id: letter.id,
    name,
    rung: survey === undefined ? letter.rung : rungWord(survey, letter.rung),
    href: links.letter(letter.id),
    protocolHref: `/via-libera/lettere/${letter.id}`,
    status:
      hold === null
        ? { word: 'Fermata', icon: 'it-warning-circle', tone: 'danger' }
        : waitingWord(hold.code),
    reason: hold?.reason ?? letter.reason ?? '',
    since: hold?.since ?? null,
  };
}

/** What a batch is about, in words. @example batchTitle(survey, batch) //=> 'Primo sollecito, dati al 31/12/2021' */
export function batchTitle(
  survey: Survey | undefined,
  { rung, round, day, scope }: Pick<DepartureBatchRow, 'rung' | 'round' | 'day' | 'scope'>,
): string {
  if (day !== null) return `Lettere del ${formatDate(day)}`;
  if (survey === undefined || rung === null || round === null) return scope;
  return `${rungWord(survey, rung)}, dati al ${formatDate(round)}`;
}
