import { describe, expect, it } from '@jest/globals';
import { foldMunicipality } from './fold.js';
import {
  aMunicipality,
  brief,
  day,
  fact,
  noChange,
  R2,
  rejected,
  replayed,
  stateOf,
  survey,
  transmitted,
} from './testing/record.js';
import type { Fact } from './types.js';

const merged = (at: string, on: string, id = 'm'): Fact =>
  fact('merged', at, { into: '110009', on: day(on), reason: 'L.R. 5/2022' }, { round: null, id });

describe('a municipality merged mid-round', () => {
  const facts = [merged('2022-03-01', '2022-03-15')];

  it('owes until the day before and nothing from the day of the merger, which names the successor', () => {
    expect(brief(stateOf(facts, '2022-03-14'))).toBe('open pending');
    expect(stateOf(facts, '2022-03-15')).toMatchObject({
      outcome: 'cancelled',
      timeliness: 'pending',
      since: '2022-03-15',
      basis: ['m'],
      reopened: null,
      explanation:
        'Adempimento annullato: dal 15/03/2022 il Comune non esiste più e gli obblighi sono passati al Comune con codice ISTAT 110009 (L.R. 5/2022).',
    });
  });

  it('has no obligation in rounds whose reference date it does not see', () => {
    const states = foldMunicipality(survey, aMunicipality(), facts, { asOf: day('2022-08-01') });
    expect(states.map(({ round }) => round)).toEqual(['2021-12-31']);
  });

  it('owes the round of the last day on which it exists, until the day after', () => {
    const last = [merged('2022-03-01', '2022-07-01')];
    expect(stateOf(last, '2022-07-01', { round: R2 })).toMatchObject({
      outcome: 'cancelled',
      since: '2022-07-01',
    });
    const before = [merged('2022-03-01', '2022-06-30')];
    const states = foldMunicipality(survey, aMunicipality(), before, { asOf: day('2022-07-01') });
    expect(states).toHaveLength(1);
  });

  it('keeps what it had answered', () => {
    expect(brief(stateOf([transmitted('2022-03-10'), ...facts], '2022-04-01'))).toBe(
      'transmitted on-time',
    );
  });

  it('owes a rejected answer no more', () => {
    const record = [...facts, transmitted('2022-03-10'), rejected('2022-03-12')];
    expect(stateOf(record, '2022-03-14')).toMatchObject({ outcome: 'rejected' });
    expect(stateOf(record, '2022-03-15')).toMatchObject({ outcome: 'cancelled', reopened: null });
  });

  it('noted after the day of its effect cancels from that day on', () => {
    const late = [merged('2022-06-01', '2022-03-15')];
    expect(stateOf(late, '2022-04-01').outcome).toBe('cancelled');
    expect(brief(stateOf(late, '2022-04-01', { knownOn: '2022-05-31' }))).toBe('open overdue');
  });

  it('gets no exemption any more: nothing is derived for it', () => {
    const record = [
      transmitted('2022-03-10'),
      merged('2022-07-05', '2022-07-10'),
      noChange('2022-07-02', R2, { recordedAt: '2022-07-20' }),
    ];
    expect(replayed(record).refused).toEqual([]);
    expect(stateOf(record, '2022-07-21', { round: R2 }).outcome).toBe('exempt');
    const late = [record[0] as Fact, record[1] as Fact, noChange('2022-07-10')];
    expect(replayed(late).refused[0]?.refusal.code).toBe('municipality-merged');
    expect(stateOf(late, '2022-07-21', { round: R2 }).outcome).toBe('cancelled');
  });
});

describe('the register of municipalities', () => {
  it('ends the duties of one that no longer exists, without any fact', () => {
    const gone = aMunicipality({ existsTo: day('2022-03-14'), successor: '110009' });
    expect(stateOf([], '2022-03-14', { of: gone }).outcome).toBe('open');
    expect(stateOf([], '2022-03-15', { of: gone })).toMatchObject({
      outcome: 'cancelled',
      since: '2022-03-15',
      basis: [],
      explanation:
        'Adempimento annullato: dal 15/03/2022 il Comune non esiste più e gli obblighi sono passati al Comune con codice ISTAT 110009.',
    });
    const orphan = aMunicipality({ existsTo: day('2022-03-14') });
    expect(stateOf([], '2022-03-15', { of: orphan }).explanation).toContain(
      'passati a un altro Comune.',
    );
  });

  it('yields to the act of merger on record', () => {
    const gone = aMunicipality({ existsTo: day('2022-03-14'), successor: '110002' });
    expect(stateOf([merged('2022-03-01', '2022-03-20')], '2022-03-15', { of: gone }).outcome).toBe(
      'open',
    );
  });

  it('begins the duties of a new municipality with the first round due after its birth', () => {
    const born = (on: string) => aMunicipality({ existsFrom: day(on) });
    const roundsOf = (on: string) =>
      foldMunicipality(survey, born(on), [], { asOf: day('2022-08-01') }).map(({ round }) => round);
    expect(roundsOf('2022-03-31')).toEqual(['2021-12-31', '2022-06-30']);
    expect(roundsOf('2022-04-01')).toEqual(['2022-06-30']);
  });
});
