import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { DomainError } from './errors.js';
import { addMinutes, instant, instantToMillis, millisToInstant } from './instant.js';

describe('instant', () => {
  it.each([
    ['2022-03-10T10:00:00+01:00', '2022-03-10T09:00:00.000Z'],
    ['2022-03-10T10:00+01:00', '2022-03-10T09:00:00.000Z'],
    ['2022-03-10T10:00:00.5Z', '2022-03-10T10:00:00.500Z'],
    ['2022-03-10T10:00:00.123456789Z', '2022-03-10T10:00:00.123Z'],
    ['2022-03-10T10:00:00,25Z', '2022-03-10T10:00:00.250Z'],
    ['2022-01-01T00:30:00+01:00', '2021-12-31T23:30:00.000Z'],
    ['2022-12-31T23:30:00-0130', '2023-01-01T01:00:00.000Z'],
    ['2022-03-31T23:59:59.999+02:00', '2022-03-31T21:59:59.999Z'],
    ['1965-05-05T05:05:05Z', '1965-05-05T05:05:05.000Z'],
    ['2022-01-01T12:00:00+14:00', '2021-12-31T22:00:00.000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(instant(text)).toBe(expected);
  });

  it.each([
    ['2022-03-10T10:00:00', 'invalid-instant', 'no offset: nowhere a moment'],
    ['2022-03-10', 'invalid-instant', 'a day'],
    ['2022-03-10 10:00:00Z', 'invalid-instant', 'a blank for the T'],
    ['2022-03-10T24:00:00Z', 'invalid-instant', 'hour 24'],
    ['2022-03-10T10:60:00Z', 'invalid-instant', 'minute 60'],
    ['2022-03-10T10:00:60Z', 'invalid-instant', 'second 60'],
    ['2022-03-10T10:00:00+15:00', 'invalid-instant', 'an offset of no place'],
    ['2022-03-10T10:00:00+01:60', 'invalid-instant', 'an offset of 60 minutes'],
    ['2022-06-31T10:00:00Z', 'impossible-date', '31 June'],
    ['2022-13-01T10:00:00Z', 'impossible-date', 'month 13'],
    ['2022-00-01T10:00:00Z', 'impossible-date', 'month 0'],
    ['2022-01-00T10:00:00Z', 'impossible-date', 'day 0'],
    ['1582-01-01T10:00:00Z', 'date-out-of-range', 'before the reform'],
    ['9999-12-31T23:30:00-01:00', 'date-out-of-range', 'the year 10000'],
    ['adesso', 'invalid-instant', 'a word'],
  ])('refuses %s as %s: %s', (text, code) => {
    expect(() => instant(text, 'at')).toThrow(
      expect.objectContaining({ code, field: 'at', found: text }),
    );
  });

  it('refuses what is no text at all', () => {
    expect(() => instant(12 as unknown as string)).toThrow(DomainError);
  });

  it('keeps text order as time order and comes back from milliseconds', () => {
    const millis = fc.integer({ min: -12_000_000_000_000, max: 250_000_000_000_000 });
    fc.assert(
      fc.property(millis, millis, (a, b) => {
        expect(instantToMillis(millisToInstant(a))).toBe(a);
        expect(millisToInstant(a) < millisToInstant(b)).toBe(a < b);
        const theirs = Temporal.Instant.fromEpochMilliseconds(a).toString({
          fractionalSecondDigits: 3,
        });
        expect(millisToInstant(a)).toBe(theirs);
        expect(instant(theirs)).toBe(theirs);
      }),
    );
  });
});

describe('addMinutes', () => {
  it('crosses midnight both ways', () => {
    expect(addMinutes(instant('2022-12-31T23:59:30Z'), 1)).toBe('2023-01-01T00:00:30.000Z');
    expect(addMinutes(instant('2023-01-01T00:00:30Z'), -1)).toBe('2022-12-31T23:59:30.000Z');
  });
});
