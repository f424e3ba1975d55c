import { groupBy } from '@app/workflow';
import { formatNumber } from '../../view/helpers.js';
import type { StatusWord } from '../../vocabulary.js';
import type { MapPlace } from './map-drawing.js';
import { projected, round, WIDTH } from './map-projection.js';

/** Beyond so many the signs of single municipalities would cover each other: squares count them. */
export const MOST_SINGLE = 400;

const MARGIN = 30;
/** Width of a square's place, and of the smallest and largest square in it. */
const CELL = 34;
const [SMALLEST, LARGEST] = [9, 31];

type Tone = StatusWord['tone'];

/** From above to below: what is late first, what is not owed last. */
const ORDER: readonly Tone[] = ['danger', 'warning', 'primary', 'success', 'secondary'];

/** A square that stands for the municipalities of an area: its size for how many, its bands for how they stand. */
export interface MapArea {
  readonly id: string;
  readonly count: number;
  /** How many stand how, in words. */
  readonly words: string;
  readonly first: string;
  readonly last: string;
  readonly x: number;
  readonly width: number;
  readonly bands: readonly { readonly tone: Tone; readonly y: number; readonly height: number }[];
}

/** Municipalities put together by areas of one size, and the area of each. */
export interface AreaMap<P extends MapPlace = MapPlace> {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly MapArea[];
  readonly members: ReadonlyMap<string, readonly P[]>;
}

/**
 * A map for more municipalities than signs have room for.
 *
 * @example areaMap(places).areas[0]?.words //=> '30 in attesa, 2 scaduto'
 */
export function areaMap<P extends MapPlace>(places: readonly P[]): AreaMap<P> {
  const { height, at } = projected(places, { side: MARGIN, margin: MARGIN });
  const members = groupBy(places, (place) => {
    const { x, y } = at(place);
    return `${Math.floor(x / CELL)}-${Math.floor(y / CELL)}`;
  });
  const most = [...members.values()].reduce((a, { length }) => Math.max(a, length), 1);
  const areas = [...members].map(([id, some]) => areaOf(id, some, most));
  return { width: WIDTH, height, areas, members };
}

function areaOf(id: string, places: readonly MapPlace[], most: number): MapArea {
  const [column = 0, row = 0] = id.split('-').map(Number);
  const count = places.length;
  const side = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(count / most);
  const top = (row + 0.5) * CELL - side / 2;
  const tones = groupBy(places, ({ status }) => status.tone);
  let y = top;
  const bands = ORDER.flatMap((tone) => {
    const share = (tones.get(tone)?.length ?? 0) / count;
    if (share === 0) return [];
    const band = { tone, y: round(y), height: round(side * share) };
    y += side * share;
    return [band];
  });
  const names = places.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1));
  return {
    ...{ id, count, words: wordsOf(places), first: names[0]!, last: names.at(-1)! },
    ...{ x: round((column + 0.5) * CELL - side / 2), width: round(side), bands },
  };
}

function wordsOf(places: readonly MapPlace[]): string {
  const words = [...groupBy(places, ({ status }) => status.word)];
  return words
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([word, some]) => `${formatNumber(some.length)} ${word.toLocaleLowerCase('it')}`)
    .join(', ');
}
