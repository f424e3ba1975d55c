import type { Decision, Fact, Instant, IstatCode, LocalDate, PlanAction } from '@app/domain';
import { romeDate } from '@app/domain';
import { groupBy } from '../group-by.js';
import { batchEntries, batchesOf, letterEntry } from './letter-batches.js';
import { withRecord } from './revision.js';
import type { CalendarEntry, CalendarState, Revision } from './types.js';

/** One rung of one duty: planned, or on record. */
export interface LetterLine {
  readonly municipality: IstatCode;
  readonly obligation: string;
  readonly rung: string;
  readonly dueVersion: number;
  /** The letter, not delivered, that it repeats; null: it is the rung's own. */
  readonly repeats: string | null;
  readonly day: LocalDate;
  readonly at: Instant | null;
  readonly state: CalendarState;
  readonly done: boolean;
  readonly detail: string;
}

const STATES: Readonly<Record<PlanAction, CalendarState>> = {
  send: 'confirmed',
  postponed: 'tentative',
  locked: 'tentative',
  folded: 'cancelled',
  dropped: 'cancelled',
  skipped: 'cancelled',
};

/** What the record says of letters: decided, left, or held back for good. Each rung under each due date once, and each repetition. */
export function lettersOnRecord(facts: readonly Fact[]): LetterLine[] {
  const lines = new Map<string, LetterLine>();
  for (const fact of facts) {
    if (fact.type !== 'queued' && fact.type !== 'sent' && fact.type !== 'withdrawn') continue;
    if (fact.round === null) continue;
    const { rung, dueVersion } = fact.payload;
    const { repeats = null } = fact.payload;
    const reason = 'reason' in fact.payload ? fact.payload.reason : '';
    lines.set(`${fact.survey}/${fact.round}/${rung}/${dueVersion}/${repeats ?? ''}`, {
      municipality: fact.municipality,
      obligation: `${fact.survey}/${fact.round}`,
      ...{ rung, dueVersion, repeats },
      ...{ day: romeDate(fact.occurredAt), at: fact.occurredAt },
      state: fact.type === 'withdrawn' ? 'cancelled' : 'confirmed',
      done: fact.type === 'sent',
      detail: reason,
    });
  }
  return [...lines.values()];
}

/** The lines of a plan. What does not leave stands on the day that it was meant for. */
export function lettersOfPlan(plan: readonly Decision[]): LetterLine[] {
  return plan.map((line) => {
    const leaves = line.action === 'send';
    return {
      ...{ municipality: line.municipality, obligation: line.obligation, rung: line.rung },
      dueVersion: line.dueVersion,
      repeats: line.repeats ?? null,
      day: leaves ? line.day : (line.until ?? line.target),
      at: leaves ? line.at : null,
      state: STATES[line.action],
      done: false,
      detail: line.reason,
    };
  });
}

/** What letters stand on a calendar: planned and on record, one line for each rung under each due date. */
export function letterLines(
  facts: ReadonlyMap<IstatCode, readonly Fact[]>,
  plan: readonly Decision[],
): LetterLine[] {
  const lines = new Map<string, LetterLine>();
  const all = [
    ...lettersOfPlan(plan),
    // What is on record is no longer only planned.
    ...[...facts.values()].flatMap((own) => lettersOnRecord(own)),
  ];
  for (const line of all) {
    const { municipality, obligation, rung, dueVersion, repeats } = line;
    lines.set(`${municipality}/${obligation}/${rung}/${dueVersion}/${repeats ?? ''}`, line);
  }
  return [...lines.values()];
}

/**
 * The letters as entries. Together: one entry a rung of a round, on the day on which most leave, and one for every other
 * day. Each: one a municipality. A rung keeps its uid when its due date moves; what had left under an earlier one stands beside it.
 */
export function letterEntries(
  lines: readonly LetterLine[],
  facts: ReadonlyMap<IstatCode, readonly Fact[]>,
  base: Revision,
  how: 'together' | 'each',
): CalendarEntry[] {
  if (how === 'each') return eachLetter(lines, facts, base);
  return batchEntries(batchesOf(lines), withRecord(base, [...facts.values()].flat()));
}

function eachLetter(
  lines: readonly LetterLine[],
  facts: ReadonlyMap<IstatCode, readonly Fact[]>,
  base: Revision,
): CalendarEntry[] {
  const rungs = groupBy(lines, (line) => `${line.obligation}/${line.rung}/${line.municipality}`);
  return [...rungs].flatMap(([id, versions]) => {
    const revision = withRecord(base, facts.get(versions[0]!.municipality) ?? []);
    const newest = Math.max(...versions.map(({ dueVersion }) => dueVersion));
    return versions.map((line) => {
      const version = line.dueVersion === newest ? '' : `/v${line.dueVersion}`;
      const again = line.repeats === null ? '' : `/${line.day}`;
      return entryOf(line, `${id}${version}${again}`, revision);
    });
  });
}

function entryOf(line: LetterLine, id: string, revision: Revision): CalendarEntry {
  return letterEntry({ ...line, count: 1 }, id, line.municipality, revision);
}
