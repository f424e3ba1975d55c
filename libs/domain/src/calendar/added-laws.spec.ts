import { describe, expect, it } from '@jest/globals';
import type { HolidayLaw } from './holiday-laws.js';
import { holidaysBetween, italianCalendar } from './italian-calendar.js';
import { localDate } from './local-date.js';

const day = localDate;

/** A law of 2028 that makes one feast on 15 July and ends what is told. */
function aLaw(ends: HolidayLaw['ends'], until?: string): HolidayLaw {
  const from = day('2029-01-01');
  const feast = {
    key: 'test',
    name: 'Festa di prova',
    norm: 'art. 1',
    from,
    on: { monthDay: '07-15' },
  };
  return {
    law: 'L. di prova',
    published: day('2028-06-01'),
    makes: [until === undefined ? feast : { ...feast, to: day(until) }],
    ends,
  } as HolidayLaw;
}

const isFeast = (law: HolidayLaw, date: string) =>
  italianCalendar({ addedLaws: [law] }).holidayOn(day(date)) !== null;

describe('a law to come, rehearsed', () => {
  it.each([
    ['the last day but one', '2031-07-14', false],
    ['the last day', '2031-07-15', true],
    ['for ever', undefined, true],
  ])('keeps its feast until %s', (_, until, expected) => {
    expect(isFeast(aLaw([], until), '2031-07-15')).toBe(expected);
    expect(isFeast(aLaw([], until), '2030-07-15')).toBe(true);
    expect(isFeast(aLaw([], until), '2028-07-15')).toBe(false);
  });

  // Sunday is a holiday anyway: 6 January 2030 is one, 2031 and 2032 have Monday and Tuesday.
  it.each([
    ['2031-01-05', false],
    ['2031-01-06', false],
    ['2031-01-07', true],
  ])('ends the Epiphany from %s', (from, onThatDay) => {
    const law = aLaw([{ key: 'epiphany', from: day(from) }]);
    expect(isFeast(law, '2031-01-06')).toBe(onThatDay);
    expect(isFeast(law, '2032-01-06')).toBe(false);
  });

  it('ends the feast in force, and not anew the one that an earlier law ended', () => {
    const law = aLaw([{ key: 'republic', from: day('2030-01-01') }]);
    expect(isFeast(law, '1988-06-02')).toBe(false);
    expect(isFeast(law, '2028-06-02')).toBe(true);
    expect(isFeast(law, '2031-06-02')).toBe(false);
  });
});

describe('the calendar as it comes', () => {
  it('counts Saturday as a working day and knows every law', () => {
    expect(italianCalendar()).toMatchObject({ saturday: 'working', asOfLaw: '9999-12-31' });
  });

  it.each([
    ['2022-12-24', '2022-12-25', ['2022-12-25']],
    ['2022-12-25', '2022-12-26', ['2022-12-25', '2022-12-26']],
    ['2022-12-27', '2022-12-31', []],
    ['2022-12-26', '2022-12-26', ['2022-12-26']],
    ['2022-12-26', '2022-12-25', []],
  ])('lists the holidays from %s to %s, both included', (from, to, expected) => {
    const found = holidaysBetween(italianCalendar(), day(from), day(to));
    expect(found.map((holiday) => holiday.day)).toEqual(expected);
  });
});
