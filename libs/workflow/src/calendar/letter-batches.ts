import type { Instant, IstatCode, LocalDate } from '@app/domain';
import { groupBy } from '../group-by.js';
import type { CalendarEntry, CalendarState, Revision } from './types.js';

/** Letters of one rung of one round that stand on one day, of however many municipalities. */
export interface LetterBatch {
  readonly obligation: string;
  readonly rung: string;
  readonly day: LocalDate;
  /** Of one of them: the first that leaves. */
  readonly at: Instant | null;
  readonly state: CalendarState;
  /** All of them have left. */
  readonly done: boolean;
  readonly count: number;
  /** Why the one whose state is told is as it is. */
  readonly detail: string;
}

/**
 * Puts together what stands on one day for one rung of one round: what leaves, or may still leave, apart from what does not.
 *
 * @example batchesOf(tenLettersOfOneDay) //=> [{ rung: 'reminder-1', day: '2022-03-16', count: 10, … }]
 */
export function batchesOf(
  parts: Iterable<Omit<LetterBatch, 'count'> & { readonly count?: number }>,
): LetterBatch[] {
  const batches = new Map<string, LetterBatch>();
  for (const part of parts) {
    const gone = part.state === 'cancelled' ? '-' : '+';
    const key = `${part.obligation}/${part.rung}/${part.day}${gone}`;
    const { obligation, rung, day, at, state, done, detail, count = 1 } = part;
    const one = { obligation, rung, day, at, state, done, detail, count };
    const known = batches.get(key);
    batches.set(key, known === undefined ? one : joined(known, one));
  }
  return [...batches.values()];
}

/** What is sure stands for what is not. */
function joined(one: LetterBatch, other: LetterBatch): LetterBatch {
  const shown = one.state !== 'confirmed' && other.state === 'confirmed' ? other : one;
  return { ...shown, done: one.done && other.done, count: one.count + other.count };
}

/** One entry a rung of a round on the day on which most leave, and one for every other day; what does not leave only where nothing does. */
export function batchEntries(batches: readonly LetterBatch[], revision: Revision): CalendarEntry[] {
  const rungs = groupBy(batches, ({ obligation, rung }) => `${obligation}/${rung}`);
  return [...rungs].flatMap(([id, group]) => {
    const leaving = group.filter(({ state }) => state !== 'cancelled');
    const shown = leaving.length > 0 ? leaving : group;
    const main = shown.reduce((a, b) =>
      b.count > a.count || (b.count === a.count && b.day < a.day) ? b : a,
    );
    return shown.map((batch) => {
      const own = batch === main ? id : `${id}/${batch.day}`;
      const alone = batch.count === 1 || batch.state !== 'confirmed';
      return letterEntry({ ...batch, detail: alone ? batch.detail : '' }, own, null, revision);
    });
  });
}

/** A letter, or many of them, as an entry of a calendar. */
export function letterEntry(
  { obligation, rung, day, at, state, done, count, detail }: LetterBatch,
  id: string,
  municipality: IstatCode | null,
  revision: Revision,
): CalendarEntry {
  return {
    uid: `${id}/lettera`,
    ...{ kind: 'letter', state, day, at, municipality, rung, done, count, detail },
    survey: obligation.slice(0, -11),
    round: obligation.slice(-10) as LocalDate,
    open: 0,
    ...revision,
  };
}
