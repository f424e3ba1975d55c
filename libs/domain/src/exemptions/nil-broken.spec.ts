import { describe, expect, it } from '@jest/globals';
import { openDossier } from '../obligations/dossier.js';
import {
  andria,
  day,
  nilDeclared,
  R1,
  R2,
  R3,
  rome,
  snapshot,
  survey,
  transmitted,
  variation,
} from '../obligations/testing/record.js';
import type { Fact } from '../obligations/types.js';
import { nilCarry } from './carried-nil.js';

const nil = nilDeclared('2022-03-10', R1, { id: 'nil' });
const came = (at: string) => variation(at, '2022-05-05', { id: 'came' });
const seen = (at: string, reference = R2) =>
  snapshot(at, reference, { a: 'owned' }, { id: 'seen' });

function carry(record: readonly Fact[], round = R2) {
  const dossier = openDossier(survey, andria, record, { asOf: rome('2023-06-30'), knownOn: null });
  const { base, brokenBy } = nilCarry(dossier, round);
  return [base === null ? null : base.id, brokenBy === null ? null : brokenBy.id];
}

describe('a nil return is broken by the first recorded fact of a dwelling', () => {
  it.each<[string, readonly Fact[], string | null]>([
    ['none', [], null],
    ['a variation alone', [came('2022-07-05')], 'came'],
    ['a snapshot alone', [seen('2022-07-05')], 'seen'],
    ['the variation before the snapshot', [came('2022-07-05'), seen('2022-07-06')], 'came'],
    ['the snapshot before the variation', [seen('2022-07-05'), came('2022-07-06')], 'seen'],
    ['the variation, of two at one moment', [seen('2022-07-05'), came('2022-07-05')], 'came'],
    ['no snapshot of the day of the return', [seen('2022-07-05', R1)], null],
    ['a snapshot of the day after it', [seen('2022-07-05', day('2022-01-01'))], 'seen'],
    ['no snapshot of after the round', [seen('2022-07-05', day('2022-07-01'))], null],
  ])('%s', (_, facts, expected) => {
    expect(carry([nil, ...facts])).toEqual(['nil', expected]);
  });
});

describe('there is no nil return to carry', () => {
  it.each<[string, readonly Fact[], readonly (string | null)[]]>([
    ['on an empty record', [], [null, null]],
    ['given for the round itself', [nilDeclared('2022-07-10', R2)], [null, null]],
    [
      'before a transmission of nothing',
      [transmitted('2022-07-10', { round: R2 }, 0)],
      [null, null],
    ],
    [
      'replaced by a transmission',
      [nil, transmitted('2022-03-20', { id: 'sent' }, 2)],
      [null, 'sent'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(carry(facts)).toEqual(expected);
  });

  it('after a transmission of dwellings for a later round, and after one of nothing there is', () => {
    const later = (units: number) => transmitted('2022-07-10', { id: 'sent', round: R2 }, units);
    expect(carry([nil, later(2)], R3)).toEqual([null, 'sent']);
    expect(carry([nil, later(0)], R3)).toEqual(['nil', null]);
  });
});
