import { describe, expect, it } from '@jest/globals';
import {
  andria,
  day,
  exempted,
  R1,
  R2,
  rome,
  survey,
  transmitted,
  variation,
} from '../obligations/testing/record.js';
import { exemptionVerdict } from './verdict.js';

const base = transmitted('2022-03-10', { id: 'base' });
const sale = variation('2022-07-05', '2022-05-05', { id: 'sale' });
const at = rome('2022-12-15');

describe('a verdict on a round without an obligation', () => {
  const R0 = day('2020-12-31');
  const none = {
    exempt: false,
    ground: null,
    base: null,
    evidence: [],
    against: [],
    reasons: ['Il Comune non ha un adempimento aperto per questo ciclo.'],
  };

  it.each([
    ['of before the survey, though answered', [transmitted('2021-03-10', { round: R0 })], R0],
    ['of before the survey', [], R0],
    ['not open yet', [base], day('2022-12-31')],
    ['that the survey does not have', [base], day('2022-03-31')],
  ])('%s', (_, facts, round) => {
    expect(exemptionVerdict(survey, andria, facts, round, at)).toEqual(none);
  });
});

describe('the facts of a verdict', () => {
  it.each([
    ['against', [base, sale], { exempt: false, evidence: [], against: ['sale'] }],
    [
      'for, though a variation was known',
      [base, sale, exempted('2022-07-20', R2, { id: 'd' })],
      { exempt: true, evidence: ['d'], against: [] },
    ],
    ['none', [base], { exempt: false, evidence: [], against: [] }],
  ])('%s', (_, facts, expected) => {
    const { exempt, evidence, against } = exemptionVerdict(survey, andria, facts, R2, at);
    expect({ exempt, evidence, against }).toEqual(expected);
  });

  it('are none in the first round', () => {
    const { evidence, against } = exemptionVerdict(survey, andria, [], R1, at);
    expect([evidence, against]).toEqual([[], []]);
  });
});
