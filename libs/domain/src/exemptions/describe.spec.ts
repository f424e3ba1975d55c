import { describe, expect, it } from '@jest/globals';
import { day, fact, R1, R2, snapshot } from '../obligations/testing/record.js';
import type { FactOf } from '../obligations/types.js';
import { describeDiff, describeVariation } from './describe.js';
import { snapshotPair } from './snapshots.js';

const unit = (key: string) => ({ key, status: 'owned' });
const change = (key: string) => ({ key, from: 'owned', to: 'sold' });
const none = { added: [], ceased: [], changed: [], vanished: [] };

describe('a difference in a sentence', () => {
  it.each([
    ['none', none, '0 differenze'],
    ['one added', { ...none, added: [unit('1')] }, '1 differenza'],
    ['one ceased', { ...none, ceased: [change('1')] }, '1 differenza'],
    ['one changed', { ...none, changed: [change('1')] }, '1 differenza'],
    [
      'one vanished',
      { ...none, vanished: [unit('1')] },
      '1 differenza, di cui 1 unità scomparsa (anomalia)',
    ],
    [
      'all together',
      {
        added: [unit('1')],
        ceased: [change('2')],
        changed: [change('3')],
        vanished: [unit('4'), unit('5')],
      },
      '5 differenze, di cui 2 unità scomparse (anomalia)',
    ],
  ])('%s', (_, diff, expected) => {
    expect(describeDiff(diff)).toBe(expected);
  });
});

describe('a variation in a sentence', () => {
  it.each([
    [0, '0 alloggi'],
    [1, '1 alloggio'],
    [2, '2 alloggi'],
  ])('of %i dwellings', (units, count) => {
    const payload = { kind: 'sale', date: day('2022-05-05'), units } as const;
    const one = fact('variation', '2022-05-10', payload, { round: null, recordedAt: '2022-05-11' });
    expect(describeVariation(one)).toBe(
      `variazione del 05/05/2022 (alienazione, ${count}) registrata il 11/05/2022`,
    );
  });
});

describe('the first snapshot of a pair', () => {
  const at = (reference: string, id: string) =>
    snapshot('2022-07-01', day(reference), {}, { id }) as FactOf<'snapshot'>;
  const after = at('2022-06-30', 'after');

  it.each([
    ['at the base', [at('2021-12-31', 'base')], 'base'],
    ['before the base', [at('2021-06-30', 'early')], 'early'],
    [
      'at the base rather than before it',
      [at('2021-12-31', 'base'), at('2021-06-30', 'early')],
      'base',
    ],
    [
      'the later of two before it',
      [at('2021-03-31', 'first'), at('2021-06-30', 'second')],
      'second',
    ],
    ['the last recorded of one date', [at('2021-12-31', 'one'), at('2021-12-31', 'two')], 'two'],
    ['none after the base', [at('2022-01-01', 'late')], undefined],
  ])('%s', (_, before, expected) => {
    expect(snapshotPair([...before, after], R1, R2)?.before.id).toBe(expected);
  });
});
