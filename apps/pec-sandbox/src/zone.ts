/** Local time in Europe/Rome by the EU rule (Directive 2000/84/EC), without Intl: receipts carry local time and zone. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;
const HOUR = 3_600_000;

/** Summer time runs from 01:00 UTC of the last Sunday of March to 01:00 UTC of the last Sunday of October. */
export function romeOffset(epochMs: number): number {
  const year = new Date(epochMs).getUTCFullYear();
  return epochMs >= lastSunday(year, 2) && epochMs < lastSunday(year, 9) ? 2 * HOUR : HOUR;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR;
}

export interface LocalTime {
  /** `14/02/2022`, as in daticert. */
  readonly day: string;
  /** `09:00:02`. */
  readonly time: string;
  /** `+0100`. */
  readonly zone: string;
  /** `20220214090002`. */
  readonly compact: string;
  /** `2022-02-14`. */
  readonly iso: string;
  /** `Mon, 14 Feb 2022 09:00:02 +0100` (RFC 5322 §3.3). */
  readonly header: string;
}

/** @example romeTime(Date.UTC(2022, 1, 14, 8, 0, 2)).header //=> 'Mon, 14 Feb 2022 09:00:02 +0100' */
export function romeTime(epochMs: number): LocalTime {
  const offset = romeOffset(epochMs);
  const local = new Date(epochMs + offset);
  const iso = local.toISOString();
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)];
  const time = iso.slice(11, 19);
  const zone = offset === HOUR ? '+0100' : '+0200';
  return {
    day: `${day}/${month}/${year}`,
    time,
    zone,
    compact: `${year}${month}${day}${time.replaceAll(':', '')}`,
    iso: iso.slice(0, 10),
    header: `${DAYS[local.getUTCDay()]}, ${day} ${MONTHS[local.getUTCMonth()]} ${year} ${time} ${zone}`,
  };
}

/**
 * Epoch milliseconds of a wall-clock time in Europe/Rome.
 *
 * @example romeEpoch('2022-02-14', '09:00') //=> Date.UTC(2022, 1, 14, 8)
 */
export function romeEpoch(day: string, time: string): number {
  const utc = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
  const winter = utc - HOUR;
  return romeOffset(winter) === HOUR ? winter : utc - 2 * HOUR;
}
