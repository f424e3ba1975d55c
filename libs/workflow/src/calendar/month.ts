import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endOfDay, romeDate, romeInstant } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import { countLetters, surveyVersions } from '@app/persistence';
import { Clock } from '../clock.js';
import { groupBy } from '../group-by.js';
import { Kept } from '../overview/kept.js';
import { Overview } from '../overview/overview.js';
import { PlanBook } from '../overview/plan-book.js';
import { Reference } from '../reference.js';
import { Calendars } from './calendars.js';
import { dateEntries } from './due-entries.js';
import type { RoundDuties } from './duties.js';
import { dutiesOf } from './duties.js';
import type { LetterBatch } from './letter-batches.js';
import { batchEntries, batchesOf } from './letter-batches.js';
import { lettersOfPlan } from './letter-entries.js';
import type { CalendarEntry, CalendarScope } from './types.js';

/** Municipalities whose plan is lived through anew for a month that the overview does not know. */
const FEW = 300;

/** A month for a page: what `Calendars` gives for feeds, from the overview and the register, whatever the number of municipalities. */
@Injectable()
export class CalendarMonths {
  readonly #duties = new Kept<ReadonlyMap<LocalDate, RoundDuties>>();
  readonly #planned = new Kept<readonly LetterBatch[]>();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly overview: Overview,
    private readonly plans: PlanBook,
    private readonly calendars: Calendars,
  ) {}

  /** What stands on the days from one to another, both included. Of many municipalities one entry for what is alike. */
  async between(
    scope: CalendarScope,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly CalendarEntry[]> {
    if (scope.kind === 'municipality') return this.calendars.between(scope, from, to);
    const { surveys } = await this.reference.load();
    const entries: CalendarEntry[] = [];
    for (const survey of surveys.values()) {
      if (scope.kind === 'survey' && scope.target !== survey.id) continue;
      entries.push(...(await this.#ofSurvey(survey, from, to)));
    }
    return entries.sort((a, b) => order(a, b));
  }

  async #ofSurvey(survey: Survey, from: LocalDate, to: LocalDate): Promise<CalendarEntry[]> {
    const now = this.clock.now();
    const all = await surveyVersions(this.db);
    const versions = groupBy(all, ({ id }) => id).get(survey.id) ?? [];
    const entries = await this.overview.of(survey);
    const duties = this.#duties.of(entries, survey.id, () =>
      dutiesOf(
        entries.map(({ municipality, obligations }) => ({ municipality, obligations, facts: [] })),
      ),
    );
    const record = { survey, versions, standings: [], duties, now };
    const dates = dateEntries(record, from, to, 'counted');
    const batches = batchesOf([
      ...(await this.#ofPlan(survey, entries.length, from, to)),
      ...(await this.#onRecord(survey, from, to)),
    ]);
    const letters = batchEntries(batches, { sequence: 0, changedAt: now });
    return [...dates, ...letters.filter(({ day }) => day >= from && day <= to)];
  }

  async #ofPlan(
    survey: Survey,
    count: number,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly LetterBatch[]> {
    const today = romeDate(this.clock.now());
    const known = this.plans.knownThrough();
    const last = to <= known || count <= FEW ? to : known;
    if (last < today || last < from) return [];
    const plan = await this.plans.between(survey, today, last);
    return this.#planned.of(plan, '', () => batchesOf(lettersOfPlan(plan)));
  }

  async #onRecord(survey: Survey, from: LocalDate, to: LocalDate): Promise<LetterBatch[]> {
    const start = romeInstant(from, '00:00');
    const counts = await countLetters(this.db, survey.id, start, endOfDay(to));
    return counts.map(({ withdrawn, reason, ...count }) => ({
      ...count,
      state: withdrawn ? 'cancelled' : 'confirmed',
      detail: reason ?? '',
    }));
  }
}

function order(a: CalendarEntry, b: CalendarEntry): number {
  const [one, other] = [a, b].map(({ day, at, uid }) => `${day} ${at ?? ''} ${uid}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}
