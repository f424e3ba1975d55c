import { describe, expect, it } from '@jest/globals';
import { foldMunicipality } from './fold.js';
import {
  aMunicipality,
  andria,
  brief,
  day,
  extended,
  R1,
  R2,
  rejected,
  replayed,
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
