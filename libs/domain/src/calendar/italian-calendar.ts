import { civilToLocalDate, dayNumber, fromDayNumber } from './day-number.js';
import { easterSunday } from './easter.js';
import type { Feast, HolidayLaw } from './holiday-laws.js';
import { HOLIDAY_LAWS } from './holiday-laws.js';
import { LAST_DAY, weekday } from './local-date.js';
import type { Calendar, Holiday, LocalDate, SaturdayPolicy } from './types.js';

/** A feast with the day from which a later law ended it. */
interface DatedFeast extends Feast {
  readonly until: LocalDate | null;
}

/** How the law is read: on which day, whether Saturday counts, and laws not yet in the table (a rehearsal). */
export interface CalendarSettings {
  /** Laws published later are not known. Default: every law in the table. */
  readonly asOfLaw?: LocalDate;
  /** Default `working`: Saturday is no holiday for administrative terms. */
  readonly saturday?: SaturdayPolicy;
  /** Added to the table, in order of publication: to rehearse a holiday that is not law yet. */
  readonly addedLaws?: readonly HolidayLaw[];
}

/**
 * The public holidays of Italy as the law stood on a day. Sundays are holidays named "domenica"; Saturday never is one
 * here, also when the policy rolls terms off it (`isHoliday`).
 *
 * @example italianCalendar({}).holidayOn(localDate('2024-04-01'))?.name //=> 'Lunedì dell’Angelo'
 */
export function italianCalendar(settings: CalendarSettings = {}): Calendar {
  const { asOfLaw = LAST_DAY, saturday = 'working', addedLaws = [] } = settings;
  const feasts = feastsKnownOn([...HOLIDAY_LAWS, ...addedLaws], asOfLaw);
  const years = new Map<string, ReadonlyMap<LocalDate, Holiday>>();
  const ofYear = (year: string): ReadonlyMap<LocalDate, Holiday> => {
    const known = years.get(year);
    if (known !== undefined) return known;
    const made = holidaysOfYear(feasts, Number(year));
    years.set(year, made);
    return made;
  };
  return {
    asOfLaw,
    saturday,
    holidayOn: (day) => ofYear(day.slice(0, 4)).get(day) ?? sundayOn(day),
  };
}

function sundayOn(day: LocalDate): Holiday | null {
  return weekday(day) === 7 ? { day, name: 'domenica', norm: 'art. 2 L. 260/1949' } : null;
}

/** Every feast that the laws known on that day made, with the day from which they ended it. */
function feastsKnownOn(laws: readonly HolidayLaw[], asOfLaw: LocalDate): readonly DatedFeast[] {
  const feasts: DatedFeast[] = [];
  for (const law of laws.filter(({ published }) => published <= asOfLaw)) {
    for (const end of law.ends) {
      feasts.forEach((feast, i) => {
        if (feast.key === end.key && feast.until === null)
          feasts[i] = { ...feast, until: end.from };
      });
    }
    feasts.push(...law.makes.map((feast) => ({ ...feast, until: null })));
  }
  return feasts;
}

function holidaysOfYear(
  feasts: readonly DatedFeast[],
  year: number,
): ReadonlyMap<LocalDate, Holiday> {
  const holidays = new Map<LocalDate, Holiday>();
  for (const feast of feasts) {
    const day = dayOfFeast(feast, year);
    if (!inForce(feast, day)) continue;
    const other = holidays.get(day);
    holidays.set(day, {
      day,
      // 25 April 2011 was Easter Monday too: both names, both norms.
      name: other === undefined ? feast.name : `${other.name} e ${feast.name}`,
      norm:
        other === undefined || other.norm === feast.norm
          ? feast.norm
          : `${other.norm}; ${feast.norm}`,
    });
  }
  return holidays;
}

function inForce(feast: DatedFeast, day: LocalDate): boolean {
  if (day < feast.from || (feast.to !== undefined && day > feast.to)) return false;
  return feast.until === null || day < feast.until;
}

function dayOfFeast(feast: Feast, year: number): LocalDate {
  if ('easterPlus' in feast.on) return fromDayNumber(easterSunday(year) + feast.on.easterPlus);
  const [month, day] = feast.on.monthDay.split('-').map(Number);
  return civilToLocalDate(year, month ?? 1, day ?? 1);
}

/** Public holidays (no plain Sundays) from a day to another, both included, in order. */
export function holidaysBetween(
  calendar: Calendar,
  from: LocalDate,
  to: LocalDate,
): readonly Holiday[] {
  const found: Holiday[] = [];
  for (let n = dayNumber(from); n <= dayNumber(to); n += 1) {
    const holiday = calendar.holidayOn(fromDayNumber(n));
    if (holiday !== null && holiday.name !== 'domenica') found.push(holiday);
  }
  return found;
}

/** Days on which a law of the table became known, oldest first: where a due date may move. */
export function lawDays(addedLaws: readonly HolidayLaw[] = []): readonly LocalDate[] {
  return [...HOLIDAY_LAWS, ...addedLaws].map(({ published }) => published);
}
