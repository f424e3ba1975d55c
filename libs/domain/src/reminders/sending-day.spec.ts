import { describe, expect, it } from '@jest/globals';
import { DomainError, italianCalendar } from '../calendar/index.js';
import { addDays } from '../calendar/local-date.js';
import type { LocalDate } from '../calendar/types.js';
import { isSendingDay, nextSendingDay, rollToSendingDay } from './sending-day.js';
import { aMunicipality, day } from './testing/index.js';

const calendar = italianCalendar();
const andria = aMunicipality({ closingDays: ['09-21', day('2022-03-15')] });
/** Closed for so many days from Monday 3 January 2022. */
const closedFor = (days: number) =>
  aMunicipality({
    closingDays: Array.from({ length: days }, (_, n): LocalDate => addDays(day('2022-01-03'), n)),
  });

describe('a letter may leave', () => {
  it.each([
    ['2022-03-25', true, 'Friday'],
    ['2022-03-26', false, 'Saturday'],
    ['2022-03-27', false, 'Sunday'],
    ['2022-04-18', false, 'Easter Monday'],
    ['2022-09-21', false, 'the patron saint'],
    ['2022-03-15', false, 'closed on that day'],
    ['2022-03-16', true, 'the day after'],
  ])('on %s: %s, %s', (on, may) => {
    expect(isSendingDay(calendar, andria, day(on))).toBe(may);
  });

  it.each<[string, 'forward' | 'backward', string]>([
    ['2022-03-25', 'forward', '2022-03-25'],
    ['2022-03-25', 'backward', '2022-03-25'],
    ['2022-03-26', 'forward', '2022-03-28'],
    ['2022-03-27', 'backward', '2022-03-25'],
    ['2022-03-15', 'forward', '2022-03-16'],
    ['2022-03-15', 'backward', '2022-03-14'],
    ['2022-04-16', 'forward', '2022-04-19'],
    ['2022-04-18', 'backward', '2022-04-15'],
  ])('from %s %s on %s', (from, direction, on) => {
    expect(rollToSendingDay(calendar, andria, day(from), direction)).toBe(on);
  });

  it.each([
    ['2022-03-24', '2022-03-25'],
    ['2022-03-25', '2022-03-28'],
    ['2022-03-14', '2022-03-16'],
  ])('after %s on %s', (after, on) => {
    expect(nextSendingDay(calendar, andria, day(after))).toBe(on);
  });

  it('after a closure of up to 400 days', () => {
    // Tuesday 7 February 2023 is the 400th day after Monday 3 January 2022.
    expect(rollToSendingDay(calendar, closedFor(400), day('2022-01-03'), 'forward')).toBe(
      '2023-02-07',
    );
    expect(() => rollToSendingDay(calendar, closedFor(401), day('2022-01-03'), 'forward')).toThrow(
      new DomainError(
        'no-sending-day',
        'closingDays',
        '110001: 401 giorni di chiusura',
        'almeno un giorno utile all’invio entro 400 giorni dal 03/01/2022',
      ),
    );
  });
});
