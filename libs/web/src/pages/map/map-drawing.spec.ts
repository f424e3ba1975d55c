import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities } from '@app/contract';
import { STATUS_WORDS } from '../../vocabulary.js';
import type { MapPlace } from './map-drawing.js';
import { drawMap, shapeOf } from './map-drawing.js';

const place = (name: string, latitude: number, longitude: number): MapPlace => ({
  ...{ name, latitude, longitude, href: '/x', status: STATUS_WORDS.attesa },
});
const ten = defaultMunicipalities().map(({ name, latitude, longitude }) =>
  place(name, latitude ?? 0, longitude ?? 0),
);
/** Where a shape's path begins, which is enough to compare places. */
const startOf = (shape: string): number[] =>
  (/^M(\S+) (\S+?)[aLh]/.exec(shape) ?? []).slice(1).map(Number);

describe('the map', () => {
  it('is nothing when nobody has coordinates', () => expect(drawMap([])).toBeNull());

  it('has north above and east on the right: Barletta lies north of Spinazzola, Bisceglie east of Canosa', () => {
    const marks = new Map(drawMap(ten)?.marks.map(({ name, shape }) => [name, startOf(shape)]));
    const [x, y] = [0, 1];
    expect(marks.get('Barletta')?.[y]).toBeLessThan(marks.get('Spinazzola')?.[y] ?? 0);
    expect(marks.get('Bisceglie')?.[x]).toBeGreaterThan(marks.get('Canosa di Puglia')?.[x] ?? 0);
  });

  it('keeps every place inside, and writes each of ten names where no other stands', () => {
    const drawing = drawMap(ten)!;
    for (const { shape } of drawing.marks) {
      const [x = -1, y = -1] = startOf(shape);
      expect(x >= 0 && x <= drawing.width && y >= 0 && y <= drawing.height).toBe(true);
    }
    const labels = drawing.marks.map(({ label }) => `${label?.x},${label?.y}`);
    expect(drawing.marks.every(({ label }) => label !== null)).toBe(true);
    expect(new Set(labels).size).toBe(10);
  });

  it('writes no name over another: of sixty at one point some are in the table only', () => {
    const drawing = drawMap(Array.from({ length: 60 }, (_, n) => place(`C${n}`, 41, 16)))!;
    const labels = drawing.marks.flatMap(({ label }) => label ?? []);
    expect(labels.length).toBeLessThan(60);
    expect(new Set(labels.map(({ x, y }) => `${x} ${y}`)).size).toBe(labels.length);
  });

  it.each([
    ['one place only', [place('A', 41, 16)]],
    ['two at the same point', [place('A', 41, 16), place('B', 41, 16)]],
    ['a line from west to east', [place('A', 41, 16), place('B', 41, 17)]],
  ])('can draw %s', (_what, places) => {
    const numbers = drawMap(places)!.marks.flatMap(({ shape }) => startOf(shape));
    expect(numbers.every(Number.isFinite)).toBe(true);
  });

  it('leaves the names to the table when there are more than sixty', () => {
    const many = Array.from({ length: 61 }, (_, n) => place(`C${n}`, 41 + n / 100, 16));
    expect(drawMap(many)?.marks.every(({ label }) => label === null)).toBe(true);
  });

  it('tells what is answered, overdue, doubtful and not owed apart by shape', () => {
    const tones = ['success', 'danger', 'warning', 'secondary'] as const;
    expect(new Set(tones.map((tone) => shapeOf(tone, 12, 12))).size).toBe(4);
  });
});
