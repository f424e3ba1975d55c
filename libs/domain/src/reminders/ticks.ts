import { addDays, dayNumber, romeDate, romeInstant } from '../calendar/index.js';
import type { Instant, LocalDate, TimeOfDay } from '../calendar/types.js';
import type { Standstill } from './types.js';

/** One tick of a range, with its day number. */
export interface Tick {
  readonly at: Instant;
  readonly day: number;
}

/** The ticks of a range of days, in order, and where each day's first one stands. */
export class Ticks {
  readonly list: readonly Tick[];
  private readonly firstDay: number;
  /** For each day of the range, the index of the first tick on or after it. */
  private readonly firstOn: readonly number[];

  constructor(
    from: LocalDate,
    to: LocalDate,
    sendTime: TimeOfDay,
    downtimes: readonly Standstill[] = [],
  ) {
    this.list = ticksOf(from, to, sendTime, downtimes);
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

  /** The index of the first tick at or after a moment. */
  atOrAfter(at: Instant): number {
    let index = this.onOrAfter(dayNumber(romeDate(at)));
    while ((this.list[index]?.at ?? '~') < at) index += 1;
    return index;
  }
}

/** Every day at the sending time, unless the engine stands still; and the moment at which it comes back. */
function ticksOf(
  from: LocalDate,
  to: LocalDate,
  sendTime: TimeOfDay,
  downtimes: readonly Standstill[],
): readonly Tick[] {
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
  return [...moments].sort().map((at) => ({ at, day: dayNumber(romeDate(at)) }));
}
