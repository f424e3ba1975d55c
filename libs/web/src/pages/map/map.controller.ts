import { Controller, Get, Query, Render } from '@nestjs/common';
import { formatDate } from '@app/domain';
import type { Survey } from '@app/domain';
import { Overview, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { links } from '../../view/links.js';
import { oneOf, pageNumber, paging } from '../../view/paging.js';
import type { StatusWord } from '../../vocabulary.js';
import { obligationWord } from '../../vocabulary.js';
import { drawMap, shapeOf } from './map-drawing.js';

const ROWS = 100;

/** Where those are who have answered, and those who have not. */
@AllowedTo('lettore')
@Controller('mappa')
export class MapController {
  constructor(
    private readonly reference: Reference,
    private readonly overview: Overview,
  ) {}

  @Get()
  @Render('mappa')
  async view(@Query() asked: Readonly<Record<string, unknown>>) {
    const { surveys } = await this.reference.load();
    const id = oneOf(asked['ricognizione'], [...surveys.keys()]) ?? [...surveys.keys()][0];
    const survey = id === undefined ? undefined : surveys.get(id);
    return {
      title: 'Mappa',
      several: surveys.size > 1,
      surveys: [...surveys.values()].map((one) => ({
        value: one.id,
        word: one.shortTitle,
        selected: one.id === id,
      })),
      ...(survey === undefined ? {} : await this.#of(survey, asked)),
    };
  }

  async #of(survey: Survey, asked: Readonly<Record<string, unknown>>) {
    const entries = await this.overview.of(survey);
    const rounds = [
      ...new Set(entries.flatMap(({ obligations }) => obligations.map(({ round }) => round))),
    ].sort();
    const round = oneOf(asked['ciclo'], rounds) ?? rounds.at(-1);
    const places = entries.flatMap(({ municipality, obligations }) => {
      const state = obligations.find((one) => one.round === round);
      if (state === undefined) return [];
      const { name, latitude, longitude, istat } = municipality;
      const href = links.obligation(istat, state.obligation);
      const { date } = state.due;
      return [{ name, latitude, longitude, href, due: date, status: obligationWord(state) }];
    });
    const located = places.flatMap(({ latitude, longitude, ...place }) =>
      latitude === null || longitude === null ? [] : [{ ...place, latitude, longitude }],
    );
    const page = paging(places.length, pageNumber(asked['pagina']), ROWS, '/mappa', {
      ricognizione: survey.id,
      ciclo: round,
    });
    return {
      survey: survey.shortTitle,
      round,
      drawing: drawMap(located),
      rows: places.slice((page.page - 1) * ROWS, page.page * ROWS),
      paging: page,
      unlocated: places.length - located.length,
      legend: legendOf(places.map(({ status }) => status)),
      choices: rounds.map((one) => ({
        value: one,
        word: `Dati al ${formatDate(one)}`,
        selected: one === round,
      })),
    };
  }
}

/** Each word that occurs, with its shape and how often. */
function legendOf(statuses: readonly StatusWord[]) {
  const counts = new Map<StatusWord, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([{ word, tone }, count]) => ({
    word,
    tone,
    count,
    shape: shapeOf(tone, 12, 12),
  }));
}
