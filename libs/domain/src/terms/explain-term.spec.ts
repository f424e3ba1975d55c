import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { fromDayNumber } from '../calendar/day-number.js';
import { isHoliday } from '../calendar/day-kind.js';
import { italianCalendar } from '../calendar/italian-calendar.js';
import { localDate } from '../calendar/local-date.js';
import { isSenderWorkingDay } from '../calendar/day-kind.js';
import { explainTerm, rollSteps } from './explain-term.js';
import { parseTerm } from './term.js';
import type { ExplainedDate, Term } from './types.js';

const calendar = italianCalendar();
const term = (reference: string, text: string): ExplainedDate =>
  explainTerm(localDate(reference), parseTerm(text), calendar);
const before = (reference: string, text: string): ExplainedDate =>
  explainTerm(localDate(reference), parseTerm(text), calendar, { direction: 'backward' });

describe('a term forward', () => {
  it.each([
    ['2021-12-31', 'P3M', '2022-03-31', '2022-03-31', 'Thursday'],
    ['2022-06-30', 'P3M', '2022-09-30', '2022-09-30', 'Friday'],
    ['2023-06-30', 'P3M', '2023-09-30', '2023-09-30', 'Saturday is no holiday'],
    ['2023-12-31', 'P3M', '2024-03-31', '2024-04-02', 'Easter Sunday, clocks change'],
    ['2023-12-31', 'P0D', '2023-12-31', '2024-01-02', 'Sunday, then New Year'],
    ['2027-07-04', 'P3M', '2027-10-04', '2027-10-05', 'Monday, holiday since 2026'],
    ['2025-07-04', 'P3M', '2025-10-04', '2025-10-04', 'Saturday, no holiday yet'],
    ['2023-12-30', 'P3M', '2024-03-30', '2024-03-30', 'Holy Saturday, the day before'],
    ['2024-01-01', 'P3M', '2024-04-01', '2024-04-02', 'Easter Monday'],
    ['2024-01-02', 'P3M', '2024-04-02', '2024-04-02', 'Tuesday, the day after'],
    ['2022-03-24', 'P10D', '2022-04-03', '2022-04-04', 'Sunday'],
    ['2022-03-23', 'P10D', '2022-04-02', '2022-04-02', 'Saturday'],
    ['2022-03-25', 'P10D', '2022-04-04', '2022-04-04', 'Monday'],
    ['2027-07-03', 'P3M', '2027-10-03', '2027-10-05', 'Sunday 3, then the holiday of Monday 4'],
    ['2010-12-17', 'P3M', '2011-03-17', '2011-03-18', 'Thursday, a holiday that year only'],
    ['2021-09-25', 'P3M', '2021-12-25', '2021-12-27', 'Christmas Saturday, Sunday Saint Stephen'],
  ])('%s + %s ends %s and is due %s: %s', (reference, text, nominal, due) => {
    expect(term(reference, text)).toMatchObject({ reference, nominal, due });
  });

  it.each([
    ['2021-12-31', 'P6M', '2022-06-30', 'no 31 June: the last day of the month'],
    ['2022-06-30', 'P6M', '2022-12-30', 'the same number, not the last day: never 31 December'],
    ['2023-11-30', 'P3M', '2024-02-29', 'the last day of a leap February'],
    ['2022-11-30', 'P3M', '2023-02-28', 'the last day of a common February'],
    ['2024-02-29', 'P1Y', '2025-02-28', 'a year after a leap day'],
    ['2024-02-29', 'P4Y', '2028-02-29', 'four years after a leap day'],
    ['2022-01-31', 'P1M', '2022-02-28', 'no 31 February'],
    ['2021-12-31', 'P12M', '2022-12-31', 'twelve months are a year'],
    ['2021-12-31', 'P1Y', '2022-12-31', 'a year'],
    ['2022-12-31', 'P0M', '2022-12-31', 'no month at all'],
  ])(
    'months and years end on the same day number: %s + %s is %s, %s',
    (reference, text, nominal) => {
      expect(term(reference, text).nominal).toBe(nominal);
    },
  );

  it.each([
    ['2022-03-30', 'P3WD', '2022-04-04', 'over a week-end'],
    ['2022-04-14', 'P2WD', '2022-04-19', 'over Easter'],
    ['2022-04-03', 'P0WD', '2022-04-04', 'none from a Sunday rolls'],
  ])('working days skip Saturday, Sunday and holidays: %s + %s is due %s, %s', (day, text, due) => {
    expect(term(day, text).due).toBe(due);
  });

  it('rolls Saturday too where the policy says so', () => {
    const strict = italianCalendar({ saturday: 'holiday' });
    const end = explainTerm(localDate('2023-06-30'), parseTerm('P3M'), strict);
    expect(end).toMatchObject({ nominal: '2023-09-30', due: '2023-10-02' });
    expect(end.steps[1]?.norm).toContain('art. 155 c. 5 c.p.c.');
  });

  it.each(['P9999Y', 'P99999M', 'P999999D'])('refuses to leave the calendar by %s', (text) => {
    const start = localDate('9990-01-01');
    expect(() => explainTerm(start, parseTerm(text), calendar)).toThrow(
      expect.objectContaining({ code: 'date-out-of-range' }),
    );
  });
});

