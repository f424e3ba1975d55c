import type { Fact } from './types.js';

/** A term of a hundred years is a slip of the pen, and could leave the calendar: nothing could be planned any more. */
const FARTHEST_YEARS = 100;
const DAYS = ['due', 'until', 'date', 'day', 'on', 'reference'] as const;

/** A day of the fact that lies too far from its recording, or null. @example farDay(extendedTo9999) //=> '9999-12-31' */
export function farDay({ occurredAt, recordedAt, payload }: Fact): string | null {
  const year = Number(recordedAt.slice(0, 4));
  const told = payload as Readonly<Record<string, unknown>>;
  const days = [occurredAt.slice(0, 10), ...DAYS.map((name) => told[name])];
  const far = days.find(
    (day) => typeof day === 'string' && Math.abs(Number(day.slice(0, 4)) - year) > FARTHEST_YEARS,
  );
  return far === undefined ? null : String(far);
}
