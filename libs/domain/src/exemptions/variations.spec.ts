import { describe, expect, it } from '@jest/globals';
import type { FactOf, VariationKind } from '../obligations/types.js';
import { day, fact } from '../obligations/testing/record.js';
import { bringsDwelling, VARIATION_NAMES, variationsWithin } from './variations.js';

const of = (kind: VariationKind, units = 1, date = '2022-05-05'): FactOf<'variation'> =>
  fact('variation', '2022-08-01', { kind, date: day(date), units }, { round: null });

describe('a variation', () => {
  it.each<[VariationKind, string, boolean]>([
    ['new-construction', 'nuova costruzione', true],
    ['acquisition', 'acquisizione', true],
    ['transfer', 'trasferimento', true],
    ['sale', 'alienazione', false],
    ['demolition', 'demolizione', false],
    ['split', 'frazionamento', false],
    ['merge', 'fusione', false],
  ])('%s is a «%s», by which a dwelling comes in: %s', (kind, name, incoming) => {
    expect(VARIATION_NAMES[kind]).toBe(name);
    expect(bringsDwelling(of(kind))).toBe(incoming);
    expect(bringsDwelling(of(kind, 0))).toBe(false);
  });

  it.each([
    ['2021-12-30', false, 'before the base'],
    ['2021-12-31', false, 'the day of the base, which describes it already'],
    ['2022-01-01', true, 'the day after'],
    ['2022-06-30', true, 'the day of the round'],
    ['2022-07-01', false, 'after the round'],
  ])('of %s lies within the window: %s, %s', (date, within) => {
    const one = of('sale', 1, date);
    const found = variationsWithin([one], day('2021-12-31'), day('2022-06-30'));
    expect(found).toEqual(within ? [one] : []);
  });
});
