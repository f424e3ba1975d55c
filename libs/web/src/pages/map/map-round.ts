import type { LocalDate } from '@app/domain';
import type { OverviewEntry } from '@app/workflow';
import { links } from '../../view/links.js';
import type { StatusWord } from '../../vocabulary.js';
import { obligationWord } from '../../vocabulary.js';
import type { AreaMap } from './map-areas.js';
import { areaMap, MOST_SINGLE } from './map-areas.js';
import type { MapPlace } from './map-drawing.js';
import { shapeOf } from './map-drawing.js';

/** A municipality of the table, with coordinates or without. */
export interface MapRow {
  readonly name: string;
  readonly href: string;
  readonly due: LocalDate;
  readonly status: StatusWord;
}

/** A round as the map shows it: everything that does not depend on the page that is asked for. */
export interface MapRound {
  readonly rows: readonly MapRow[];
  readonly located: readonly (MapRow & MapPlace)[];
  readonly legend: readonly {
    readonly word: string;
    readonly tone: StatusWord['tone'];
    readonly count: number;
    readonly shape: string;
  }[];
  /** Squares that count municipalities; null where each has a sign of its own. */
  readonly areas: AreaMap<MapRow & MapPlace> | null;
}

/** The reference dates of which somebody owes something, oldest first. */
export function roundsOn(entries: readonly OverviewEntry[]): LocalDate[] {
  const rounds = new Set<LocalDate>();
  for (const { obligations } of entries) for (const { round } of obligations) rounds.add(round);
  return [...rounds].sort();
}

/** How everybody stands with a round, and where. */
export function mapRound(entries: readonly OverviewEntry[], round: LocalDate | undefined) {
  const rows: MapRow[] = [];
  const located: (MapRow & MapPlace)[] = [];
  const counts = new Map<StatusWord, number>();
  for (const { municipality, obligations } of entries) {
    const state = obligations.find((one) => one.round === round);
    if (state === undefined) continue;
    const { name, latitude, longitude, istat } = municipality;
    const [href, status] = [links.obligation(istat, state.obligation), obligationWord(state)];
    const row = { name, href, due: state.due.date, status };
    rows.push(row);
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (latitude !== null && longitude !== null) located.push({ ...row, latitude, longitude });
  }
  const legend = [...counts].map(([{ word, tone }, count]) => ({
    ...{ word, tone, count, shape: shapeOf(tone, 12, 12) },
  }));
  const areas = located.length > MOST_SINGLE ? areaMap(located) : null;
  return { rows, located, legend, areas } satisfies MapRound;
}
