import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { measuresByRound, romeDate, roundOf } from '@app/domain';
import type { Instant, LocalDate, Measure, Survey } from '@app/domain';
import { firstAnswers } from '@app/persistence';
import { Clock } from '../clock.js';
import { Kept } from '../overview/kept.js';
import { Overview } from '../overview/overview.js';
import type { PastEntry } from '../overview/past.js';
import { PastOverview } from '../overview/past.js';

/** As of a moment, as known at another. Null: now, with everything on record. */
export interface Standpoint {
  readonly asOf: Instant;
  readonly knownOn: Instant;
}

/** One round with its counts and rates. */
export interface RoundTrend {
  readonly obligation: string;
  readonly reference: LocalDate;
  readonly due: LocalDate | null;
  readonly opensOn: LocalDate;
  readonly measure: Measure;
}

/** How many had answered by the end of a day. */
export interface CoursePoint {
  readonly day: LocalDate;
  readonly answers: number;
}

/** Rates by round and the course of one round, as of any day, as known on any day. */
@Injectable()
export class Trends {
  readonly #rounds = new Kept<readonly RoundTrend[]>();
  readonly #courses = new Kept<readonly CoursePoint[]>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly overview: Overview,
    private readonly past: PastOverview,
  ) {}

  /** The rounds of a survey, oldest first. */
  async rounds(survey: Survey, from: Standpoint | null): Promise<readonly RoundTrend[]> {
    const entries = await this.#entries(survey, from);
    return this.#rounds.of(entries, survey.id, () => roundsIn(survey, entries));
  }

  /** Day by day, the answers to a round that count: only days on which one came. */
  async course(
    survey: Survey,
    round: LocalDate,
    from: Standpoint | null,
  ): Promise<readonly CoursePoint[]> {
    const entries = await this.#entries(survey, from);
    if (from !== null) return this.#courseOf(survey, round, entries, from);
    // While no fact comes and nothing turns, the answers are the same: the overview says when they are not.
    return this.#courses.later(entries, round, () => {
      const now = this.clock.now();
      return this.#courseOf(survey, round, entries, { asOf: now, knownOn: now });
    });
  }

  async #courseOf(
    survey: Survey,
    round: LocalDate,
    entries: readonly PastEntry[],
    when: Standpoint,
  ): Promise<readonly CoursePoint[]> {
    const counting = new Set(
      entries.flatMap(({ municipality, obligations }) =>
        obligations.some(
          (state) =>
            state.round === round &&
            !state.carriedNil &&
            ['transmitted', 'validated', 'nil'].includes(state.outcome),
        )
          ? [municipality.istat]
          : [],
      ),
    );
    const answers = await firstAnswers(this.db, survey.id, round, when);
    return courseOf(
      answers.filter(({ municipality }) => counting.has(municipality)).map(({ day }) => day),
    );
  }

  async #entries(survey: Survey, from: Standpoint | null): Promise<readonly PastEntry[]> {
    if (from === null) return this.overview.of(survey);
    const entries = await this.past.of(survey, from.asOf, from.knownOn);
    const last = romeDate(from.asOf);
    return entries.map((entry) => ({
      ...entry,
      obligations: entry.obligations.filter(({ opensOn }) => opensOn <= last),
    }));
  }
}

function roundsIn(survey: Survey, entries: readonly PastEntry[]): readonly RoundTrend[] {
  const states = entries.flatMap(({ obligations }) => obligations);
  const firsts = new Map(states.map((state) => [state.round, state]));
  return Object.entries(measuresByRound(states)).map(([reference, measure]) => {
    const { obligation, opensOn, round } = firsts.get(reference as LocalDate)!;
    const due = roundOf(survey, round)?.due.due ?? null;
    return { obligation, reference: round, due, opensOn, measure };
  });
}

/**
 * How many there had been by the end of each day on which one came.
 *
 * @example courseOf([friday, monday, monday]) //=> [{ day: friday, answers: 1 }, { day: monday, answers: 3 }]
 */
export function courseOf(days: readonly LocalDate[]): CoursePoint[] {
  const points: CoursePoint[] = [];
  for (const day of [...days].sort()) {
    const answers = (points.at(-1)?.answers ?? 0) + 1;
    if (points.at(-1)?.day === day) points.pop();
    points.push({ day, answers });
  }
  return points;
}
