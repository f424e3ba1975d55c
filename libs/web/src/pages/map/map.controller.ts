import { Controller, Get, Query, Render } from '@nestjs/common';
import { formatDate } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import { Kept, Overview, Reference } from '@app/workflow';
import { AllowedTo } from '../../access/roles.js';
import { formatNumber } from '../../view/helpers.js';
import { oneOf, pageNumber, paging, withQuery } from '../../view/paging.js';
import type { AreaMap } from './map-areas.js';
import { MOST_SINGLE } from './map-areas.js';
import { drawMap } from './map-drawing.js';
import type { MapRound, MapRow } from './map-round.js';
import { mapRound, roundsOn } from './map-round.js';

const ROWS = 100;

/** Where those are who have answered, and those who have not. */
@AllowedTo('lettore')
@Controller('mappa')
export class MapController {
  readonly #rounds = new Kept<LocalDate[]>();
  readonly #maps = new Kept<MapRound>();

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
    const rounds = this.#rounds.of(entries, survey.id, () => roundsOn(entries));
    const round = oneOf(asked['ciclo'], rounds) ?? rounds.at(-1);
    const map = this.#maps.of(entries, round ?? '', () => mapRound(entries, round));
    const query = { ricognizione: survey.id, ciclo: round };
    const area = map.areas?.areas.find(({ id }) => id === asked['area']);
    const members = area && map.areas?.members.get(area.id);
    const rows: readonly MapRow[] = members ?? map.rows;
    const page = paging(rows.length, pageNumber(asked['pagina']), ROWS, '/mappa', {
      ...query,
      area: area?.id,
    });
    const single = members ?? (map.areas === null ? map.located : []);
    return {
      survey: survey.shortTitle,
      round,
      drawing: single.length > MOST_SINGLE ? null : drawMap(single),
      areas: area === undefined ? areaView(map.areas, query) : null,
      area: area && { ...area, back: withQuery('/mappa', query) },
      rows: rows.slice((page.page - 1) * ROWS, page.page * ROWS),
      paging: page,
      unlocated: map.rows.length - map.located.length,
      legend: map.legend,
      choices: rounds.map((one) => ({
        value: one,
        word: `Dati al ${formatDate(one)}`,
        selected: one === round,
      })),
    };
  }
}

function areaView(map: AreaMap | null, query: Readonly<Record<string, string | undefined>>) {
  return (
    map && {
      ...map,
      areas: map.areas.map((area) => ({
        ...area,
        label: `${area.count === 1 ? area.first : `${formatNumber(area.count)} Comuni, da ${area.first} a ${area.last}`}: ${area.words}`,
        href: withQuery('/mappa', { ...query, area: area.id }),
      })),
    }
  );
}
