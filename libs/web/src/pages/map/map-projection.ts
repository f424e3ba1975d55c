export const WIDTH = 760;
const TALLEST = 560;
const SHORTEST = 240;

/** Something with coordinates, in degrees. */
export interface Located {
  readonly latitude: number;
  readonly longitude: number;
}

/** How high a drawing of some places is, and where each of them lies in it. */
export interface Projection {
  readonly height: number;
  readonly at: (place: Located) => { readonly x: number; readonly y: number };
}

/**
 * North above, distances in proportion at the middle latitude, in a drawing `WIDTH` wide.
 *
 * @param free what stays free at the sides, and above and below
 */
export function projected(
  places: readonly Located[],
  free: { readonly side: number; readonly margin: number },
): Projection {
  const [south, north] = extent(places.map(({ latitude }) => latitude));
  const [west, east] = extent(places.map(({ longitude }) => longitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max(1e-6, (east - west) * shrink);
  const scale = Math.min(
    (WIDTH - 2 * free.side) / across,
    (TALLEST - 2 * free.margin) / Math.max(1e-6, north - south),
  );
  const height = round(Math.max(SHORTEST, (north - south) * scale + 2 * free.margin));
  const left = (WIDTH - across * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  return {
    height,
    at: ({ latitude, longitude }) => ({
      x: round(left + (longitude - west) * shrink * scale),
      y: round(top + (north - latitude) * scale),
    }),
  };
}

/** The least and the greatest; no spread, for a nation has more values than a call has room for. */
const extent = (values: readonly number[]): [number, number] => [
  values.reduce((a, b) => Math.min(a, b)),
  values.reduce((a, b) => Math.max(a, b)),
];

/** To a tenth of a unit: finer than anybody sees. */
export const round = (value: number): number => Math.round(value * 10) / 10;
