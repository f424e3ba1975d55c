import { Controller, Get, Query, Render } from '@nestjs/common';
import { formatDate } from '@app/domain';
import type { Survey } from '@app/domain';
import type { RoundTrend } from '@app/workflow';
import { Clock, Reference, Trends } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { exportLinks } from '../../view/export-links.js';
import { links } from '../../view/links.js';
import { oneOf } from '../../view/paging.js';
import { courseChart } from './course-chart.js';
import { ratesChart } from './rates-chart.js';
import type { TrendStandpoint } from './trend-asked.js';
import { standpointAsked } from './trend-asked.js';

/** Rates by round, and how the answers to one round came in: today, or as it was known on a day. */
@AllowedTo('lettore')
@Controller('andamento')
export class TrendController {
  constructor(
    private readonly clock: Clock,
    private readonly reference: Reference,
    private readonly trends: Trends,
  ) {}

  @Get()
  @Render('andamento')
  async view(@Query() asked: Readonly<Record<string, unknown>>) {
    const { surveys } = await this.reference.load();
    const standpoint = standpointAsked(asked, this.clock.now());
    const chosen = oneOf(asked['ricognizione'], [...surveys.keys()]);
    const sections = [];
    for (const survey of surveys.values()) {
      if (chosen !== undefined && chosen !== survey.id) continue;
      sections.push(await this.#section(survey, standpoint, asked['ciclo']));
    }
    const { asOf, knownOn, words } = standpoint;
    return {
      title: 'Andamento',
      sections,
      asOf,
      knownOn,
      words,
      cycle: asked['ciclo'],
      several: surveys.size > 1,
      surveys: [...surveys.values()].map(({ id, shortTitle }) => ({
        value: id,
        word: shortTitle,
        selected: id === chosen,
      })),
      exports: exportLinks('/andamento/esporta', {
        ricognizione: chosen,
        al: asOf,
        saputo: knownOn,
      }),
    };
  }

  async #section(survey: Survey, standpoint: TrendStandpoint, cycle: unknown) {
    const rounds = await this.trends.rounds(survey, standpoint.from);
    const wanted = oneOf(
      cycle,
      rounds.map(({ reference }) => reference as string),
    );
    const shown =
      rounds.find(({ reference }) => reference === wanted) ?? lastDue(rounds, standpoint);
    return {
      id: survey.id,
      title: survey.shortTitle,
      rounds: rounds.map((round) => ({ ...round, href: links.round(round.obligation) })),
      rates: rounds.length === 0 ? null : ratesChart(rounds),
      course: shown === undefined ? null : await this.#course(survey, shown, standpoint),
      choices: rounds.map(({ reference }) => ({
        value: reference,
        word: `Dati al ${formatDate(reference)}`,
        selected: reference === shown?.reference,
      })),
    };
  }

  async #course(survey: Survey, shown: RoundTrend, { from, until }: TrendStandpoint) {
    const points = await this.trends.course(survey, shown.reference, from);
    const { expected, exempt, carriedNil } = shown.measure;
    const due = shown.due ?? until;
    const chart = courseChart({
      ...{ opensOn: shown.opensOn, due, until, points },
      owed: expected - exempt - carriedNil,
    });
    return { reference: shown.reference, due, points, chart };
  }
}

/** The round that people talk about: the last whose due date is over, else the first. */
function lastDue(
  rounds: readonly RoundTrend[],
  { until }: TrendStandpoint,
): RoundTrend | undefined {
  return rounds.filter(({ due }) => due !== null && due <= until).at(-1) ?? rounds[0];
}
