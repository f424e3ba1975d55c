import { describe, expect, it } from '@jest/globals';
import type { Round } from '../surveys/types.js';
import { roundOf } from '../surveys/rounds.js';
import { roundsOfFact } from './round-of-fact.js';
import {
  day,
  exempted,
  extended,
  fact,
  nilDeclared,
  R1,
  R2,
  snapshot,
  survey,
  transmitted,
} from './testing/record.js';
import type { Fact } from './types.js';

const spring = day('2022-03-31');
const rounds = [R1, R2].map((reference) => roundOf(survey, reference) as Round);
const endless = rounds.map((round) => ({ ...round, acceptanceCutOff: null }));
const loose = (at: string) => transmitted(at, { round: null });

describe('the rounds that a fact is about', () => {
  it.each<[string, Fact, readonly string[]]>([
    ['the one that it names', transmitted('2022-08-01', { round: R2 }), ['2022-06-30']],
    [
      'the date that a nil return describes',
      nilDeclared('2022-08-01', spring, { round: R2 }),
      ['2022-03-31'],
    ],
    [
      'the date that a snapshot describes',
      snapshot('2022-08-01', spring, {}, { round: R2 }),
      ['2022-03-31'],
    ],
    ['none before the first opens', loose('2021-12-31 23:59'), []],
    ['the first, on the day on which it opens', loose('2022-01-01 00:00'), ['2021-12-31']],
    ['the only one open', loose('2022-06-30 23:59'), ['2021-12-31']],
    ['none of two', loose('2022-07-01 00:00'), []],
    ['none of two, on the cut-off of the first', loose('2022-12-31 23:59'), []],
    ['the second, after the cut-off of the first', loose('2023-01-01 00:00'), ['2022-06-30']],
    ['the second, on its cut-off', loose('2023-06-30 23:59'), ['2022-06-30']],
    ['none after both', loose('2023-07-01 00:00'), []],
    [
      'all that are open: an extension',
      extended('2022-08-01', '2022-10-31', { round: null }),
      ['2021-12-31', '2022-06-30'],
    ],
    [
      'all that are open: a cancellation',
      fact('cancelled', '2022-12-31', { reason: 'x' }, { round: null }),
      ['2021-12-31', '2022-06-30'],
    ],
    [
      'all that are open: a suspension',
      fact('suspended', '2022-08-01', {}, { round: null }),
      ['2021-12-31', '2022-06-30'],
    ],
    [
      'all that are open: a resumption',
      fact('resumed', '2022-08-01', {}, { round: null }),
      ['2021-12-31', '2022-06-30'],
    ],
    ['no decision to exempt for two at once', { ...exempted('2022-08-01'), round: null }, []],
  ])('%s', (_, one, expected) => {
    expect(roundsOfFact(one, rounds)).toEqual(expected);
  });

  it('never closes where the survey has no cut-off', () => {
    expect(roundsOfFact(extended('2030-01-01', '2030-02-01', { round: null }), endless)).toEqual([
      R1,
      R2,
    ]);
    expect(roundsOfFact(loose('2030-01-01'), endless.slice(1))).toEqual([R2]);
  });
});
