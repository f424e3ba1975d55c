import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@app/domain';
import { firstDay, holidaysOf, lastDay, monthAsked, monthKey, monthsOn, weeksOf } from './month.js';

const thursday = '2022-03-31' as LocalDate;

describe('the month that an address asks for', () => {
  it.each([
    ['2022-02', '2022-02'],
    ['2022-13', '2022-03'],
    ['2022-00', '2022-03'],
    ['1949-12', '2022-03'],
    ['2151-01', '2022-03'],
    ['NaN-NaN', '2022-03'],
    [undefined, '2022-03'],
    [['2022-02'], '2022-03'],
  ])('%j is %s; what is no month is the one of today', (asked, key) => {
    expect(monthKey(monthAsked(asked, thursday))).toBe(key);
  });

  it.each([
    ['2022-01', -1, '2021-12'],
    ['2021-12', 1, '2022-01'],
    ['2022-03', 12, '2023-03'],
  ])('%s and %d months is %s', (from, count, to) => {
    expect(monthKey(monthsOn(monthAsked(from, thursday), count))).toBe(to);
  });

  it.each([
    ['2024-02', '2024-02-29'],
    ['2022-02', '2022-02-28'],
    ['2022-12', '2022-12-31'],
  ])('%s goes to %s', (key, last) => {
    const month = monthAsked(key, thursday);
    expect([firstDay(month), lastDay(month)]).toEqual([`${key}-01`, last]);
  });
});

describe('the weeks of a month', () => {
  const march = weeksOf({ year: 2022, month: 3 }, thursday, (day) =>
    day === thursday ? ['scadenza'] : [],
  );

  it('go from Monday to Sunday and show the days of the neighbours as such', () => {
    expect(march.map((week) => [week[0]?.day, week[6]?.day])).toEqual([
      ['2022-02-28', '2022-03-06'],
      ['2022-03-07', '2022-03-13'],
      ['2022-03-14', '2022-03-20'],
      ['2022-03-21', '2022-03-27'],
      ['2022-03-28', '2022-04-03'],
    ]);
    expect(march.flat().filter(({ inMonth }) => !inMonth)).toHaveLength(4);
  });

  it('hold each thing on its day, and know today', () => {
    const days = march.flat().filter(({ items }) => items.length > 0);
    expect(days).toMatchObject([{ day: thursday, dayNumber: 31, today: true }]);
  });

  it('name the holidays but not the Sundays: Sunday 17 and Monday 18 April 2022', () => {
    const april = weeksOf({ year: 2022, month: 4 }, thursday, () => []).flat();
    const named = april.filter(({ inMonth, holiday }) => inMonth && holiday !== null);
    expect(named.map(({ day, holiday }) => [day, holiday])).toEqual([
      ['2022-04-17', 'Pasqua'],
      ['2022-04-18', 'Lunedì dell’Angelo'],
      ['2022-04-25', 'Anniversario della Liberazione'],
    ]);
  });
});

describe('the holidays of a year', () => {
  const names = (year: number) => holidaysOf(year).map(({ date }) => date);

  it('come with the law that made them', () => {
    expect(holidaysOf(2026).find(({ date }) => date === '04/10/2026')).toEqual({
      day: '2026-10-04',
      date: '04/10/2026',
      weekday: 'domenica',
      name: 'San Francesco d’Assisi',
      norm: 'art. 2 L. 260/1949, come modificato dalla L. 151/2025',
    });
  });

  it('have 4 October from 2026 and not in 2025', () => {
    expect([names(2025).includes('04/10/2025'), names(2026).includes('04/10/2026')]).toEqual([
      false,
      true,
    ]);
  });
});