describe('a term backward, "at least … before"', () => {
  it.each([
    ['2022-05-10', 'P15D', '2022-04-25', '2022-04-23', 'holiday, Sunday, good Saturday'],
    ['2022-05-11', 'P15D', '2022-04-26', '2022-04-26', 'the Tuesday after'],
    ['2022-05-08', 'P15D', '2022-04-23', '2022-04-23', 'the Saturday itself'],
    ['2024-05-02', 'P1M', '2024-04-02', '2024-04-02', 'Tuesday after Easter'],
    ['2024-05-01', 'P1M', '2024-04-01', '2024-03-30', 'Easter Monday back to Holy Saturday'],
    ['2022-03-31', 'P1M', '2022-02-28', '2022-02-28', 'no 31 February'],
    ['2022-04-04', 'P3WD', '2022-03-30', '2022-03-30', 'working days'],
    ['2024-02-29', 'P1Y', '2023-02-28', '2023-02-28', 'a year before a leap day'],
    ['2022-01-31', 'P2M', '2021-11-30', '2021-11-30', 'over New Year'],
  ])('%s − %s is %s, rolled back to %s: %s', (reference, text, nominal, due) => {
    expect(before(reference, text)).toMatchObject({ reference, nominal, due });
  });

  it('names the norm of backward terms', () => {
    expect(before('2022-05-10', 'P15D').steps[1]?.norm).toContain('Cass. 14767/2014');
    expect(before('2022-05-10', 'P15D').steps[1]?.rule).toContain('giorno precedente');
  });
});

describe('the explanation', () => {
  it('says each step with its norm', () => {
    expect(term('2023-12-31', 'P0D').steps).toEqual([
      {
        from: '2023-12-31',
        to: '2023-12-31',
        rule: 'termine di 0 giorni: scade il giorno stesso',
        norm: 'art. 2963 c. 2 c.c.',
      },
      {
        from: '2023-12-31',
        to: '2024-01-01',
        rule: '31/12/2023 è domenica, giorno festivo: si passa al giorno seguente',
        norm: 'art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.; art. 2 L. 260/1949',
      },
      {
        from: '2024-01-01',
        to: '2024-01-02',
        rule: '01/01/2024 è lunedì, Capodanno, giorno festivo: si passa al giorno seguente',
        norm: 'art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.; art. 2 L. 260/1949',
      },
    ]);
  });

  it.each([
    ['2021-12-31', 'P3M', 'più 3 mesi, stesso giorno del mese', 'c. 4 c.c.'],
    [
      '2021-12-31',
      'P6M',
      'più 6 mesi; il mese non ha il giorno 31: vale il suo ultimo giorno',
      'c. 5',
    ],
    [
      '2022-03-24',
      'P10D',
      'più 10 giorni di calendario, il giorno iniziale non si conta',
      'art. 155',
    ],
    [
      '2022-03-30',
      'P3WD',
      'più 3 giorni lavorativi (dal lunedì al venerdì, esclusi i festivi), il giorno iniziale non si conta',
      '1182/71',
    ],
  ])('of %s + %s begins with «%s»', (reference, text, rule, norm) => {
    expect(term(reference, text).steps[0]?.rule).toBe(rule);
    expect(term(reference, text).steps[0]?.norm).toContain(norm);
  });

  it('tells that Saturday stays, because people expect it to move', () => {
    expect(term('2023-06-30', 'P3M').steps[1]).toMatchObject({
      from: '2023-09-30',
      to: '2023-09-30',
      rule: expect.stringContaining('sabato, giorno non festivo'),
    });
  });

  it('says nothing of Saturday when the day is none', () => {
    expect(rollSteps(localDate('2023-09-29'), calendar)).toEqual([]);
  });
});

