import { describe, expect, it } from '@jest/globals';
import {
  brief,
  fact,
  nilDeclared,
  R1,
  R2,
  rejected,
  rome,
  stateOf,
  transmitted,
  validated,
} from './testing/record.js';

describe('timeliness by the first valid transmission, content by the last', () => {
  it('a second transmission after the due date leaves the first one in time', () => {
    const facts = [transmitted('2022-03-10', { id: 'a' }), transmitted('2022-04-10', { id: 'b' })];
    expect(stateOf(facts, '2022-04-11')).toMatchObject({
      outcome: 'transmitted',
      timeliness: 'on-time',
      since: '2022-03-10',
      basis: ['a', 'b'],
    });
  });

  it('a rejected one does not count: the next after the due date is late', () => {
    const facts = [
      transmitted('2022-03-10'),
      rejected('2022-03-15'),
      transmitted('2022-04-10', { id: 'b' }),
    ];
    expect(stateOf(facts, '2022-04-11')).toMatchObject({
      outcome: 'transmitted',
      timeliness: 'late',
      since: '2022-04-10',
      basis: ['b'],
    });
  });

  it('what the Region had validated stays in time when a later sending is rejected and replaced', () => {
    const facts = [
      transmitted('2022-03-10', { id: 'a' }),
      validated('2022-03-12'),
      transmitted('2022-04-01'),
      rejected('2022-04-02'),
    ];
    expect(brief(stateOf(facts, '2022-04-03'))).toBe('rejected overdue');
    const again = stateOf([...facts, transmitted('2022-04-10', { id: 'c' })], '2022-04-11');
    expect(again).toMatchObject({
      outcome: 'transmitted',
      timeliness: 'on-time',
      basis: ['a', 'c'],
    });
  });

  it('a validation withdrawn by the Region takes the validated content with it', () => {
    const facts = [transmitted('2022-03-10'), validated('2022-03-12'), rejected('2022-03-20')];
    const again = stateOf([...facts, transmitted('2022-04-10')], '2022-04-11');
    expect(brief(again)).toBe('transmitted late');
  });

  it('one recorded late counts by the day on which it came', () => {
    const facts = [
      transmitted('2022-04-02', { id: 'b' }),
      transmitted('2022-03-30', { id: 'a', recordedAt: '2022-04-08' }),
    ];
    expect(stateOf(facts, '2022-04-10', { knownOn: '2022-04-07' }).timeliness).toBe('late');
    expect(stateOf(facts, '2022-04-10')).toMatchObject({
      timeliness: 'on-time',
      basis: ['a', 'b'],
    });
  });

  it('a new transmission after a validation waits for validation again', () => {
    const facts = [transmitted('2022-03-10'), validated('2022-03-12'), transmitted('2022-03-20')];
    expect(stateOf(facts, '2022-03-21')).toMatchObject({
      outcome: 'transmitted',
      since: '2022-03-20',
    });
  });
});

