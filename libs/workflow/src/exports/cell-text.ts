import { formatDate, romeDate, romeTime } from '@app/domain';
import type { Instant, LocalDate } from '@app/domain';
import type { Cell, ColumnKind } from './table.js';

const SHAPES: Readonly<Partial<Record<ColumnKind, RegExp>>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  moment: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
};

/**
 * A cell as people read it: days `31/03/2022`, moments `31/03/2022 09:00` in Rome, shares `62,5%`, decimals with a comma.
 *
 * @throws TypeError for a day in a column of moments, or the other way round: a day has no time, and as an instant it
 * would be shown as 01:00
 * @example cellText('percent', 0.625) //=> '62,5%'
 */
export function cellText(kind: ColumnKind, cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    return kind === 'percent' ? `${decimal(Math.round(cell * 1000) / 10)}%` : decimal(cell);
  }
  if (cell !== '' && SHAPES[kind]?.test(cell) === false) {
    throw new TypeError(`a ${kind} column holds «${cell}»`);
  }
  if (kind === 'date' && cell !== '') return formatDate(cell as LocalDate);
  if (kind === 'moment' && cell !== '') {
    const at = cell as Instant;
    return `${formatDate(romeDate(at))} ${romeTime(at)}`;
  }
  return cell;
}

const decimal = (value: number): string => String(value).replace('.', ',');
