import { describe, expect, it } from '@jest/globals';
import { dayNumber, LAST_DAY } from '../calendar/index.js';
import { calendarOf } from '../obligations/due.js';
import { at, day, pushErp } from './testing/index.js';
import { Ticks } from './ticks.js';

const calendar = calendarOf(pushErp, LAST_DAY);
const ticks = (...downtimes: readonly (readonly [string, string])[]): Ticks =>
  new Ticks(
    calendar,
    day('2022-03-14'),
    day('2022-03-17'),
    '09:00',
    downtimes.map(([from, until]) => ({ from: at(from), until: at(until) })),
  );
const moments = (all: Ticks): readonly string[] => all.list.map((tick) => tick.at.slice(5, 16));
const DAILY = ['03-14T08:00', '03-15T08:00', '03-16T08:00', '03-17T08:00'];
const without = (...gone: readonly number[]): readonly string[] =>
  DAILY.filter((_, i) => !gone.includes(i));

describe('the engine ticks every day at the sending time', () => {
  it('the first and the last day included', () => {
    expect(moments(ticks())).toEqual(DAILY);
  });

  it.each<[string, [string, string], readonly string[]]>([
    [
      'and at once when it comes back',
      ['2022-03-14T09:00:00Z', '2022-03-16T10:30:00Z'],
      ['03-14T08:00', '03-16T10:30', '03-17T08:00'],
    ],
    [
      'a standstill from the very sending time takes that tick away',
      ['2022-03-15T08:00:00Z', '2022-03-15T12:00:00Z'],
      ['03-14T08:00', '03-15T12:00', '03-16T08:00', '03-17T08:00'],
    ],
    [
      'one that ends at the sending time takes none away',
      ['2022-03-15T02:00:00Z', '2022-03-15T08:00:00Z'],
      DAILY,
    ],
    [
      'one between two ticks adds the moment of its end',
      ['2022-03-15T09:00:00Z', '2022-03-15T10:00:00Z'],
      ['03-14T08:00', '03-15T08:00', '03-15T10:00', '03-16T08:00', '03-17T08:00'],
    ],
    [
      'one that ends on the first day, begun before it',
      ['2022-03-10T09:00:00Z', '2022-03-14T10:00:00Z'],
      ['03-14T10:00', '03-15T08:00', '03-16T08:00', '03-17T08:00'],
    ],
    [
      'one that ends on the last day',
      ['2022-03-17T07:00:00Z', '2022-03-17T10:00:00Z'],
      ['03-14T08:00', '03-15T08:00', '03-16T08:00', '03-17T10:00'],
    ],
    [
      'one that ends after the last day',
      ['2022-03-17T07:00:00Z', '2022-03-18T10:00:00Z'],
      without(3),
    ],
    [
      'one that ended before the first day',
      ['2022-03-10T07:00:00Z', '2022-03-13T10:00:00Z'],
      DAILY,
    ],
    ['one still to come', ['2022-03-20T07:00:00Z', '2022-03-21T10:00:00Z'], DAILY],
  ])('%s', (_, downtime, expected) => {
    expect(moments(ticks(downtime))).toEqual(expected);
  });

  it('it does not come back while another standstill lasts', () => {
    const both = ticks(
      ['2022-03-14T09:00:00Z', '2022-03-15T10:00:00Z'],
      ['2022-03-15T09:00:00Z', '2022-03-16T10:00:00Z'],
    );
    expect(moments(both)).toEqual(['03-14T08:00', '03-16T10:00', '03-17T08:00']);
  });
});

describe('where the next tick stands', () => {
  const first = dayNumber(day('2022-03-14'));
  const gap = ticks(['2022-03-14T09:00:00Z', '2022-03-16T10:30:00Z']);

  it.each<[string, Ticks, number, number]>([
    ['before the range', ticks(), first - 5, 0],
    ['on the first day', ticks(), first, 0],
    ['on the second day', ticks(), first + 1, 1],
    ['on the last day', ticks(), first + 3, 3],
    ['after the last day: past the end', ticks(), first + 4, 4],
    ['never: past the end', ticks(), Infinity, 4],
    ['on a day without a tick: the one after it', gap, first + 1, 1],
    ['on the day of the return', gap, first + 2, 1],
    ['after the return', gap, first + 3, 2],
  ])('from a day on: %s', (_, all, from, index) => {
    expect(all.onOrAfter(from)).toBe(index);
  });

  it('on a day on which two ticks fall, the first', () => {
    const twice = ticks(['2022-03-15T09:00:00Z', '2022-03-15T10:00:00Z']);
    expect(twice.onOrAfter(first + 1)).toBe(1);
    expect(twice.onOrAfter(first + 2)).toBe(3);
  });

  it('past the end when the last days have no tick', () => {
    const cut = ticks(['2022-03-15T09:00:00Z', '2022-03-20T10:00:00Z']);
    expect(cut.onOrAfter(first + 1)).toBe(1);
    expect(cut.onOrAfter(first + 2)).toBe(2);
    expect(cut.onOrAfter(first + 3)).toBe(2);
  });

  it.each([
    ['2022-03-01T00:00:00Z', 0],
    ['2022-03-14T08:00:00Z', 0],
    ['2022-03-14T08:00:01Z', 1],
    ['2022-03-15T08:00:00Z', 1],
    ['2022-03-16T07:59:59Z', 2],
    ['2022-03-17T08:00:00Z', 3],
    ['2022-03-17T08:00:01Z', 4],
  ])('from %s on', (moment, index) => {
    expect(ticks().atOrAfter(at(moment))).toBe(index);
  });
});
