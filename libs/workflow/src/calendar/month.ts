import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { endOfDay, romeDate, romeInstant } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import { lettersBetween, surveyVersions } from '@app/persistence';
import { Clock } from '../clock.js';
import { groupBy } from '../group-by.js';
import { Overview } from '../overview/overview.js';
import { PlanBook } from '../overview/plan-book.js';
import { Reference } from '../reference.js';
import { Calendars } from './calendars.js';
import { dateEntries } from './due-entries.js';
import type { LetterLine } from './letter-entries.js';
import { letterEntries, lettersOfPlan } from './letter-entries.js';
import type { CalendarEntry, CalendarScope } from './types.js';

/** Municipalities whose plan is lived through anew for a month that the overview does not know. */
const FEW = 300;

const NOBODY = new Map<string, never[]>();

/** A month for a page: what `Calendars` gives for feeds, from the overview and the register, whatever the number of municipalities. */
@Injectable()
export class CalendarMonths {
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
    const standings = entries.map((entry) => ({ ...entry, facts: [] }));
    const dates = dateEntries({ survey, versions, standings, now }, from, to, 'together');
    const lines = [
      ...(await this.#planned(survey, entries.length, from, to)),
      ...(await this.#onRecord(survey, from, to)),
    ];
    const base = { sequence: 0, changedAt: now };
    const letters = letterEntries(lines, NOBODY, base, 'together');
    return [...dates, ...letters.filter(({ day }) => day >= from && day <= to)];
  }

  async #planned(survey: Survey, count: number, from: LocalDate, to: LocalDate) {
    const today = romeDate(this.clock.now());
    const known = this.plans.knownThrough();
    const last = to <= known || count <= FEW ? to : known;
    if (last < today || last < from) return [];
    return lettersOfPlan(await this.plans.between(survey, today, last));
  }

  async #onRecord(survey: Survey, from: LocalDate, to: LocalDate): Promise<LetterLine[]> {
    const letters = await lettersBetween(
      this.db,
      survey.id,
      romeInstant(from, '00:00'),
      endOfDay(to),
    );
    return letters.map(
      ({ municipality, obligation, rung, dueVersion, decidedAt, state, reason }) => ({
        ...{ municipality, obligation, rung, dueVersion },
        ...{ day: romeDate(decidedAt), at: decidedAt },
        state: state === 'withdrawn' ? 'cancelled' : 'confirmed',
        done: state === 'sent' || state === 'delivered' || state === 'failed',
        detail: state === 'withdrawn' ? (reason ?? '') : '',
      }),
    );
  }
}

function order(a: CalendarEntry, b: CalendarEntry): number {
  const [one, other] = [a, b].map(({ day, at, uid }) => `${day} ${at ?? ''} ${uid}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}
