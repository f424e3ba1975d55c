import { describe, expect, it } from '@jest/globals';
import type { HolidayLaw } from '../calendar/holiday-laws.js';
import { italianCalendar, lawDays } from '../calendar/italian-calendar.js';
import { localDate } from '../calendar/local-date.js';
import type { Calendar, LocalDate } from '../calendar/types.js';
import { explainByLaws } from './explain-by-laws.js';
import { parseTerm } from './term.js';

const due = (
  reference: string,
  term: string,
  laws: readonly LocalDate[],
  added: readonly HolidayLaw[] = [],
): string =>
  explainByLaws(localDate(reference), parseTerm(term), laws, (asOfLaw): Calendar =>
    italianCalendar({ asOfLaw, addedLaws: added }),
  ).due;

describe('a later law moves open due dates and never closed ones', () => {
  it.each([
    ['2025-07-04', 'P27M', '2027-10-05', 'open when L. 151/2025 was published'],
    ['2027-07-04', 'P3M', '2027-10-05', 'begun after it'],
    ['2025-07-04', 'P3M', '2025-10-04', 'closed before it'],
  ])('%s + %s is due %s: %s', (reference, term, expected) => {
    expect(due(reference, term, lawDays())).toBe(expected);
  });

  it('does not know a law after the day on which it is read, also for a reference after that day', () => {
    const until2024 = lawDays().filter((day) => day <= '2024-12-31');
    expect(due('2025-07-04', 'P27M', until2024)).toBe('2027-10-04');
    expect(due('2027-07-04', 'P3M', until2024)).toBe('2027-10-04');
  });

  // A decree of that very week makes Thursday 31 March 2022 a holiday, also backward.
  const decree = (published: string): HolidayLaw => ({
    law: 'prova',
    published: localDate(published),
    makes: [
      {
        key: 'x',
        name: 'giorno di prova',
        on: { monthDay: '03-31' },
        norm: 'prova',
        from: localDate('2022-01-01'),
      },
    ],
    ends: [],
  });

  it.each([
    ['2022-03-30', '2022-04-01', 'the day before the term ends'],
    ['2022-03-31', '2022-04-01', 'on its last day, which still runs'],
    ['2022-04-01', '2022-03-31', 'the day after it ended'],
  ])('published on %s, the term of 31 March 2022 is due %s: %s', (published, expected) => {
    const law = decree(published);
    const laws = lawDays([law])
      .filter((day) => day <= '2022-12-31')
      .sort();
    expect(due('2021-12-31', 'P3M', laws, [law])).toBe(expected);
  });

  it('reads by no law at all before the first', () => {
    expect(due('1948-12-25', 'P0D', lawDays())).toBe('1948-12-25');
  });
});
