import { weekdayName } from '@app/domain';
import type { LocalDate } from '@app/domain';
import type { CalendarEntry, ClosingDay } from '@app/workflow';
import { formatNumber } from '../../view/helpers.js';
import { withQuery } from '../../view/paging.js';
import type { StatusWord } from '../../vocabulary.js';
import type { CalendarNames } from './entry-words.js';
import { entryDetail, entryHref, entryTitle, KIND_WORDS, stateWord } from './entry-words.js';
import type { Month } from './month.js';
import { CLOSINGS } from './closing-list.js';
import { holidaysOf, monthKey, monthsOn, monthTitle, weeksOf } from './month.js';

/** What a square of the month can hold before it says how many more there are. */
const IN_SQUARE = 3;

/** An entry as the page shows it. */
function entryLine(entry: CalendarEntry, names: CalendarNames) {
  const kind: StatusWord = KIND_WORDS[entry.kind];
  return {
    day: entry.day,
    weekday: weekdayName(entry.day),
    title: entryTitle(entry, names),
    short: shortTitle(entry, names),
    detail: entryDetail(entry),
    state: stateWord(entry),
    gone: entry.state === 'cancelled',
    survey: names.surveys.get(entry.survey)?.shortTitle ?? entry.survey,
    href: entryHref(entry),
    at: entry.at,
    kind,
  };
}

function shortTitle(entry: CalendarEntry, names: CalendarNames): string {
  if (entry.kind !== 'letter') return KIND_WORDS[entry.kind].word;
  if (entry.municipality !== null || entry.count === 1) {
    return entryTitle(entry, names).split(' – ')[0] ?? '';
  }
  return `${formatNumber(entry.count)} lettere`;
}

/** Who is closed on the days of a month: the names where they are few, else how many with the way to their list. */
export function closingsIn(month: Month, closings: readonly ClosingDay[], names: CalendarNames) {
  const prefix = monthKey(month);
  const byDay = new Map<string, string[]>();
  for (const { day, municipality } of closings) {
    const on = day.length === 5 ? `${month.year}-${day}` : day;
    if (!on.startsWith(prefix)) continue;
    const same = byDay.get(on);
    if (same === undefined) byDay.set(on, [municipality]);
    else same.push(municipality);
  }
  return new Map(
    [...byDay].map(([day, shut]) => [
      day,
      shut.length > IN_SQUARE
        ? {
            text: `${formatNumber(shut.length)} Comuni`,
            href: withQuery(CLOSINGS, { giorno: day }),
          }
        : { text: shut.map((one) => names.municipalities.get(one)?.name ?? one).join(', ') },
    ]),
  );
}

/** What the address asks of the calendar, as its links keep it. */
export type CalendarQuery = Readonly<Record<'ricognizione' | 'comune', string | undefined>>;

/** Everything that the page of a month shows. */
export function calendarPage(
  month: Month,
  today: LocalDate,
  entries: readonly CalendarEntry[],
  closings: readonly ClosingDay[],
  names: CalendarNames,
  query: CalendarQuery,
) {
  const lines = entries.map((entry) => entryLine(entry, names));
  const shut = closingsIn(month, closings, names);
  const at = (other: Month): string =>
    withQuery('/calendario', { mese: monthKey(other), ...query });
  const weeks = weeksOf(month, today, (day) => lines.filter((line) => line.day === day));
  return {
    heading: monthTitle(month),
    previous: { href: at(monthsOn(month, -1)), word: monthTitle(monthsOn(month, -1)) },
    next: { href: at(monthsOn(month, 1)), word: monthTitle(monthsOn(month, 1)) },
    weeks: weeks.map((week) =>
      week.map((cell) => ({
        ...cell,
        shut: cell.inMonth ? shut.get(cell.day) : undefined,
        items: cell.items.slice(0, IN_SQUARE),
        more: Math.max(0, cell.items.length - IN_SQUARE),
      })),
    ),
    lines,
    holidays: holidaysOf(month.year),
    year: month.year,
  };
}
