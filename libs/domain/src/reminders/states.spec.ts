import { describe, expect, it } from '@jest/globals';
import { dayNumber, lawDays } from '../calendar/index.js';
import type { Municipality } from '../municipalities/types.js';
import type { Fact, FactOf } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { changesStates, endingDay, roundTouched, States, turningDays } from './states.js';
import { aFact, aMunicipality, andria, at, day, pushErp } from './testing/index.js';

const WHEN = '2022-03-10T10:00:00+01:00';
const NOW = at('2022-03-15T08:00:00Z');
const merged = aFact('merged', WHEN, {
  into: '110002',
  on: day('2022-04-01'),
  reason: 'L.R. 1/2022',
}) as FactOf<'merged'>;
const transmitted = aFact('transmitted', WHEN, { mode: 'flow' });

describe('the facts on which a state depends', () => {
  it.each<[boolean, Fact]>([
    [true, transmitted],
    [true, merged],
    [true, aFact('corrected', WHEN, { fact: 'f', reason: 'x' })],
    [false, aFact('delivered', WHEN, { rung: 'opening' })],
    [false, aFact('closed-day', WHEN, { day: day('2022-03-16') })],
  ])('%p', (changes, fact) => {
    expect(changesStates(fact)).toBe(changes);
  });

  it.each<[string, Fact, string | null]>([
    ['an answer: its round’s', transmitted, '2021-12-31'],
    [
      'a nil return: that of the reference date declared, whatever round it was recorded under',
      aFact('nil-declared', WHEN, { reference: day('2022-06-30') }),
      '2022-06-30',
    ],
    ['a merger: any', merged, null],
    ['a correction: any', aFact('corrected', WHEN, { fact: 'f', reason: 'x' }), null],
    ['what is said of no round: any', { ...transmitted, round: null }, null],
  ])('on whose state it bears, %s', (_, fact, round) => {
    expect(roundTouched(fact)).toBe(round);
  });
});

describe('municipalities of which nothing is known stand alike', () => {
  const other = aMunicipality({ istat: '110002' });
  const states = (survey: Survey = pushErp) => new States(survey);

  it('they share one fold a day, without explanations', () => {
    const all = states();
    const first = all.at(andria, [], NOW);
    expect(first.map(({ outcome, explanation }) => [outcome, explanation])).toEqual([['open', '']]);
    expect(all.at(other, [], NOW)).toBe(first);
    expect(all.at(other, [], at('2022-07-02T08:00:00Z'))).toHaveLength(2);
  });

  it('one with a fact of its own stands for itself, before and after the others', () => {
    const all = states();
    expect(all.at(andria, [transmitted], NOW)[0]?.outcome).toBe('transmitted');
    expect(all.at(other, [], NOW)[0]?.outcome).toBe('open');
    expect(all.at(andria, [transmitted], NOW)[0]?.outcome).toBe('transmitted');
  });

  it.each<[string, Municipality, readonly string[]]>([
    ['one that began after the round', aMunicipality({ existsFrom: day('2022-04-15') }), []],
    ['one that has ended', aMunicipality({ existsTo: day('2022-02-28') }), ['cancelled']],
  ])('%s stands for itself', (_, special, outcomes) => {
    const ofSpecial = (all: States) => all.at(special, [], NOW).map(({ outcome }) => outcome);
    const all = states();
    expect(ofSpecial(all)).toEqual(outcomes);
    expect(all.at(andria, [], NOW)[0]?.outcome).toBe('open');
    expect(ofSpecial(all)).toEqual(outcomes);
  });

  it('one that the survey does not ask has no obligations', () => {
    const chosen = states({ ...pushErp, addressees: ['110001'] });
    expect(chosen.at(andria, [], NOW)).toHaveLength(1);
    expect(chosen.at(other, [], NOW)).toEqual([]);
    expect(chosen.at(andria, [], NOW)).toHaveLength(1);
  });
});

describe('the days on which states turn by themselves', () => {
  const openings = (from: string, to: string): readonly number[] =>
    turningDays(pushErp, day(from), day(to)).openings;
  const [first, second] = ['2022-01-01', '2022-07-01'].map((text) => dayNumber(day(text)));

  it.each<[string, string, readonly (number | undefined)[]]>([
    ['2021-12-31', '2022-07-01', [first, second]],
    ['2022-01-01', '2022-07-01', [second]],
    ['2021-12-31', '2022-06-30', [first]],
    ['2022-01-01', '2022-06-30', []],
  ])('openings after %s and up to %s', (from, to, days) => {
    expect(openings(from, to)).toEqual(days);
  });

  it('a law counts from the day after the first to the last day, included', () => {
    const last = lawDays().at(-1) ?? '';
    const number = dayNumber(day(last));
    const laws = (from: string, to: string): readonly number[] =>
      turningDays(pushErp, day(from), day(to)).laws;
    expect(last).toBe('2025-10-10');
    expect(laws('2025-10-09', '2025-10-10')).toEqual([number]);
    expect(laws('2025-10-10', '2025-12-31')).toEqual([]);
    expect(laws('2025-01-01', '2025-10-09')).toEqual([]);
  });

  it.each<[string, Municipality, FactOf<'merged'> | null, string | null]>([
    ['none while the municipality stands', andria, null, null],
    ['the day after its last', aMunicipality({ existsTo: day('2022-05-31') }), null, '2022-06-01'],
    ['the day of the merger on record', andria, merged, '2022-04-01'],
    [
      'the record’s word before the register’s',
      aMunicipality({ existsTo: day('2022-05-31') }),
      merged,
      '2022-04-01',
    ],
  ])('the end of a municipality: %s', (_, municipality, merger, end) => {
    expect(endingDay(municipality, merger)).toBe(end === null ? null : dayNumber(day(end)));
  });
});
