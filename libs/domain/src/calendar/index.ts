export { DomainError } from './errors.js';
export { dayNumber, daysInMonth, fromDayNumber, isLeapYear } from './day-number.js';
export { addDays, daysBetween, LAST_DAY, localDate, monthName, weekday } from './local-date.js';
export { addMinutes, instant, instantToMillis, millisToInstant } from './instant.js';
export { endOfDay, romeDate, romeInstant, romeTime, romeTimeOfDay, startOfDay } from './rome.js';
export { easterSunday } from './easter.js';
export { HOLIDAY_LAWS, type Feast, type FeastDay, type HolidayLaw } from './holiday-laws.js';
export {
  type CalendarSettings,
  holidaysBetween,
  italianCalendar,
  lawDays,
} from './italian-calendar.js';
export { isHoliday, isSenderWorkingDay } from './day-kind.js';
export { addWorkingDays, rollTo } from './working-days.js';
export { formatDate, formatInstant, longDate, weekdayName } from './format.js';
