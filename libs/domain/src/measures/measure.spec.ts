import { describe, expect, it } from '@jest/globals';
import { foldMunicipality } from '../obligations/fold.js';
import {
  aMunicipality,
  day,
  fact,
  nilDeclared,
  R1,
  R2,
  rejected,
  replayed,
  transmitted,
} from '../obligations/testing/record.js';
import type { Fact, ObligationState } from '../obligations/types.js';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { measure, measuresByMunicipality, measuresByRound, sumMeasures } from './measure.js';

const survey = aSurvey({ presumeNoChange: true });

/** Ten municipalities, one fate each, by their number. */
const FATES: readonly (readonly Fact[])[] = [
  [transmitted('2022-03-10')],
  [transmitted('2022-03-31 23:59:59.999'), fact('validated', '2022-04-02', {})],
  [transmitted('2022-04-01 00:00')],
  [nilDeclared('2022-03-10')],
  [nilDeclared('2022-04-05')],
  [nilDeclared('2021-03-10', day('2020-12-31'))],
  [transmitted('2022-03-10'), rejected('2022-03-15')],
  [],
  [fact('cancelled', '2022-03-10', { reason: 'dissesto' })],
  [fact('extended', '2022-03-20', { due: day('2022-07-29'), reason: 'proroga', scope: 'all' })],
];

function states(asOf: string): readonly ObligationState[] {
  return FATES.flatMap((facts, n) => {
    const of = aMunicipality({ istat: `11000${n}` });
    const own = facts.map((one) => ({ ...one, municipality: of.istat }));
    return foldMunicipality(survey, of, replayed(own, { on: survey, of }).facts, {
      asOf: day(asOf),
    });
  });
}

describe('measures count the obligations of a round', () => {
  it('exempt and carried nil leave the denominator, cancelled are not expected at all', () => {
    expect(measure(states('2022-04-10'))).toEqual({
      expected: 9,
      received: 5,
      onTime: 3,
      late: 2,
      overdue: 2,
      nil: 2,
      carriedNil: 1,
      exempt: 0,
      presumedExempt: 0,
      cancelled: 1,
      completeness: 5 / 8,
      timeliness: 3 / 8,
    });
  });

  it('before the due date nobody is overdue', () => {
    expect(measure(states('2022-03-31'))).toMatchObject({ overdue: 0, received: 3, onTime: 3 });
  });

  it('by round: in the second those with a base are presumed exempt, apart and within exempt', () => {
    const byRound = measuresByRound(states('2022-07-10'));
    expect(Object.keys(byRound)).toEqual([R1, R2]);
    expect(byRound[R2]).toMatchObject({
      expected: 10,
      exempt: 3,
      presumedExempt: 3,
      carriedNil: 3,
      received: 0,
      completeness: 0,
    });
  });

  it('by municipality', () => {
    const byMunicipality = measuresByMunicipality(states('2022-07-10'));
    expect(Object.keys(byMunicipality)).toHaveLength(10);
    expect(byMunicipality['110000']).toMatchObject({
      expected: 2,
      received: 1,
      exempt: 1,
      completeness: 1,
      timeliness: 1,
    });
    expect(byMunicipality['110008']).toMatchObject({ expected: 1, cancelled: 1, completeness: 0 });
  });

  it('without anything owed there is no rate', () => {
    expect(measure([])).toMatchObject({ expected: 0, completeness: null, timeliness: null });
    const carried = states('2022-04-10').filter(({ carriedNil }) => carriedNil);
    expect(measure(carried)).toMatchObject({ expected: 1, completeness: null, timeliness: null });
  });

  it('add up: parts give the whole, its rates reckoned anew', () => {
    const all = states('2022-07-10');
    expect(sumMeasures(Object.values(measuresByRound(all)))).toEqual(measure(all));
    expect(sumMeasures(Object.values(measuresByMunicipality(all)))).toEqual(measure(all));
    expect(sumMeasures([])).toEqual(measure([]));
  });
});
