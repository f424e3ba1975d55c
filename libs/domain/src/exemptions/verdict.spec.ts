import { describe, expect, it } from '@jest/globals';
import {
  andria,
  day,
  exempted,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  R3,
  rejected,
  replayed,
  rome,
  snapshot,
  stateOf,
  survey,
  transmitted,
  validated,
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

describe('an exemption needs a base: an official transmission or nil return for an earlier round', () => {
  it('with both conditions it is granted, and the fact names both and the window', () => {
    expect(verdict([base, statement])).toEqual({
      exempt: true,
      ground: 'statement',
      base: { fact: 'base', reference: '2021-12-31' },
      evidence: ['statement'],
      against: [],
      reasons: [
        'Base: trasmissione ufficiale del 10/03/2022 riferita al 31/12/2021.',
        'Dichiarazione di nessuna variazione dell’11/07/2022: vale come prova.',
        'Mancano due stati patrimoniali da confrontare.',
        'Nessuna decisione dell’ufficio.',
        'La ricognizione non presume l’assenza di variazioni.',
      ],
    });
    const grant = replayed([base, statement]).facts.find(
      ({ type }) => type === 'exemption-granted',
    );
    expect(grant).toMatchObject({
      id: 'push-erp/2022-06-30/110001/exemption-granted/1',
      occurredAt: rome('2022-07-11'),
      recordedAt: rome('2022-07-11'),
      source: 'engine',
      payload: {
        base: 'base',
        baseReference: '2021-12-31',
        ground: 'statement',
        evidence: ['statement'],
        from: '2021-12-31',
        to: '2022-06-30',
      },
    });
  });

  it('silence is no base, and typed data are none', () => {
    expect(outcome([statement])).toBe('open');
    expect(outcome([fact('typed', '2022-03-10', {}), statement])).toBe('open');
    expect(verdict([statement]).reasons).toEqual([
      'Manca la base dell’esonero: agli atti non c’è una trasmissione ufficiale con almeno un alloggio, o una consistenza nulla, non respinta, con data di riferimento precedente.',
    ]);
  });

  it('a rejected transmission is none; one sent again after it is', () => {
    const no = rejected('2022-03-15');
    expect(outcome([base, no, statement])).toBe('open');
    const again = transmitted('2022-03-20', { id: 'again' });
    expect(verdict([base, no, again, statement]).base).toEqual({ fact: 'again', reference: R1 });
  });

  it('a transmission waiting for validation is one, a validated one too', () => {
    expect(outcome([base, validated('2022-03-12'), statement])).toBe('exempt');
  });

  it('a transmission of the round itself is none', () => {
    expect(verdict([transmitted('2022-07-10', { round: R2 })]).base).toBeNull();
  });

  it('of several the last before the round counts, with its window', () => {
    const second = transmitted('2022-08-10', { id: 'second', round: R2 });
    const found = verdict([base, second, noChange('2023-01-10', R3)], R3);
    expect(found.base).toEqual({ fact: 'second', reference: '2022-06-30' });
  });

  it('a transmission to an earlier survey is one', () => {
    const old = transmitted('2021-03-10', { id: 'old', round: day('2020-12-31') });
    expect(verdict([old, statement])).toMatchObject({
      exempt: true,
      base: { fact: 'old', reference: '2020-12-31' },
    });
  });

  it('a nil return is one: after its carrying lapsed a decision may still exempt', () => {
    const nil = nilDeclared('2022-03-10', R1, { id: 'nil' });
    const facts = [nil, variation('2022-07-05', '2022-05-05'), exempted('2022-07-20')];
    expect(verdict(facts)).toMatchObject({ exempt: true, base: { fact: 'nil' } });
    expect(outcome(facts)).toBe('exempt');
  });

  it('a nil return is none any more for a stock in which a dwelling was seen since', () => {
    const nil = nilDeclared('2022-03-10', R1);
    const seen = snapshot('2022-07-05', R2, { a: 'owned' }, { id: 'seen' });
    expect(outcome([nil, seen], R2, presuming)).toBe('open');
    expect(outcome([nil, seen, statement])).toBe('open');
    expect(outcome([nil, seen, exempted('2022-07-20')])).toBe('exempt');
    const later = snapshot('2022-07-25', R2, { a: 'owned', b: 'owned' }, { id: 'later' });
    const state = stateOf([nil, seen, exempted('2022-07-20'), later], '2022-07-26', { round: R2 });
    expect(state.outcome).toBe('exempt');
    expect(verdict([nil, seen, statement], R2, presuming).reasons).toEqual([
      'Base: consistenza nulla del 10/03/2022 riferita al 31/12/2021.',
      'Dichiarazione di nessuna variazione dell’11/07/2022: smentita, dopo la consistenza nulla è entrato un alloggio.',
      'Mancano due stati patrimoniali da confrontare.',
      'Nessuna decisione dell’ufficio.',
      'Dopo la consistenza nulla è entrato un alloggio: nulla si presume.',
    ]);
  });

  it('in the first round of the survey as in any other', () => {
    const old = transmitted('2021-03-10', { id: 'old', round: day('2020-12-31') });
    const facts = [old, noChange('2022-02-10', R1)];
    expect(outcome(facts, R1)).toBe('exempt');
    expect(verdict(facts, R1)).toMatchObject({ ground: 'statement', base: { fact: 'old' } });
    expect(outcome([old, exempted('2022-02-10', R1)], R1)).toBe('exempt');
    expect(outcome([old], R1, presuming)).toBe('exempt');
    expect(outcome([noChange('2022-02-10', R1)], R1, presuming)).toBe('open');
  });

  it('a transmission of zero units is none', () => {
    const nothing = transmitted('2022-03-10', { id: 'nothing' }, 0);
    expect(outcome([nothing, statement])).toBe('open');
    expect(outcome([nothing], R2, presuming)).toBe('open');
    const old = transmitted('2021-03-10', { id: 'old', round: day('2020-12-31') }, 3);
    expect(verdict([old, nothing, statement]).base?.fact).toBe('old');
  });

  it('and an obligation at all', () => {
    expect(verdict([base], day('2030-06-30'))).toMatchObject({
      exempt: false,
      reasons: ['Il Comune non ha un adempimento aperto per questo ciclo.'],
    });
  });

  it('a base that arrives after the statement grants when it arrives', () => {
    const late = transmitted('2022-03-10', { recordedAt: '2022-07-20' });
    expect(
      stateOf([statement, late], '2022-07-19', { round: R2, knownOn: '2022-07-19' }).outcome,
    ).toBe('open');
    expect(
      stateOf([statement, late], '2022-07-20', { round: R2, knownOn: '2022-07-20' }),
    ).toMatchObject({
      outcome: 'exempt',
      since: '2022-07-11',
    });
  });
});

describe('the window of variations: after the base’s reference date, up to the round’s', () => {
  it.each([
    ['Friday 31 December 2021, the base’s own day', '2021-12-31', 'exempt'],
    ['Saturday 1 January 2022, the first day', '2022-01-01', 'open'],
    ['Thursday 30 June 2022, the last day', '2022-06-30', 'open'],
    ['Friday 1 July 2022, the day after', '2022-07-01', 'exempt'],
  ])('a variation of %s', (_, date, expected) => {
    expect(outcome([base, variation('2022-07-05', date), statement])).toBe(expected);
    expect(outcome([base, statement, variation('2022-08-05', date)])).toBe(expected);
    expect(outcome([base, variation('2022-07-05', date)], R2, presuming)).toBe(expected);
  });

  it('grows when a round was exempt: a variation of the first half-year counts for the second too', () => {
    const facts = [
      base,
      statement,
      noChange('2023-01-05', R3),
      variation('2023-01-10', '2022-05-05'),
    ];
    expect(outcome(facts)).toBe('open');
    expect(outcome(facts, R3)).toBe('open');
  });

  it('a verdict against names the variation', () => {
    const sale = variation('2022-08-05', '2022-05-05', { id: 'sale' });
    const found = verdict([base, statement, sale]);
    expect(found.against).toEqual(['sale']);
    expect(found.reasons.slice(1, 3)).toEqual([
      'Nella finestra (dopo il 31/12/2021 e fino al 30/06/2022) il registro riporta: variazione del 05/05/2022 (acquisizione, 3 alloggi) registrata il 05/08/2022.',
      'Dichiarazione di nessuna variazione dell’11/07/2022: smentita dal registro delle variazioni.',
    ]);
  });
});
