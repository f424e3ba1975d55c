import { Injectable } from '@nestjs/common';
import { addDays, isFinal, orderDecisions, romeDate } from '@app/domain';
import type { Decision, IstatCode, LocalDate, Survey } from '@app/domain';
import { Clock } from '../clock.js';
import { Plans } from '../queries/plans.js';
import { NEEDED_DAYS } from './entry.js';
import type { OverviewEntry } from './entry.js';
import { Overview } from './overview.js';

/** The plan of a survey for pages: what the overview knows already, and lived through anew only where that does not say enough. */
@Injectable()
export class PlanBook {
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
    const live = async (istats?: readonly IstatCode[]): Promise<readonly Decision[]> =>
      (await this.plans.between(survey, today, to, istats)).filter((line) => isIn(line, from));
    if (only !== undefined || to > this.knownThrough()) return live(only);
    const entries = await this.overview.of(survey);
    const open = entries.filter((entry) => waitsAt(entry, to));
    const fresh =
      open.length === 0 ? [] : await live(open.map((entry) => entry.municipality.istat));
    const byMunicipality = new Map<IstatCode, Decision[]>();
    for (const line of fresh) {
      const list = byMunicipality.get(line.municipality) ?? [];
      list.push(line);
      byMunicipality.set(line.municipality, list);
    }
    const isOpen = new Set(open);
    return orderDecisions(
      entries.map((entry) =>
        isOpen.has(entry)
          ? (byMunicipality.get(entry.municipality.istat) ?? [])
          : entry.plan.filter((line) => line.day <= to && isIn(line, from)),
      ),
    );
  }
}

/** What waits still waits on the day that is asked for, whenever it began to. */
function isIn(line: Decision, from: LocalDate): boolean {
  return line.day >= from || !isFinal(line);
}

/** Whether something has come due by a day and is not settled then: its line must be lived through to that day. */
function waitsAt({ plan }: OverviewEntry, to: LocalDate): boolean {
  return plan.some((line) => line.target <= to && (line.day > to || !isFinal(line)));
}
