import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { fromDayNumber } from './day-number.js';
import { instant, millisToInstant } from './instant.js';
import { addDays, localDate } from './local-date.js';
import { endOfDay, romeDate, romeInstant, romeTime, romeTimeOfDay, startOfDay } from './rome.js';

describe('the clock of Europe/Rome', () => {
  it.each([
    ['2022-03-27T00:59:59.999Z', '2022-03-27', '01:59', 'a moment before summer time begins'],
    ['2022-03-27T01:00:00Z', '2022-03-27', '03:00', 'the moment it begins'],
    ['2022-10-30T00:59:59.999Z', '2022-10-30', '02:59', 'a moment before summer time ends'],
    ['2022-10-30T01:00:00Z', '2022-10-30', '02:00', 'the moment it ends'],
    ['2024-03-31T00:59:59Z', '2024-03-31', '01:59', 'the letter’s Easter Sunday, before'],
    ['2024-03-31T01:00:00Z', '2024-03-31', '03:00', 'the letter’s Easter Sunday, after'],
    ['2021-12-31T22:59:59.999Z', '2021-12-31', '23:59', 'the last moment of a winter day'],
    ['2021-12-31T23:00:00Z', '2022-01-01', '00:00', 'the first moment of the next'],
    ['2022-06-30T21:59:59.999Z', '2022-06-30', '23:59', 'the last moment of a summer day'],
    ['2022-06-30T22:00:00Z', '2022-07-01', '00:00', 'the first moment of the next'],
    ['1995-10-01T00:00:00Z', '1995-10-01', '01:00', 'until 1995 summer time ended in September'],
    ['1996-10-01T00:00:00Z', '1996-10-01', '02:00', 'since 1996 it ends in October'],
    ['1977-05-21T23:00:00Z', '1977-05-22', '01:00', 'before 1981 decrees set it, after'],
    ['1977-05-21T22:59:59Z', '1977-05-21', '23:59', 'before 1981 decrees set it, before'],
  ])('at %s it is %s %s: %s', (at, day, time) => {
    expect(romeDate(instant(at))).toBe(day);
    expect(romeTime(instant(at))).toBe(time);
  });

  it('agrees with Temporal at every moment from 1966 to 2100', () => {
    const millis = fc.integer({ min: -126_230_400_000, max: 4_133_980_799_999 });
    fc.assert(
      fc.property(millis, (ms) => {
        const theirs = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Rome');
        const ours = millisToInstant(ms);
        expect(romeDate(ours)).toBe(theirs.toPlainDate().toString());
        expect(romeTimeOfDay(ours)).toBe(
          theirs.toPlainTime().toString({ fractionalSecondDigits: 3 }),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with Temporal on both sides of every change of the clocks from 1966 to 2100', () => {
    const end = Temporal.Instant.from('2100-12-31T00:00Z').epochMilliseconds;
    let at = Temporal.Instant.from('1966-01-01T00:00Z').toZonedDateTimeISO('Europe/Rome');
    let changes = 0;
    for (;;) {
      const next = at.getTimeZoneTransition('next');
      if (next === null || next.epochMilliseconds > end) break;
      for (const ms of [next.epochMilliseconds - 1, next.epochMilliseconds]) {
        const theirs = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Europe/Rome');
        expect(`${romeDate(millisToInstant(ms))}T${romeTimeOfDay(millisToInstant(ms))}`).toBe(
          theirs.toPlainDateTime().toString({ fractionalSecondDigits: 3 }),
        );
      }
      changes += 1;
      at = next;
    }
    expect(changes).toBeGreaterThanOrEqual(2 * (2037 - 1966));
  });
});

describe('romeInstant', () => {
  it.each([
    ['2022-03-31', '09:00', '2022-03-31T07:00:00.000Z', 'summer'],
    ['2022-02-14', '09:00', '2022-02-14T08:00:00.000Z', 'winter'],
    ['2022-02-14', '09:00:01.5', '2022-02-14T08:00:01.500Z', 'seconds and fractions'],
    ['2022-03-27', '01:59:59.999', '2022-03-27T00:59:59.999Z', 'before the skipped hour'],
    ['2022-03-27', '02:30', '2022-03-27T01:30:00.000Z', 'the skipped hour, read as 03:30'],
    ['2022-03-27', '03:00', '2022-03-27T01:00:00.000Z', 'after the skipped hour'],
    ['2022-10-30', '02:30', '2022-10-30T00:30:00.000Z', 'the repeated hour, the first time'],
    ['2022-10-30', '03:00', '2022-10-30T02:00:00.000Z', 'after the repeated hour'],
  ])('%s at %s is %s: %s', (day, time, expected) => {
    expect(romeInstant(localDate(day), time)).toBe(expected);
  });

  it.each(['24:00', '9:00', '09:60', '09:00:60', '09', 'presto'])('refuses the time %s', (time) => {
    expect(() => romeInstant(localDate('2022-03-31'), time)).toThrow(
      expect.objectContaining({ code: 'invalid-time', found: time }),
    );
  });

  it('agrees with Temporal’s "compatible" reading of every local time from 1966 to 2100', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1461, max: 47_846 }),
        fc.integer({ min: 0, max: 1439 }),
        (n, minute) => {
          const time = Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString();
          const theirs = Temporal.PlainDateTime.from(`${fromDayNumber(n)}T${time}`)
            .toZonedDateTime('Europe/Rome')
            .toInstant()
            .toString({ fractionalSecondDigits: 3 });
          expect(romeInstant(fromDayNumber(n), time.slice(0, 5))).toBe(theirs);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('endOfDay', () => {
  it.each([
    ['2022-03-31', '2022-03-31T21:59:59.999Z', 'summer'],
    ['2021-12-31', '2021-12-31T22:59:59.999Z', 'winter'],
    ['2024-03-31', '2024-03-31T21:59:59.999Z', 'the day the clocks go forward'],
    ['2022-10-30', '2022-10-30T22:59:59.999Z', 'the day the clocks go back'],
  ])('the last day belongs to the municipality until 23:59:59.999: %s ends %s (%s)', (day, end) => {
    expect(endOfDay(localDate(day))).toBe(end);
  });

  it('is one millisecond before the next day starts, on every day', () => {
    fc.assert(
      // From 1981: before, clocks changed at midnight and a day could start at 01:00.
      fc.property(fc.integer({ min: 4018, max: 47_000 }), (n) => {
        const day = fromDayNumber(n);
        const next = startOfDay(addDays(day, 1));
        expect(endOfDay(day) < next).toBe(true);
        expect(Date.parse(next) - Date.parse(endOfDay(day))).toBe(1);
        expect(romeDate(endOfDay(day))).toBe(day);
        expect(romeTime(startOfDay(day)) === '00:00').toBe(true);
      }),
    );
  });
});
