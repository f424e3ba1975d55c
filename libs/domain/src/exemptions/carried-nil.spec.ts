import { describe, expect, it } from '@jest/globals';
import {
  brief,
  day,
  fact,
  nilDeclared,
  R1,
  R2,
  R3,
  rejected,
  replayed,
  rome,
  snapshot,
  stateOf,
  transmitted,
  variation,
} from '../obligations/testing/record.js';
import type { VariationKind } from '../obligations/types.js';

const R0 = day('2020-12-31');
const nil = nilDeclared('2021-02-10', R0, { id: 'nil' });

describe('a nil return given earlier counts, linked to that fact', () => {
  it('from the opening of the round, without a new letter', () => {
    const state = stateOf([nil], '2022-01-01');
    expect(state).toMatchObject({
      outcome: 'nil',
      timeliness: 'on-time',
      carriedNil: true,
      since: '2022-01-01',
      basis: ['push-erp/2021-12-31/110001/nil-carried/1', 'nil'],
    });
    expect(replayed([nil]).facts[1]).toMatchObject({
      type: 'nil-carried',
      occurredAt: rome('2022-01-01 00:00'),
      recordedAt: rome('2022-01-01 00:00'),
      payload: { base: 'nil' },
    });
  });

  it('whatever round it was sent for: the date that it states counts', () => {
    const asked = nilDeclared('2022-02-10', R0, { round: R1 });
    expect(stateOf([asked], '2022-02-11')).toMatchObject({ outcome: 'nil', carriedNil: true });
  });

  it('from one round of the survey to the next and the next', () => {
    const own = nilDeclared('2022-03-10', R1);
    expect(stateOf([own], '2022-07-01')).toMatchObject({ outcome: 'nil', carriedNil: false });
    expect(stateOf([own], '2022-07-01', { round: R2 })).toMatchObject({
      outcome: 'nil',
      carriedNil: true,
    });
    expect(stateOf([own], '2023-01-01', { round: R3 })).toMatchObject({
      outcome: 'nil',
      carriedNil: true,
    });
  });

  it('given while the next round is open already, from then on', () => {
    const late = nilDeclared('2022-08-10', R1);
    expect(stateOf([late], '2022-08-09', { round: R2 }).outcome).toBe('open');
    expect(stateOf([late], '2022-08-10', { round: R2 })).toMatchObject({
      carriedNil: true,
      since: '2022-08-10',
    });
  });

  it('unless it was rejected', () => {
    expect(stateOf([nil, rejected('2021-03-10', { round: R0 })], '2022-01-10').outcome).toBe(
      'open',
    );
  });

  it('never backwards: one for a later date says nothing of an earlier one', () => {
    expect(stateOf([nilDeclared('2022-08-10', R2)], '2022-08-11', { round: R1 }).outcome).toBe(
      'open',
    );
  });

  it('and not over the Region’s rejection of the round’s own return', () => {
    const facts = [nil, nilDeclared('2022-03-01', R1), rejected('2022-03-10', { round: R1 })];
    expect(stateOf(facts, '2022-03-11').outcome).toBe('rejected');
  });

  it('a return for the round itself makes it an answer of this round', () => {
    expect(stateOf([nil, nilDeclared('2022-03-10', R1)], '2022-03-10')).toMatchObject({
      outcome: 'nil',
      carriedNil: false,
      since: '2022-03-10',
    });
  });
});

