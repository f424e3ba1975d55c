import { addDays, dayNumber, romeDate, romeInstant } from '../calendar/index.js';
import type { Calendar, Instant, LocalDate, TimeOfDay } from '../calendar/types.js';
import { momentOf, type Moment } from './moment.js';
import type { Standstill } from './types.js';

/** The ticks of a range of days, in order, and where each day's first one stands. */
export class Ticks {
  readonly list: readonly Moment[];
  private readonly firstDay: number;
  /** For each day of the range, the index of the first tick on or after it. */
  private readonly firstOn: readonly number[];

  constructor(
    calendar: Calendar,
    from: LocalDate,
    to: LocalDate,
    sendTime: TimeOfDay,
    downtimes: readonly Standstill[] = [],
  ) {
    this.list = momentsOf(from, to, sendTime, downtimes).map((at) => momentOf(calendar, at));
    this.firstDay = dayNumber(from);
    const firstOn: number[] = [];
    let index = 0;
    for (let day = this.firstDay; day <= dayNumber(to); day += 1) {
      while ((this.list[index]?.day ?? Infinity) < day) index += 1;
      firstOn.push(index);
    }
    this.firstOn = firstOn;
  }

  /** The index of the first tick on or after a day; the number of ticks when there is none. */
  onOrAfter(day: number): number {
    if (day <= this.firstDay) return 0;
    return this.firstOn[day - this.firstDay] ?? this.list.length;
  }

  /** The index of the first tick at or after a moment; the number of ticks when there is none. */
  atOrAfter(at: Instant): number {
    let low = 0;
    let high = this.list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.list[middle] as Moment).at < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Every day at the sending time, unless the engine stands still; and the moment at which it comes back. */
function momentsOf(
  from: LocalDate,
  to: LocalDate,
  sendTime: TimeOfDay,
  downtimes: readonly Standstill[],
): readonly Instant[] {
  const still = (at: Instant): boolean =>
    downtimes.some((downtime) => downtime.from <= at && at < downtime.until);
  const moments = new Set<Instant>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const at = romeInstant(day, sendTime);
    if (!still(at)) moments.add(at);
  }
  for (const { until } of downtimes) {
    const day = romeDate(until);
    if (day >= from && day <= to && !still(until)) moments.add(until);
  }
  return [...moments].sort();
}
