import type { StatusWord } from '../../vocabulary.js';
import type { Located } from './map-projection.js';
import { projected, round, WIDTH } from './map-projection.js';

/** A municipality to draw, with its word. */
export interface MapPlace extends Located {
  readonly name: string;
  readonly href: string;
  readonly status: StatusWord;
}

const MARGIN = 70;
const SIDE = 130;
const RADIUS = 9;
const LINE = 16;
/** About the width of a letter of a label, in units of the drawing. */
const LETTER = 7.2;
/** Beyond so many, names would cover each other: the table has them. */
const MOST_NAMED = 60;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The shape of each tone: told apart without colour. */
export function shapeOf(tone: StatusWord['tone'], x: number, y: number): string {
  const r = RADIUS;
  const points: Readonly<Record<StatusWord['tone'], string>> = {
    success: `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    primary: `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    warning: `M${x} ${y - r - 2}L${x + r + 2} ${y}L${x} ${y + r + 2}L${x - r - 2} ${y}Z`,
    danger: `M${x} ${y - r - 2}L${x + r + 2} ${y + r}L${x - r - 2} ${y + r}Z`,
    secondary: `M${x - r + 1} ${y - r + 1}h${2 * r - 2}v${2 * r - 2}h${2 - 2 * r}Z`,
  };
  return points[tone];
}

/**
 * Municipalities by their coordinates, north above: a shape for each, with name and word beside it where there is room. Distances keep
 * their proportion at the middle latitude; no map of anybody else lies beneath. Null when nobody has coordinates.
 */
export function drawMap(places: readonly MapPlace[]) {
  if (places.length === 0) return null;
  const { height, at } = projected(places, { side: SIDE, margin: MARGIN });
  const points = places.map((place) => ({ ...place, ...at(place) }));
  const named = points.length <= MOST_NAMED ? labels(points) : points.map(() => null);
  return {
    width: WIDTH,
    height,
    marks: points.map(({ name, href, status, x, y }, index) => ({
      name,
      href,
      word: status.word,
      tone: status.tone,
      shape: shapeOf(status.tone, x, y),
      label: named[index],
    })),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly status: StatusWord;
}

/** Right, left, above or below of each point: the first place where nothing else stands; null where there is none. */
function labels(points: readonly Point[]) {
  const taken: Box[] = points.map(({ x, y }) => ({
    ...{ left: x - RADIUS - 3, right: x + RADIUS + 3 },
    ...{ top: y - RADIUS - 3, bottom: y + RADIUS + 3 },
  }));
  return points.map(({ x, y, name, status }) => {
    const width = Math.max(name.length, status.word.length) * LETTER;
    const away = RADIUS + 7;
    const places = [
      { x: x + away, y: y - 2, anchor: 'start', left: x + away },
      { x: x - away, y: y - 2, anchor: 'end', left: x - away - width },
      { x, y: y - away - LINE, anchor: 'middle', left: x - width / 2 },
      { x, y: y + away + 8, anchor: 'middle', left: x - width / 2 },
    ].map((one) => ({
      ...one,
      box: { left: one.left, right: one.left + width, top: one.y - 13, bottom: one.y + LINE + 4 },
    }));
    const free = places.find(
      ({ box }) =>
        box.left >= 0 && box.right <= WIDTH && !taken.some((other) => overlaps(box, other)),
    );
    // Two names over each other can both not be read: the table has them.
    if (free === undefined) return null;
    taken.push(free.box);
    const [labelX, labelY] = [round(free.x), round(free.y)];
    return { x: labelX, y: labelY, below: round(free.y + LINE), anchor: free.anchor };
  });
}
