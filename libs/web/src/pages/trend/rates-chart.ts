import { formatDate } from '@app/domain';
import type { RoundTrend } from '@app/workflow';
import { percentText } from '../../view/helpers.js';

/** Width of the picture in its own units; the page scales it. */
const WIDTH = 480;
const LEFT = 96;
/** Room at the right end for "100 %". */
const RIGHT = 56;
const BAR = 18;
const ROW = 2 * BAR + 26;
const TOP = 30;

/** One bar with its figure beside it. */
export interface Bar {
  readonly className: string;
  readonly y: number;
  readonly width: number;
  readonly textX: number;
  readonly textY: number;
  readonly text: string;
}

/** The rates of the rounds as bars: completeness above punctuality, with their figures written beside. */
export function ratesChart(rounds: readonly RoundTrend[]) {
  const span = WIDTH - LEFT - RIGHT;
  const rows = rounds.map(({ reference, measure }, index) => {
    const y = TOP + index * ROW;
    const bar = (share: number | null, className: string, top: number): Bar => {
      const width = round(span * (share ?? 0));
      const [textX, textY] = [LEFT + width + 6, top + BAR - 4];
      return { className, y: top, width, textX, textY, text: percentText(share) };
    };
    return {
      label: formatDate(reference),
      labelY: y + BAR + 5,
      bars: [
        bar(measure.completeness, 'barra-completezza', y),
        bar(measure.timeliness, 'barra-puntualita', y + BAR + 2),
      ],
    };
  });
  const height = TOP + rounds.length * ROW;
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => ({
    x: round(LEFT + span * share),
    text: `${share * 100} %`,
  }));
  return {
    width: WIDTH,
    height,
    left: LEFT,
    barHeight: BAR,
    bottom: height - 8,
    rows,
    marks,
    description: rounds
      .map(
        ({ reference, measure }) =>
          `Dati al ${formatDate(reference)}: completezza ${percentText(measure.completeness)}, puntualità ${percentText(measure.timeliness)}.`,
      )
      .join(' '),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
