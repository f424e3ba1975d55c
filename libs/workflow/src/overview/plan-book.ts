import { Injectable } from '@nestjs/common';
import { addDays, endOfDay, isFinal, orderDecisions, romeDate } from '@app/domain';
import type { Decision, Instant, IstatCode, LocalDate, Survey } from '@app/domain';
import { Clock } from '../clock.js';
import { Plans } from '../queries/plans.js';
import { NEEDED_DAYS } from './entry.js';
import type { OverviewEntry } from './entry.js';
import { Kept } from './kept.js';
import { Overview } from './overview.js';

/** The plan of a survey for pages: of the days that the overview knows from there, of others lived through anew. */
@Injectable()
export class PlanBook {
  /** By range of days, of one overview. */
  readonly #known = new Kept<readonly Decision[]>();

  constructor(
    private readonly clock: Clock,
    private readonly overview: Overview,
    private readonly plans: Plans,
  ) {}

  /** The last day that `between` answers of everybody without living through the whole plan. */
  knownThrough(): LocalDate {
    return addDays(romeDate(this.clock.now()), NEEDED_DAYS);
  }

  /**
   * Every send from a day to another, both included, and every line that will not leave: as `plan` from today to the
   * last day gives it, without what comes before the first.
   *
   * @param only restricts the answer to some municipalities
   */
  async between(
    survey: Survey,
    from: LocalDate,
    to: LocalDate,
    only?: readonly IstatCode[],
  ): Promise<readonly Decision[]> {
    const today = romeDate(this.clock.now());
    if (from < today) return this.plans.between(survey, from, to, only);
    if (only !== undefined || to > this.knownThrough()) {
      const lived = await this.plans.between(survey, today, to, only);
      return lived.filter((line) => isIn(line, from));
    }
    return this.#ordered(await this.overview.of(survey), from, to);
  }

  /** Reckoned once for the same overview and days: whoever turns pages asks for the same again. */
  #ordered(entries: readonly OverviewEntry[], from: LocalDate, to: LocalDate): readonly Decision[] {
    return this.#known.of(entries, `${from}/${to}`, () => {
      const end = endOfDay(to);
      return orderDecisions(
        entries.map((entry) => linesBy(entry, end).filter((line) => isIn(line, from))),
      );
    });
  }
}

/** What waits still waits on the day that is asked for, whenever it began to. */
function isIn(line: Decision, from: LocalDate): boolean {
  return line.day >= from || !isFinal(line);
}

/** The plan up to a moment: what has ended by then, and what waits then. */
function linesBy({ plan, waited }: OverviewEntry, end: Instant): Decision[] {
  const begun = plan.filter((line) => line.at <= end);
  const waiting = waited.filter(({ line, over }) => line.at <= end && over > end);
  return [...begun, ...waiting.map(({ line }) => line)];
}
