import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import type { HolidayLaw } from './holiday-laws.js';
import { HOLIDAY_LAWS } from './holiday-laws.js';
import { isHoliday } from './day-kind.js';
import { holidaysBetween, italianCalendar, lawDays } from './italian-calendar.js';
import { localDate, weekday } from './local-date.js';

const calendar = italianCalendar();
const nameOn = (day: string): string | null => calendar.holidayOn(localDate(day))?.name ?? null;

describe('the holidays of 2022', () => {
  it('are twelve national feasts, each with its law', () => {
    const [from, to] = [localDate('2022-01-01'), localDate('2022-12-31')];
    expect(holidaysBetween(calendar, from, to).map(({ day, norm }) => `${day} ${norm}`)).toEqual([
      '2022-01-01 art. 2 L. 260/1949',
      '2022-01-06 art. 1 D.P.R. 792/1985',
      '2022-04-17 art. 2 L. 260/1949',
      '2022-04-18 art. 2 L. 260/1949',
      '2022-04-25 art. 2 L. 260/1949',
      '2022-05-01 art. 2 L. 260/1949',
      '2022-06-02 art. 1 L. 336/2000',
      '2022-08-15 art. 2 L. 260/1949',
      '2022-11-01 art. 2 L. 260/1949',
      '2022-12-08 art. 2 L. 260/1949',
      '2022-12-25 art. 2 L. 260/1949',
      '2022-12-26 art. 2 L. 260/1949',
    ]);
  });
});

describe('a feast is a holiday only while a law says so', () => {
  it.each<[string, string | null, string]>([
    ['2025-10-04', null, 'Saturday 4 October 2025: L. 151/2025 begins in 2026'],
    ['2026-10-04', 'San Francesco d’Assisi', 'Sunday 4 October 2026, the first'],
    ['2027-10-04', 'San Francesco d’Assisi', 'Monday 4 October 2027'],
    ['1977-01-06', 'Epifania', 'Thursday 6 January 1977, before L. 54/1977'],
    ['1978-01-06', null, 'Friday 6 January 1978, abolished'],
    ['1985-01-06', 'domenica', '6 January 1985 was a plain Sunday'],
    ['1986-01-06', 'Epifania', 'Monday 6 January 1986, restored by D.P.R. 792/1985'],
    ['1976-06-02', 'Festa della Repubblica', 'Wednesday 2 June 1976'],
    ['1977-06-02', null, 'Thursday 2 June 1977, moved to the first Sunday'],
    ['2000-06-02', null, 'Friday 2 June 2000'],
    ['2001-06-02', 'Festa della Repubblica', 'Saturday 2 June 2001, restored by L. 336/2000'],
    ['1976-11-04', 'Giorno dell’Unità nazionale', 'Thursday 4 November 1976'],
    ['1977-11-04', null, 'Friday 4 November 1977'],
    ['1976-03-19', 'San Giuseppe', 'Friday 19 March 1976'],
    ['1977-03-19', null, 'Saturday 19 March 1977, a fortnight after the law'],
    ['1976-05-27', 'Ascensione', 'Thursday, 39 days after Easter 1976'],
    ['1977-05-19', null, 'Thursday, 39 days after Easter 1977'],
    ['1976-06-17', 'Corpus Domini', 'Thursday, 60 days after Easter 1976'],
    ['1977-06-09', null, 'Thursday, 60 days after Easter 1977'],
    ['1976-06-29', 'Santi Pietro e Paolo', 'Tuesday 29 June 1976'],
    ['1977-06-29', null, 'Wednesday 29 June 1977'],
    ['2010-03-17', null, 'Wednesday 17 March 2010'],
    ['2011-03-17', '150° anniversario dell’Unità d’Italia', 'Thursday 17 March 2011, once'],
    ['2012-03-17', null, 'Saturday 17 March 2012'],
    ['2024-03-30', null, 'Holy Saturday 2024'],
    ['2024-03-31', 'Pasqua', 'Easter Sunday 2024'],
    ['2024-04-01', 'Lunedì dell’Angelo', 'Easter Monday 2024'],
    ['2024-04-02', null, 'Tuesday after Easter 2024'],
    ['2011-04-25', 'Anniversario della Liberazione e Lunedì dell’Angelo', 'both on one day'],
    ['1949-05-01', 'domenica', 'before L. 260/1949 the table knows Sundays only'],
  ])('%s is %s: %s', (day, name) => {
    expect(nameOn(day)).toBe(name);
  });

  it('joins the norms of two feasts on one day only where they differ', () => {
    expect(calendar.holidayOn(localDate('2011-04-25'))?.norm).toBe('art. 2 L. 260/1949');
    const day = localDate('2027-06-02');
    const twice: HolidayLaw = {
      law: 'prova',
      published: localDate('2026-12-01'),
      makes: [{ key: 'x', name: 'altra', on: { monthDay: '06-02' }, norm: 'prova', from: day }],
      ends: [],
    };
    expect(italianCalendar({ addedLaws: [twice] }).holidayOn(day)).toEqual({
      day,
      name: 'Festa della Repubblica e altra',
      norm: 'art. 1 L. 336/2000; prova',
    });
  });
});

