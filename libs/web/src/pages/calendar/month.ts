import {
  addDays,
  daysInMonth,
  formatDate,
  holidaysBetween,
  italianCalendar,
  longDate,
  monthName,
  weekday,
  weekdayName,
} from '@app/domain';
import type { LocalDate } from '@app/domain';

/** A month of a year, as the address names it. */
export interface Month {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
}

const FIRST_YEAR = 1950;
const LAST_YEAR = 2150;

/** The month that an address asks for (`2022-03`), or that of a day. */
export function monthAsked(text: unknown, today: LocalDate): Month {
  const found = typeof text === 'string' ? /^(\d{4})-(\d{2})$/.exec(text) : null;
  const [year, month] = [Number(found?.[1]), Number(found?.[2])];
  const known = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12;
  return known ? { year, month } : monthOf(today);
}

export function monthOf(day: LocalDate): Month {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) };
}

/** @example monthKey({ year: 2022, month: 3 }) //=> '2022-03' */
export const monthKey = ({ year, month }: Month): string =>
  `${year}-${String(month).padStart(2, '0')}`;

/** @example monthTitle({ year: 2022, month: 3 }) //=> 'marzo 2022' */
export const monthTitle = ({ year, month }: Month): string => `${monthName(month)} ${year}`;

/** So many months on, or back. */
export function monthsOn({ year, month }: Month, count: number): Month {
  const months = year * 12 + month - 1 + count;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}

export const firstDay = (month: Month): LocalDate => `${monthKey(month)}-01` as LocalDate;
export const lastDay = (month: Month): LocalDate =>
  addDays(firstDay(month), daysInMonth(month.year, month.month) - 1);

/** One square of a month's page. */
export interface DayCell<T> {
  readonly day: LocalDate;
  readonly dayNumber: number;
  /** For who hears the page: "giovedì 31 marzo 2022" without the weekday, which the column says. */
  readonly label: string;
  readonly inMonth: boolean;
  readonly today: boolean;
  readonly weekend: boolean;
  readonly holiday: string | null;
  readonly items: readonly T[];
}

/** The weeks of a month, Monday first, with the days of its neighbours that fill them. */
export function weeksOf<T>(
  month: Month,
  today: LocalDate,
  itemsOf: (day: LocalDate) => readonly T[],
): readonly (readonly DayCell<T>[])[] {
  const [first, last] = [firstDay(month), lastDay(month)];
  const monday = addDays(first, 1 - weekday(first));
  const calendar = italianCalendar();
  const weeks: DayCell<T>[][] = [];
  for (let start = monday; start <= last; start = addDays(start, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, n) => {
        const day = addDays(start, n);
        const inMonth = day >= first && day <= last;
        const holiday = calendar.holidayOn(day);
        return {
          day,
          dayNumber: Number(day.slice(8)),
          label: longDate(day),
          inMonth,
          today: day === today,
          weekend: weekday(day) > 5,
          holiday: holiday === null || holiday.name === 'domenica' ? null : holiday.name,
          items: inMonth ? itemsOf(day) : [],
        };
      }),
    );
  }
  return weeks;
}

/** The public holidays of a year, each with the law that made it. */
export function holidaysOf(year: number) {
  const [from, to] = [`${year}-01-01` as LocalDate, `${year}-12-31` as LocalDate];
  return holidaysBetween(italianCalendar(), from, to).map(({ day, name, norm }) => ({
    day,
    date: formatDate(day),
    weekday: weekdayName(day),
    name,
    norm,
  }));
}
