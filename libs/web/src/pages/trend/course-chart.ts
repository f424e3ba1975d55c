import { addDays, daysBetween, formatDate } from '@app/domain';
import type { LocalDate } from '@app/domain';
import type { CoursePoint } from '@app/workflow';

const WIDTH = 480;
const HEIGHT = 260;
const [LEFT, RIGHT, TOP, BOTTOM] = [36, 14, 26, 34];

/** What the course of a round is drawn from. */
export interface Course {
  readonly opensOn: LocalDate;
  readonly due: LocalDate;
  /** The last day that is known. */
  readonly until: LocalDate;
  /** How many answers are expected in all. */
  readonly owed: number;
  readonly points: readonly CoursePoint[];
}

/** The answers to a round as a line that climbs by steps, with the due date; null when there is no day to draw. */
export function courseChart({ opensOn, due, until, owed, points }: Course) {
  const from = points[0] !== undefined && points[0].day < opensOn ? points[0].day : opensOn;
  const to = [due, until, addDays(from, 1)].reduce((a, b) => (a > b ? a : b));
  const days = daysBetween(from, to);
  const most = Math.max(1, owed, points.at(-1)?.answers ?? 0);
  const x = (day: LocalDate): number =>
    round(LEFT + ((WIDTH - LEFT - RIGHT) * daysBetween(from, day)) / days);
  const y = (count: number): number =>
    round(HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * count) / most);
  const last = until < to ? until : to;
  const dueX = x(due);
  return {
    width: WIDTH,
    height: HEIGHT,
    left: LEFT,
    right: WIDTH - RIGHT,
    top: TOP,
    bottom: HEIGHT - BOTTOM,
    path: pathOf(points, x, y, from, last),
    dots: points.map(({ day, answers }) => ({ x: x(day), y: y(answers) })),
    due: {
      x: dueX,
      date: formatDate(due),
      // The words stand on the side where there is room.
      textX: dueX > WIDTH / 2 ? dueX - 6 : dueX + 6,
      anchor: dueX > WIDTH / 2 ? 'end' : 'start',
    },
    levels: levels(most).map((count) => ({ y: y(count), textY: y(count) + 5, count })),
    first: formatDate(from),
    last: formatDate(to),
    baseY: HEIGHT - 10,
    description: describe({ opensOn, due, until, owed, points }),
  };
}

/** From nothing, up at each answer, level until the last day known. */
function pathOf(
  points: readonly CoursePoint[],
  x: (day: LocalDate) => number,
  y: (count: number) => number,
  from: LocalDate,
  last: LocalDate,
): string {
  const climbs = points.map(({ day, answers }) => `H${x(day)}V${y(answers)}`);
  return `M${x(from)} ${y(0)}${climbs.join('')}H${x(last)}`;
}

/** Three or four round numbers from nothing to the most. */
function levels(most: number): number[] {
  const step = Math.max(1, Math.ceil(most / 4));
  const found: number[] = [];
  for (let count = 0; count <= most; count += step) found.push(count);
  return found;
}

function describe({ due, owed, points, until }: Course): string {
  const inTime = points.filter(({ day }) => day <= due).at(-1)?.answers ?? 0;
  const all = points.at(-1)?.answers ?? 0;
  return `Risposte ricevute: ${inTime} entro la scadenza del ${formatDate(due)}, ${all} fino al ${formatDate(until)}, su ${owed} attese.`;
}

const round = (value: number): number => Math.round(value * 10) / 10;
