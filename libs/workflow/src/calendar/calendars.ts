import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addDays, foldMunicipality, guarded, plan, romeDate } from '@app/domain';
import type { Instant, IstatCode, LocalDate, Survey } from '@app/domain';
import type { SurveyVersionSummary } from '@app/persistence';
import { surveyVersions } from '@app/persistence';
import { Clock } from '../clock.js';
import { groupBy } from '../group-by.js';
import { Plans, TOLD } from '../queries/plans.js';
import { Reference } from '../reference.js';
import { dateEntries } from './due-entries.js';
import { letterEntries, letterLines } from './letter-entries.js';
import type { CalendarEntry, CalendarScope, Revision } from './types.js';

/** Letters are planned for so long ahead: past the last rung of a ladder. */
export const LETTERS_AHEAD = 150;

/** The dates of the rounds and the letters, past and planned, as calendars show them. */
@Injectable()
export class Calendars {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly plans: Plans,
  ) {}

  /**
   * What stands on the days from one to another, both included, in order of day. Of one municipality each thing by itself, of many
   * one entry for those that are alike.
   *
   * @example await calendars.between({ kind: 'all', target: null }, localDate('2022-03-01'), localDate('2022-03-31'))
   */
  async between(
    scope: CalendarScope,
    from: LocalDate,
    to: LocalDate,
  ): Promise<readonly CalendarEntry[]> {
    const now = this.clock.now();
    const { surveys } = await this.reference.load();
    const versions = groupBy(await surveyVersions(this.db), ({ id }) => id);
    const entries: CalendarEntry[] = [];
    for (const survey of surveys.values()) {
      if (scope.kind === 'survey' && scope.target !== survey.id) continue;
      const only = scope.kind === 'municipality' ? [scope.target ?? ''] : undefined;
      const own = versions.get(survey.id) ?? [];
      entries.push(...(await this.#ofSurvey(survey, own, { from, to, now, only })));
    }
    return entries.sort(
      (a, b) => order(a.day, b.day) || order(a.at ?? '', b.at ?? '') || order(a.uid, b.uid),
    );
  }

  async #ofSurvey(
    survey: Survey,
    versions: readonly SurveyVersionSummary[],
    { from, to, now, only }: Span,
  ): Promise<CalendarEntry[]> {
    const { municipalities, facts } = await this.plans.record(survey, only);
    const how = only === undefined ? 'together' : 'each';
    const standings = municipalities.map((municipality) => {
      const own = facts.get(municipality.istat) ?? [];
      const fold = () => foldMunicipality(survey, municipality, own, { asOf: now });
      return { municipality, facts: own, obligations: guarded(municipality, fold, TOLD) ?? [] };
    });
    const dates = dateEntries({ survey, versions, standings, now }, from, to, how);
    const lines = letterLines(facts, this.#planned(survey, municipalities, facts, to));
    const recordedAt = versions.at(-1)?.recordedAt ?? now;
    const base: Revision = { sequence: Math.max(0, versions.length - 1), changedAt: recordedAt };
    const letters = letterEntries(lines, facts, base, how);
    return [...dates, ...letters.filter(({ day }) => day >= from && day <= to)];
  }

  #planned(
    survey: Survey,
    municipalities: Parameters<typeof plan>[0]['municipalities'],
    facts: ReadonlyMap<IstatCode, Parameters<typeof foldMunicipality>[2]>,
    to: LocalDate,
  ): ReturnType<typeof plan> {
    const today = romeDate(this.clock.now());
    if (to < today) return [];
    const last = addDays(today, LETTERS_AHEAD);
    return plan({
      survey,
      municipalities,
      factsOf: (istat) => facts.get(istat) ?? [],
      from: today,
      to: to < last ? to : last,
      assumeDelivery: true,
      onFault: TOLD,
    });
  }
}

interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly now: Instant;
  readonly only: readonly IstatCode[] | undefined;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
