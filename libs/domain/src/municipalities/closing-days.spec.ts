import { describe, expect, it } from '@jest/globals';
import { admit } from '../obligations/admit.js';
import { aMunicipality, aFact, day, pushErp } from '../reminders/testing/index.js';
import { closingDaysFault } from './closing-days.js';

const days = (count: number, from: string): string[] =>
  Array.from({ length: count }, (_, n) =>
    new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10),
  );
const yearly = (count: number): string[] => days(count, '2024-01-01').map((one) => one.slice(5));

describe('closingDaysFault', () => {
  it.each<[string, readonly string[], RegExp | null]>([
    ['none', [], null],
    ['a patron saint and a Monday', ['09-16', '2022-03-14'], null],
    ['29 February of every year', ['02-29'], null],
    ['30 every year', yearly(30), null],
    ['31 every year', yearly(31), /al massimo 30 giorni di chiusura ogni anno, qui sono 31/],
    ['the whole year', yearly(366), /qui sono 366/],
    ['the same day a hundred times', Array.from({ length: 100 }, () => '09-16'), null],
    ['100 in one year', days(100, '2022-02-01'), null],
    ['101 in one year', days(101, '2022-02-01'), /nello stesso anno, nel 2022 sarebbero 101/],
    ['150 over two years', days(150, '2022-10-20'), null],
    ['a day that does not exist', ['2022-02-30'], /«2022-02-30» non è un giorno/],
    ['one of no year', ['02-30'], /«02-30» non è un giorno/],
    ['words', ['santo'], /«santo» non è un giorno/],
  ])('%s', (_, given, fault) => {
    const found = closingDaysFault(given);
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });
});

describe('the record takes closing days within the same limits', () => {
  const closed = (on: string) => aFact('closed-day', '2022-03-01T10:00:00+01:00', { day: day(on) });

  it('counting those of the municipality and those recorded', () => {
    const andria = aMunicipality({ closingDays: days(60, '2022-04-01') });
    const recorded = days(39, '2022-06-10').map(closed);
    expect(admit(pushErp, andria, recorded, closed('2022-10-03'))).toBeNull();
    const one = closed('2022-10-04');
    expect(admit(pushErp, andria, [...recorded, closed('2022-10-03')], one)).toMatchObject({
      code: 'too-many-closings',
      message: expect.stringContaining('nel 2022 sarebbero 101'),
    });
  });

  it.each([
    ['extended', { due: '9999-12-31', reason: 'x', scope: '110001' }],
    ['postpone-requested', { rung: 'opening', until: '2123-01-01', reason: 'x' }],
    ['closed-day', { day: '1921-01-01' }],
  ] as const)('and no day that lies beyond a hundred years: %s', (type, payload) => {
    const fact = aFact(type, '2022-03-01T10:00:00+01:00', payload as never);
    expect(admit(pushErp, aMunicipality(), [], fact)).toMatchObject({ code: 'day-out-of-range' });
  });
});
