import { describe, expect, it } from '@jest/globals';
import { foldMunicipality } from './fold.js';
import {
  aMunicipality,
  andria,
  brief,
  day,
  extended,
  fact,
  nilDeclared,
  R1,
  R2,
  rejected,
  replayed,
  rome,
  stateOf,
  survey,
  transmitted,
  validated,
} from './testing/record.js';
import { aSurvey } from '../surveys/testing/a-survey.js';

describe('a round becomes an obligation', () => {
  it('on the day after its reference date: none on Friday 31 December 2021, one on Saturday 1 January 2022', () => {
    expect(foldMunicipality(survey, andria, [], { asOf: R1 })).toEqual([]);
    const [state] = foldMunicipality(survey, andria, [], { asOf: day('2022-01-01') });
    expect(state).toMatchObject({
      obligation: 'push-erp/2021-12-31',
      survey: 'push-erp',
      municipality: '110001',
      round: '2021-12-31',
      roundNumber: 1,
      opensOn: '2022-01-01',
      acceptanceCutOff: '2022-12-31',
      lock: '2023-06-30',
      outcome: 'open',
      timeliness: 'pending',
      since: '2022-01-01',
      basis: [],
      carriedNil: false,
      presumed: false,
      contest: null,
      suspended: false,
      reopened: null,
    });
    expect(state?.due).toMatchObject({ version: 1, date: '2022-03-31', cause: null });
  });

  it('and two of them are open together, the older first', () => {
    const states = foldMunicipality(survey, andria, [], { asOf: day('2022-07-01') });
    expect(states.map(({ round }) => round)).toEqual(['2021-12-31', '2022-06-30']);
  });

  it('only for the municipalities that the survey is addressed to', () => {
    const others = aSurvey({ addressees: ['110002'] });
    expect(foldMunicipality(others, andria, [], { asOf: day('2022-07-01') })).toEqual([]);
    const ours = aSurvey({ addressees: ['110002', '110001'] });
    expect(foldMunicipality(ours, andria, [], { asOf: day('2022-07-01') })).toHaveLength(2);
  });

  it('only if it fell due after the survey began to watch', () => {
    const late = aSurvey({ trackingStartsOn: day('2022-04-01') });
    const states = foldMunicipality(late, andria, [], { asOf: day('2022-07-01') });
    expect(states.map(({ round }) => round)).toEqual(['2022-06-30']);
  });
});

describe('the last day belongs to the municipality until 23:59:59.999 in Rome', () => {
  it.each([
    ['Thursday 31 March 2022, summer time, 23:59:59.999', '2022-03-31 23:59:59.999', R1, 'on-time'],
    ['Friday 1 April 2022, summer time, 00:00:00.000', '2022-04-01 00:00', R1, 'late'],
    ['Friday 1 April 2022, summer time, 00:00:01', '2022-04-01 00:00:01', R1, 'late'],
  ])('first round: %s', (_, at, round, expected) => {
    expect(stateOf([transmitted(at, { round })], '2022-04-10', { round }).timeliness).toBe(
      expected,
    );
  });

  it.each([
    ['Wednesday 30 November 2022, 23:59:59.999', '2022-11-30 23:59:59.999', 'on-time'],
    ['Thursday 1 December 2022, 00:00:00.000', '2022-12-01 00:00', 'late'],
    ['Thursday 1 December 2022, 00:00:01', '2022-12-01 00:00:01', 'late'],
  ])('an extension to a day of winter time: %s', (_, at, expected) => {
    const facts = [
      extended('2022-09-01', '2022-11-30', { round: R2 }),
      transmitted(at, { round: R2 }),
    ];
    expect(stateOf(facts, '2022-12-10', { round: R2 }).timeliness).toBe(expected);
  });

  it('is pending until the last millisecond and overdue from the next', () => {
    expect(brief(stateOf([], '2022-03-31'))).toBe('open pending');
    expect(brief(stateOf([], '2022-03-31 23:59:59.999'))).toBe('open pending');
    expect(brief(stateOf([], '2022-04-01 00:00'))).toBe('open overdue');
    expect(stateOf([], '2022-04-05').since).toBe('2022-04-01');
  });
});

describe('as of a day, as known on a day', () => {
  const late = transmitted('2022-03-30', { id: 'late', recordedAt: '2022-04-05' });

  it('knows on Friday 1 April nothing of what was recorded on Tuesday 5 April', () => {
    const state = stateOf([late], '2022-04-01', { knownOn: '2022-04-01' });
    expect(state).toMatchObject({ outcome: 'open', timeliness: 'overdue', basis: [] });
  });

  it('knows on 4 April nothing yet, and on 5 April that it had come in time', () => {
    expect(brief(stateOf([late], '2022-04-01', { knownOn: '2022-04-04' }))).toBe('open overdue');
    const state = stateOf([late], '2022-04-01', { knownOn: '2022-04-05' });
    expect(state).toMatchObject({
      outcome: 'transmitted',
      timeliness: 'on-time',
      since: '2022-03-30',
      basis: ['late'],
    });
  });

  it('without a day of knowledge reads the whole record', () => {
    expect(brief(stateOf([late], '2022-04-01'))).toBe('transmitted on-time');
  });

  it('leaves out what had not happened yet, though it is known', () => {
    expect(brief(stateOf([late], '2022-03-29'))).toBe('open pending');
    expect(brief(stateOf([late], '2022-03-30'))).toBe('transmitted on-time');
    expect(brief(stateOf([late], '2022-03-30 09:59:59.999'))).toBe('open pending');
    expect(brief(stateOf([late], '2022-03-30 10:00'))).toBe('transmitted on-time');
  });

  it('leaves out facts of other municipalities and other surveys', () => {
    const foreign = transmitted('2022-03-01', { municipality: '110002' });
    const other = { ...transmitted('2022-03-01'), survey: 'altra' };
    const states = foldMunicipality(survey, andria, [foreign, other], { asOf: day('2022-03-10') });
    expect(states[0]?.outcome).toBe('open');
  });

  it('does not depend on the order in which facts recorded at other times are given', () => {
    const record = [transmitted('2022-03-01'), validated('2022-03-02'), rejected('2022-03-03')];
    const options = { asOf: day('2022-03-10') };
    const states = foldMunicipality(survey, andria, record, options);
    expect(foldMunicipality(survey, andria, [...record].reverse(), options)).toEqual(states);
    expect(states[0]?.outcome).toBe('rejected');
  });
});

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

describe('the fold', () => {
  it('leaves the sentences out when asked to', () => {
    const [state] = foldMunicipality(survey, andria, [], {
      asOf: day('2022-03-01'),
      explain: false,
    });
    expect(state?.explanation).toBe('');
  });

  it('is pure: neither record nor municipality change', () => {
    const record = Object.freeze(replayed([transmitted('2022-03-10')]).facts);
    const municipality = Object.freeze(aMunicipality());
    const options = { asOf: day('2022-08-01') };
    const first = foldMunicipality(survey, municipality, record, options);
    expect(foldMunicipality(survey, municipality, record, options)).toEqual(first);
  });
});