describe('validation and rejection', () => {
  it('validated names the validation and the transmission', () => {
    const facts = [transmitted('2022-03-10', { id: 't' }), validated('2022-03-12', { id: 'v' })];
    expect(stateOf(facts, '2022-03-12')).toMatchObject({
      outcome: 'validated',
      timeliness: 'on-time',
      since: '2022-03-12',
      basis: ['v', 't'],
    });
  });

  it('a rejection reopens: pending before the due date, overdue after it', () => {
    const facts = [transmitted('2022-03-10', { id: 't' }), rejected('2022-03-15', { id: 'r' })];
    expect(stateOf(facts, '2022-03-31')).toMatchObject({
      outcome: 'rejected',
      timeliness: 'pending',
      since: '2022-03-15',
      basis: ['r', 't'],
      reopened: { by: 'r', kind: 'rejected', at: rome('2022-03-15') },
    });
    expect(stateOf(facts, '2022-04-01')).toMatchObject({
      timeliness: 'overdue',
      since: '2022-04-01',
    });
  });

  it('a letter of correction, or a new answer, settles the reopening', () => {
    const facts = [transmitted('2022-03-10'), rejected('2022-03-15')];
    const letter = (template: string, obligations: readonly string[], round = R1) =>
      fact(
        'sent',
        '2022-03-16',
        { rung: template, dueVersion: 1, letter: 'l1', template, target: R1, obligations },
        { round },
      );
    expect(
      stateOf([...facts, letter('reminder', ['push-erp/2021-12-31'])], '2022-03-20').reopened,
    ).not.toBeNull();
    expect(
      stateOf([...facts, letter('correction', ['push-erp/2021-12-31'])], '2022-03-20').reopened,
    ).toBeNull();
    expect(
      stateOf([...facts, letter('correction', ['push-erp/2021-12-31'], R2)], '2022-03-20').reopened,
    ).toBeNull();
    expect(stateOf([...facts, letter('correction', [], R2)], '2022-03-20').reopened).not.toBeNull();
    expect(stateOf([...facts, transmitted('2022-03-17')], '2022-03-20').reopened).toBeNull();
  });

  it('a letter of correction that left before the rejection settles nothing', () => {
    const early = fact('queued', '2022-03-12', {
      rung: 'correction',
      dueVersion: 1,
      letter: 'l1',
      template: 'correction',
      target: R1,
      obligations: ['push-erp/2021-12-31'],
    });
    const facts = [transmitted('2022-03-10'), early, rejected('2022-03-15')];
    expect(stateOf(facts, '2022-03-20').reopened).not.toBeNull();
  });
});

describe('four different things: nil, an empty file, typed data, silence', () => {
  it('a nil return for the round is an answer of its own, in time or late like any other', () => {
    expect(stateOf([nilDeclared('2022-03-31', R1, { id: 'n' })], '2022-04-01')).toMatchObject({
      outcome: 'nil',
      timeliness: 'on-time',
      carriedNil: false,
      basis: ['n'],
    });
    expect(stateOf([nilDeclared('2022-04-01')], '2022-04-01').timeliness).toBe('late');
  });

  it('a transmission of zero units is a transmission', () => {
    const state = stateOf([transmitted('2022-03-10', {}, 0)], '2022-03-11');
    expect(state.outcome).toBe('transmitted');
    expect(state.explanation).toContain(
      'con zero alloggi (non è una comunicazione di consistenza nulla)',
    );
  });

  it('only after a transmission of zero units is a nil return still taken', () => {
    const nil = nilDeclared('2022-03-20');
    expect(stateOf([transmitted('2022-03-10', {}, 0), nil], '2022-03-21').outcome).toBe('nil');
    expect(stateOf([transmitted('2022-03-10', {}, 7), nil], '2022-03-21').outcome).toBe(
      'transmitted',
    );
    expect(stateOf([transmitted('2022-03-10'), nil], '2022-03-21').outcome).toBe('transmitted');
    const rest = [transmitted('2022-03-10', {}, 0), rejected('2022-03-11'), nil];
    expect(stateOf(rest, '2022-03-21').outcome).toBe('nil');
  });

  it('typed data change nothing, and are said to wait', () => {
    const typed = fact('typed', '2022-03-10', {});
    const state = stateOf([typed], '2022-04-01');
    expect(brief(state)).toBe('open overdue');
    expect(state.basis).toEqual([]);
    expect(state.explanation).toContain(
      'i dati digitati in PUSH il 10/03/2022 non sono ancora trasmessi',
    );
  });

  it('replies, letters and receipts change nothing', () => {
    const facts = [
      fact('reply-received', '2022-03-10', {
        kind: 'protocol-confirmation',
        message: 'm',
        confidence: 1,
      }),
      fact('reply-received', '2022-03-11', {
        kind: 'extension-request',
        message: 'm',
        confidence: 1,
      }),
      fact('delivered', '2022-03-12', { rung: 'reminder-1' }),
    ];
    expect(stateOf(facts, '2022-03-20')).toEqual(stateOf([], '2022-03-20'));
  });
});