describe('until the first dwelling comes in', () => {
  it('by a variation recorded later: the obligation is reopened with a fresh due date and says why', () => {
    const facts = [nil, variation('2022-04-11', '2021-10-05', { id: 'in' })];
    expect(brief(stateOf(facts, '2022-04-10'))).toBe('nil on-time');
    const state = stateOf(facts, '2022-04-11');
    expect(state).toMatchObject({
      outcome: 'open',
      timeliness: 'pending',
      carriedNil: false,
      basis: ['push-erp/2021-12-31/110001/nil-lapsed/1', 'in'],
      reopened: { kind: 'lapsed' },
      explanation:
        'Consistenza nulla non più valida dall’11/04/2022 – variazione del 05/10/2021 (acquisizione, 3 alloggi) registrata l’11/04/2022 – e adempimento riaperto: la scadenza è l’11/05/2022.',
    });
    expect(state.due).toMatchObject({ version: 2, date: '2022-05-11' });
  });

  it.each<[VariationKind, number, string]>([
    ['new-construction', 1, 'open'],
    ['acquisition', 1, 'open'],
    ['transfer', 1, 'open'],
    ['acquisition', 0, 'nil'],
    ['sale', 1, 'nil'],
    ['demolition', 1, 'nil'],
    ['split', 1, 'nil'],
    ['merge', 1, 'nil'],
  ])('%s of %i dwellings', (kind, units, expected) => {
    const one = fact(
      'variation',
      '2022-02-01',
      { kind, units, date: day('2021-10-05') },
      { round: null },
    );
    expect(stateOf([nil, one], '2022-02-02').outcome).toBe(expected);
  });

  it.each([
    ['Thursday 31 December 2020, the day of the return', '2020-12-31', 'nil'],
    ['Friday 1 January 2021, the day after', '2021-01-01', 'open'],
    ['Friday 31 December 2021, the round’s own day', '2021-12-31', 'open'],
    ['Saturday 1 January 2022, the day after', '2022-01-01', 'nil'],
  ])('a variation of %s', (_, date, expected) => {
    expect(stateOf([nil, variation('2022-02-01', date)], '2022-02-02').outcome).toBe(expected);
  });

  it('one after the round’s date leaves this round alone and is not carried to the next', () => {
    const facts = [nil, variation('2022-02-01', '2022-01-15')];
    expect(stateOf(facts, '2022-07-02').outcome).toBe('nil');
    expect(stateOf(facts, '2022-07-02', { round: R2 }).outcome).toBe('open');
  });

  it('by a snapshot with owned units; sold ones are none', () => {
    const owned = snapshot('2022-02-01', R1, { a: 'sold', b: 'owned' });
    expect(stateOf([nil, owned], '2022-02-02').explanation).toContain(
      'lo stato patrimoniale al 31/12/2021 riporta alloggi',
    );
    expect(stateOf([nil, snapshot('2022-02-01', R1, { a: 'sold' })], '2022-02-02').outcome).toBe(
      'nil',
    );
    expect(stateOf([nil, snapshot('2022-02-01', R1, {})], '2022-02-02').outcome).toBe('nil');
    expect(stateOf([nil, snapshot('2021-02-01', R0, { b: 'owned' })], '2022-02-02').outcome).toBe(
      'nil',
    );
  });

  it('by a transmission of dwellings for a date between; one of zero rows says nothing', () => {
    const own = nilDeclared('2022-03-10', R1);
    const sent = transmitted('2022-08-10', { id: 'sent', round: R2 }, 4);
    const state = stateOf([own, sent], '2023-01-02', { round: R3 });
    expect(state.outcome).toBe('open');
    const zero = transmitted('2022-08-10', { round: R2 }, 0);
    expect(stateOf([own, zero], '2023-01-02', { round: R3 }).outcome).toBe('nil');
    const late = stateOf([own, transmitted('2023-01-20', { round: R2 }, 4)], '2023-01-21', {
      round: R3,
    });
    expect(late.explanation).toContain('il Comune ha trasmesso alloggi il 20/01/2023');
    expect(late.due.version).toBe(2);
    const unknown = transmitted('2022-08-10', { round: R2 });
    expect(stateOf([own, unknown], '2023-01-02', { round: R3 }).outcome).toBe('open');
    const refused = [own, sent, rejected('2022-08-20', { round: R2 })];
    expect(stateOf(refused, '2023-01-02', { round: R3 }).outcome).toBe('nil');
  });

  it('by a rejection of the return itself', () => {
    const facts = [nil, rejected('2022-04-11', { id: 'no', round: R0 })];
    const state = stateOf(facts, '2022-04-12');
    expect(state).toMatchObject({ outcome: 'open', due: { date: '2022-05-11' } });
    expect(state.basis).toContain('no');
  });

  it('the earlier of several facts is named', () => {
    const facts = [
      nil,
      snapshot('2022-02-02', R1, { b: 'owned' }, { id: 'snap' }),
      variation('2022-02-01', '2021-10-05', { id: 'in' }),
    ];
    expect(stateOf(facts, '2022-02-03').basis).toContain('in');
  });

  it('a later return, for a later date, counts again', () => {
    const facts = [
      nil,
      variation('2022-04-11', '2021-10-05'),
      nilDeclared('2022-07-10', R2, { id: 'new' }),
    ];
    expect(stateOf(facts, '2023-01-02', { round: R3 }).basis).toContain('new');
  });
});