describe('asOfLaw', () => {
  it.each([
    ['2025-10-09', false, 'the day before L. 151/2025 was published'],
    ['2025-10-10', true, 'the day it was published'],
  ])('read on %s, Monday 4 October 2027 is a holiday: %s (%s)', (asOfLaw, expected) => {
    const read = italianCalendar({ asOfLaw: localDate(asOfLaw) });
    expect(isHoliday(read, localDate('2027-10-04'))).toBe(expected);
  });

  it('keeps a feast that a later law ended', () => {
    const in1976 = italianCalendar({ asOfLaw: localDate('1976-12-31') });
    expect(in1976.holidayOn(localDate('1980-06-02'))?.name).toBe('Festa della Repubblica');
  });

  it('rehearses a law that is not in the table', () => {
    const day = localDate('2027-03-19');
    const law: HolidayLaw = {
      law: 'prova',
      published: localDate('2026-12-01'),
      makes: [
        { key: 'x', name: 'San Giuseppe', on: { monthDay: '03-19' }, norm: 'prova', from: day },
      ],
      ends: [],
    };
    expect(isHoliday(calendar, day)).toBe(false);
    expect(isHoliday(italianCalendar({ addedLaws: [law] }), day)).toBe(true);
    expect(lawDays([law]).at(-1)).toBe('2026-12-01');
  });

  it('has its laws in order of publication, as due dates are moved one law after the other', () => {
    expect(lawDays()).toEqual([...lawDays()].sort());
    expect(lawDays()).toHaveLength(HOLIDAY_LAWS.length);
  });
});

describe('Saturday', () => {
  it('never calls Saturday a holiday of the calendar itself', () => {
    expect(italianCalendar({ saturday: 'holiday' }).holidayOn(localDate('2023-09-30'))).toBeNull();
  });
});

describe('the oracle date-holidays, 1990 to 2100', () => {
  it('agrees on every day but 2 June 1990–2000, which L. 54/1977 had moved to a Sunday', () => {
    const theirs = new Holidays('IT');
    const differences: string[] = [];
    for (let year = 1990; year <= 2100; year += 1) {
      const [from, to] = [localDate(`${year}-01-01`), localDate(`${year}-12-31`)];
      const ours = new Set<string>(holidaysBetween(calendar, from, to).map(({ day }) => day));
      const other = new Set(
        theirs
          .getHolidays(year)
          .filter(({ type }) => type === 'public')
          .map(({ date }) => date.slice(0, 10)),
      );
      differences.push(
        ...[...other].filter((day) => !ours.has(day)).map((day) => `theirs ${day}`),
        ...[...ours].filter((day) => !other.has(day)).map((day) => `ours ${day}`),
      );
    }
    // A 2 June that fell on a Sunday (1991, 1996) differs too: ours calls it "domenica".
    expect(differences).toEqual(Array.from({ length: 11 }, (_, i) => `theirs ${1990 + i}-06-02`));
    expect(weekday(localDate('1991-06-02'))).toBe(7);
    expect(isHoliday(calendar, localDate('1991-06-02'))).toBe(true);
  });
});