describe('every term', () => {
  const days = fc.integer({ min: 7670, max: 47_000 }).map(fromDayNumber);
  const terms = fc.oneof(
    fc.record({ unit: fc.constant('days'), count: fc.integer({ min: 0, max: 800 }) }),
    fc.record({ unit: fc.constant('working-days'), count: fc.integer({ min: 0, max: 200 }) }),
    fc.record({ unit: fc.constant('months'), count: fc.integer({ min: 0, max: 60 }) }),
    fc.record({ unit: fc.constant('years'), count: fc.integer({ min: 0, max: 10 }) }),
  ) as fc.Arbitrary<Term>;
  const saturdays = fc.constantFrom('working' as const, 'holiday' as const);

  it('is due on no holiday, never before its nominal end, and rolling again changes nothing', () => {
    fc.assert(
      fc.property(days, terms, saturdays, (reference, length, saturday) => {
        const read = italianCalendar({ saturday });
        const { nominal, due } = explainTerm(reference, length, read);
        expect(isHoliday(read, due)).toBe(false);
        expect(due >= nominal).toBe(true);
        expect(nominal >= reference).toBe(true);
        expect(rollSteps(due, read).every(({ from, to }) => from === to)).toBe(true);
      }),
    );
  });

  it('backward is due on no holiday and never after its nominal end', () => {
    fc.assert(
      fc.property(days, terms, saturdays, (reference, length, saturday) => {
        const read = italianCalendar({ saturday });
        const { nominal, due } = explainTerm(reference, length, read, { direction: 'backward' });
        expect(isHoliday(read, due)).toBe(false);
        expect(due <= nominal && nominal <= reference).toBe(true);
      }),
    );
  });

  it('keeps the order: who starts later never ends earlier', () => {
    fc.assert(
      fc.property(days, days, terms, (a, b, length) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const end = explainTerm(first, length, calendar);
        const laterEnd = explainTerm(second, length, calendar);
        expect(end.due <= laterEnd.due && end.nominal <= laterEnd.nominal).toBe(true);
      }),
    );
  });

  it('has steps that join the reference to the due date without a gap', () => {
    fc.assert(
      fc.property(days, terms, (reference, length) => {
        const { due, steps } = explainTerm(reference, length, calendar);
        expect(steps[0]?.from).toBe(reference);
        expect(steps.at(-1)?.to).toBe(due);
        steps.slice(1).forEach((step, i) => expect(step.from).toBe(steps[i]?.to));
      }),
    );
  });

  it('of months and years ends where Temporal’s constrained addition ends', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 120 }), (reference, months) => {
        const theirs = Temporal.PlainDate.from(reference);
        const forward = explainTerm(reference, { unit: 'months', count: months }, calendar);
        expect(forward.nominal).toBe(theirs.add({ months }).toString());
        const back = explainTerm(reference, { unit: 'years', count: months % 20 }, calendar, {
          direction: 'backward',
        });
        expect(back.nominal).toBe(theirs.subtract({ years: months % 20 }).toString());
      }),
    );
  });

  it('of working days has exactly as many working days between its ends', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 80 }), (reference, count) => {
        const { nominal } = explainTerm(reference, { unit: 'working-days', count }, calendar);
        let worked = 0;
        for (let day = Temporal.PlainDate.from(reference); day.toString() < nominal;) {
          day = day.add({ days: 1 });
          if (isSenderWorkingDay(calendar, localDate(day.toString()))) worked += 1;
        }
        expect(worked).toBe(count);
      }),
    );
  });
});
