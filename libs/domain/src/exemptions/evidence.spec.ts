import { describe, expect, it } from '@jest/globals';
import {
  andria,
  day,
  exempted,
  noChange,
  R1,
  R2,
  R3,
  rejected,
  rome,
  snapshot,
  stateOf,
  survey,
  transmitted,
  variation,
} from '../obligations/testing/record.js';
import type { Fact } from '../obligations/types.js';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { exemptionVerdict } from './verdict.js';

const base = transmitted('2022-03-10', { id: 'base' });
const statement = noChange('2022-07-11', R2, { id: 'statement' });
const presuming = aSurvey({ presumeNoChange: true });

const verdict = (facts: readonly Fact[], round = R2, on = survey) =>
  exemptionVerdict(on, andria, facts, round, rome('2023-01-15'));

const outcome = (facts: readonly Fact[], round = R2, on = survey) =>
  stateOf(facts, '2023-01-15', { round, on }).outcome;

describe('the evidence of no variation', () => {
  const before = snapshot(
    '2022-03-10',
    R1,
    { '072006_1': 'owned', '072006_2': 'sold' },
    { id: 'before' },
  );
  const same = snapshot(
    '2022-07-10',
    R2,
    { '072006-2': 'Sold', ' 072006-1 ': 'OWNED' },
    { id: 'same' },
  );

  it('two frozen snapshots whose record-level diff is empty', () => {
    expect(verdict([base, before, same])).toMatchObject({
      exempt: true,
      ground: 'snapshots',
      evidence: ['before', 'same'],
    });
  });

  it('the first may be the latest before the base’s reference date', () => {
    const second = transmitted('2022-08-10', { round: R2 });
    const last = snapshot(
      '2023-01-10',
      R3,
      { '072006-1': 'owned', '072006-2': 'sold' },
      { id: 'last' },
    );
    expect(verdict([base, before, second, last], R3)).toMatchObject({
      ground: 'snapshots',
      evidence: ['before', 'last'],
    });
    expect(verdict([base, before, second, same, last], R3).evidence).toEqual(['same', 'last']);
  });

  it('one snapshot proves nothing, nor do two when none is at the round’s own date', () => {
    expect(outcome([base, before])).toBe('open');
    expect(outcome([base, same])).toBe('open');
    const spring = snapshot('2022-04-10', day('2022-03-31'), { '072006_1': 'owned' });
    expect(outcome([base, before, spring])).toBe('open');
  });

  it('equal counts prove nothing: five sold and five bought', () => {
    const owned = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`1-${n}`, 'owned']));
    const sold = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`1-${n}`, 'sold']));
    const bought = Object.fromEntries([6, 7, 8, 9, 10].map((n) => [`1-${n}`, 'owned']));
    const facts = [
      base,
      snapshot('2022-03-10', R1, owned),
      snapshot('2022-07-10', R2, { ...sold, ...bought }),
    ];
    const found = verdict(facts);
    expect(found.exempt).toBe(false);
    expect(found.reasons).toContain(
      'Stati patrimoniali al 31/12/2021 e al 30/06/2022: il confronto per unità mostra 10 differenze.',
    );
  });

  it('a unit that vanishes is an anomaly, not a sale, and no proof', () => {
    const facts = [base, before, snapshot('2022-07-10', R2, { '072006-1': 'owned' })];
    expect(verdict(facts).reasons).toContain(
      'Stati patrimoniali al 31/12/2021 e al 30/06/2022: il confronto per unità mostra 1 differenza, di cui 1 unità scomparsa (anomalia).',
    );
    expect(outcome(facts)).toBe('open');
  });

  it('a unit that stands twice with two statuses leaves everything unproved', () => {
    const doubled = snapshot('2022-07-10', R2, {
      '072006_1': 'sold',
      '072006-1': 'owned',
      '072006-2': 'sold',
    });
    expect(outcome([base, before, doubled])).toBe('open');
    const repeated = snapshot('2022-07-10', R2, {
      '072006_1': 'owned',
      '072006-1': 'owned',
      '072006-2': 'sold',
    });
    expect(outcome([base, before, repeated])).toBe('exempt');
  });

  it('of two snapshots with the same date the last recorded counts', () => {
    const wrong = snapshot('2022-07-05', R2, { '072006-1': 'sold', '072006-2': 'sold' });
    expect(outcome([base, before, wrong])).toBe('open');
    expect(outcome([base, before, wrong, same])).toBe('exempt');
  });

  it('an officer’s decision, with reason and approver', () => {
    expect(verdict([base, exempted('2022-07-20', R2, { id: 'd' })])).toMatchObject({
      ground: 'decision',
      evidence: ['d'],
    });
  });

  it('an officer who knew of a variation may exempt all the same; one recorded later ends it', () => {
    const known = variation('2022-07-05', '2022-05-05');
    const decided = exempted('2022-07-20');
    expect(outcome([base, known, decided])).toBe('exempt');
    expect(outcome([base, decided, variation('2022-07-21', '2022-05-05')])).toBe('open');
  });

  it('an officer who knew of a diff likewise', () => {
    const differs = snapshot('2022-07-10', R2, { '072006-1': 'sold', '072006-2': 'sold' });
    expect(outcome([base, before, differs, exempted('2022-07-20')])).toBe('exempt');
    expect(outcome([base, before, exempted('2022-07-05'), differs])).toBe('open');
  });

  it('an empty register of variations only where the survey presumes so, and shown apart', () => {
    expect(outcome([base])).toBe('open');
    const state = stateOf([base], '2022-07-01', { round: R2, on: presuming });
    expect(state).toMatchObject({ outcome: 'exempt', presumed: true, since: '2022-07-01' });
    expect(verdict([base], R2, presuming)).toMatchObject({ ground: 'presumed', evidence: [] });
  });

  it('a presumption yields to a registered variation and to a diff', () => {
    expect(outcome([base, variation('2022-06-05', '2022-05-05')], R2, presuming)).toBe('open');
    const differs = snapshot('2022-07-10', R2, { '072006-1': 'sold', '072006-2': 'sold' });
    expect(outcome([base, before, differs], R2, presuming)).toBe('open');
    expect(outcome([base, before, same], R2, presuming)).toBe('exempt');
  });

  it('a proof that comes later takes the place of a presumption', () => {
    const state = stateOf([base, statement], '2022-07-12', { round: R2, on: presuming });
    expect(state).toMatchObject({ outcome: 'exempt', presumed: false });
    expect(state.basis).toContain('statement');
    expect(stateOf([base, statement], '2022-07-10', { round: R2, on: presuming }).presumed).toBe(
      true,
    );
  });

  it('a statement holds for one round only', () => {
    const facts = [base, statement];
    expect(outcome(facts)).toBe('exempt');
    expect(outcome(facts, R3)).toBe('open');
    const both = [...facts, noChange('2023-01-10', R3, { id: 'next' })];
    expect(verdict(both, R3)).toMatchObject({
      base: { fact: 'base', reference: R1 },
      evidence: ['next'],
    });
  });

  it('what was said before the Region rejected the round’s own answer settles nothing', () => {
    const facts = [
      base,
      statement,
      transmitted('2022-08-01', { round: R2 }),
      rejected('2022-08-10', { round: R2 }),
    ];
    expect(outcome(facts)).toBe('rejected');
    expect(outcome(facts, R2, presuming)).toBe('rejected');
    expect(outcome([...facts, before, same])).toBe('rejected');
    expect(outcome([...facts, exempted('2022-08-11')])).toBe('exempt');
    expect(outcome([...facts, noChange('2022-08-11')])).toBe('exempt');
    expect(verdict([...facts, before, same]).reasons).toEqual([
      'Base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
      'Dichiarazione di nessuna variazione dell’11/07/2022: superata, non vale per il ciclo.',
      'Stati patrimoniali al 31/12/2021 e al 30/06/2022: uguali, ma la risposta del ciclo è stata respinta.',
      'Nessuna decisione dell’ufficio.',
      'La ricognizione non presume l’assenza di variazioni.',
    ]);
  });
});
