import type { Fact, LocalDate, Municipality } from '@app/domain';
import type { ObligationBrief } from '../overview/entry.js';
import type { CalendarState } from './types.js';

type CalendarDuty = ObligationBrief & { readonly explanation?: string };

/** One municipality with its duties; without facts an entry tells no revision of its own. */
export interface Standing {
  readonly municipality: Municipality;
  readonly facts: readonly Fact[];
  readonly obligations: readonly CalendarDuty[];
}

/** What one municipality owes for a round. */
export interface Duty {
  readonly standing: Standing;
  readonly state: CalendarDuty;
}

/** The duties of a round, and what most of them have alike. */
export interface RoundDuties {
  readonly all: readonly Duty[];
  /** How many there are still to be told of. */
  readonly live: number;
  /** The day on which most of those fall due; null when there is none. */
  readonly day: LocalDate | null;
  /** How many fall due that day, and how many of them want an answer. */
  readonly count: number;
  readonly open: number;
  /** Those whose day was moved. */
  readonly moved: readonly Duty[];
  /** Everything on record of those who have the duty. */
  readonly facts: readonly Fact[];
}

/** The duties of a round that is not open yet. */
export const NONE: RoundDuties = {
  ...{ all: [], live: 0, day: null, count: 0, open: 0, moved: [], facts: [] },
};

/** No duty, no date: exempt, cancelled, or nothing owned since an earlier survey. A suspended term does not run. */
export function stateOf(state: CalendarDuty): CalendarState {
  if (state.outcome === 'cancelled' || state.outcome === 'exempt' || state.carriedNil) {
    return 'cancelled';
  }
  return state.suspended ? 'tentative' : 'confirmed';
}

/** Whether an answer is still wanted. */
export const owes = ({ state: { outcome } }: Pick<Duty, 'state'>): boolean =>
  outcome === 'open' || outcome === 'rejected';

interface Count {
  count: number;
  open: number;
}

/** The duties of some municipalities by the reference date of their round; each looked at once, for they may be a nation's. */
export function dutiesOf(standings: readonly Standing[]): ReadonlyMap<LocalDate, RoundDuties> {
  const rounds = new Map<LocalDate, { all: Duty[]; moved: Duty[]; days: Map<LocalDate, Count> }>();
  for (const standing of standings) {
    for (const state of standing.obligations) {
      const { all, moved, days } = rounds.get(state.round) ?? {
        ...{ all: [], moved: [], days: new Map<LocalDate, Count>() },
      };
      if (all.length === 0) rounds.set(state.round, { all, moved, days });
      const duty = { standing, state };
      all.push(duty);
      const { version, date } = state.due;
      if (version > 1) moved.push(duty);
      if (stateOf(state) === 'cancelled') continue;
      const same = days.get(date) ?? { count: 0, open: 0 };
      days.set(date, { count: same.count + 1, open: same.open + Number(owes(duty)) });
    }
  }
  return new Map(
    [...rounds].map(([round, { all, moved, days }]) => {
      const [day, most] = mostFrequent(days) ?? [null, { count: 0, open: 0 }];
      const live = [...days.values()].reduce((sum, { count }) => sum + count, 0);
      const facts = all.flatMap(({ standing }) => standing.facts);
      return [round, { all, live, day, ...most, moved, facts }];
    }),
  );
}

/** The day that most have; of several the first. */
function mostFrequent(days: ReadonlyMap<LocalDate, Count>): [LocalDate, Count] | undefined {
  return [...days].sort(([a, n], [b, m]) => m.count - n.count || (a < b ? -1 : 1))[0];
}
