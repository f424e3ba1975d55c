import { describe, expect, it } from '@jest/globals';
import type { StatusKey } from '../../vocabulary.js';
import { STATUS_WORDS } from '../../vocabulary.js';
import { areaMap } from './map-areas.js';
import type { MapPlace } from './map-drawing.js';

const place = (name: string, latitude: number, longitude: number, status: StatusKey): MapPlace => ({
  ...{ name, latitude, longitude, href: '/x', status: STATUS_WORDS[status] },
});
/** Three together in the north, one far south. */
const places = [
  place('Barletta', 46, 11, 'scaduto'),
  place('Andria', 46.01, 11.01, 'trasmesso'),
  place('Trani', 46.02, 11, 'trasmesso'),
  place('Spinazzola', 37, 15, 'attesa'),
];

describe('a map of areas', () => {
  const { areas, members, width, height } = areaMap(places);

  it('counts every municipality in one area', () => {
    expect(areas.map(({ count }) => count)).toEqual([3, 1]);
    const names = [...members.values()].map((some) => some.map(({ name }) => name));
    expect(names).toEqual([['Barletta', 'Andria', 'Trani'], ['Spinazzola']]);
  });

  it('says how many stand how, those that are most first, and from whom to whom', () => {
    expect(areas[0]).toMatchObject({
      words: '2 trasmesso, 1 scaduto',
      first: 'Andria',
      last: 'Trani',
    });
  });

  it('is larger where there are more, with what is late above, as high as its share', () => {
    const [north, south] = areas;
    expect(north!.width).toBeGreaterThan(south!.width);
    const [late, answered] = north!.bands;
    expect([late!.tone, answered!.tone]).toEqual(['danger', 'success']);
    expect(late!.y).toBeLessThan(answered!.y);
    expect(answered!.height / late!.height).toBeCloseTo(2, 1);
  });

  it('keeps every square inside the drawing', () => {
    for (const { x, width: side, bands } of areas) {
      const last = bands.at(-1)!;
      expect(x >= 0 && x + side <= width).toBe(true);
      expect(bands[0]!.y >= 0 && last.y + last.height <= height).toBe(true);
    }
  });

  it('can be made of places at one point, and of very many', () => {
    const many = Array.from({ length: 9_000 }, (_, n) =>
      place(`C${n}`, 37 + (n % 90) / 10, 8 + (n % 97) / 10, 'attesa'),
    );
    const counted = areaMap(many).areas.reduce((sum, { count }) => sum + count, 0);
    expect([counted, areaMap(many).areas.length < 300]).toEqual([9_000, true]);
    expect(areaMap([places[0]!, places[0]!]).areas).toMatchObject([{ count: 2 }]);
  });
});
