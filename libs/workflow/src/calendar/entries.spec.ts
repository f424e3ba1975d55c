import { describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import { foldMunicipality, plan } from '@app/domain';
import type { Fact, Instant, LocalDate, Municipality } from '@app/domain';
import type { SurveyVersionSummary } from '@app/persistence';
import { aFact } from '../testing/samples.js';
import { dateEntries } from './due-entries.js';
import { letterEntries, letterLines } from './letter-entries.js';
import type { CalendarEntry } from './types.js';

const survey = defaultSurvey();
const ten = defaultMunicipalities();
const INSTALLED = '2022-02-14T08:00:00.000Z' as Instant;
const FRIDAY = '2022-04-01T10:00:00.000Z' as Instant;
const [FROM, TO] = ['2021-01-01', '2023-06-30'] as LocalDate[];
const FIRST = 'push-erp/2021-12-31';
const versions: SurveyVersionSummary[] = [
  { id: 'push-erp', version: 1, recordedAt: INSTALLED, recordedBy: 'prima installazione' },
];

/** A fact of some municipality about the first round, on a day of March or April 2022. */
function told(
  istat: string,
  type: Parameters<typeof aFact>[0],
  at: string,
  payload: object = {},
): Fact {
  return { ...aFact(type, at, payload as never), municipality: istat } as Fact;
}

function dates(
  facts: readonly Fact[],
  how: 'together' | 'counted' | 'each',
  who: readonly Municipality[] = ten,
): CalendarEntry[] {
  const standings = who.map((municipality) => {
    const own = facts.filter((fact) => fact.municipality === municipality.istat);
    const obligations = foldMunicipality(survey, municipality, own, { asOf: FRIDAY });
    return { municipality, facts: own, obligations };
  });
  return dateEntries({ survey, versions, standings, now: FRIDAY }, FROM!, TO!, how);
}

const dueOf = (entries: readonly CalendarEntry[], uid: string) =>
  entries.find((entry) => entry.uid === uid);

const extension = (istat: string, due = '2022-05-31') =>
  told(istat, 'extended', '2022-03-25T10:00:00+01:00', { due, reason: 'guasto', scope: istat });

describe('the due dates of a calendar, on Friday 1 April 2022', () => {
  it('are one a round, for all, with how many still want an answer', () => {
    const due = dates([told('110001', 'transmitted', '2022-03-10T10:00:00+01:00')], 'together');
    expect(dueOf(due, FIRST)).toMatchObject({
      day: '2022-03-31',
      municipality: null,
      state: 'confirmed',
      count: 10,
      open: 9,
    });
  });

  it('come also for rounds that are not open yet', () => {
    expect(dueOf(dates([], 'together'), 'push-erp/2022-12-31')).toMatchObject({
      day: '2023-03-31',
      count: 0,
    });
    const [andria] = dates([], 'each', ten.slice(0, 1)).filter(
      ({ uid }) => uid === 'push-erp/2022-12-31/110001',
    );
    expect(andria).toMatchObject({ day: '2023-03-31', state: 'confirmed' });
  });

  it('stand with the other dates of the round', () => {
    const kinds = dates([], 'together').filter(({ round }) => round === '2021-12-31');
    expect(kinds.map(({ kind, day }) => [kind, day])).toEqual([
      ['due', '2022-03-31'],
      ['opens', '2022-01-01'],
      ['cut-off', '2022-12-31'],
      ['lock', '2023-06-30'],
    ]);
  });

  it('show one municipality’s extension beside the others’ date', () => {
    const entries = dates([extension('110003')], 'together');
    expect(dueOf(entries, FIRST)).toMatchObject({ day: '2022-03-31', count: 9 });
    expect(dueOf(entries, `${FIRST}/110003`)).toMatchObject({ day: '2022-05-31', count: 1 });
  });

  it('count those whose day differs where six or more share it, and tell five one by one', () => {
    const apart = (count: number) =>
      dates(
        ten.slice(0, count).map(({ istat }) => extension(istat)),
        'counted',
        [...ten, ...ten.map((one) => ({ ...one, istat: `9${one.istat}` }))],
      ).filter(({ kind, day }) => kind === 'due' && day === '2022-05-31');
    expect(apart(5).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
    expect(apart(6)).toMatchObject([{ municipality: null, count: 6, open: 6, state: 'confirmed' }]);
  });

  it('move with an extension for all: the same uid, a higher sequence, stamped when it was recorded', () => {
    const [before] = [dueOf(dates([], 'together'), FIRST)];
    const after = dueOf(
      dates(
        ten.map(({ istat }) => extension(istat)),
        'together',
      ),
      FIRST,
    );
    expect(before).toMatchObject({ day: '2022-03-31', sequence: 0, changedAt: INSTALLED });
    expect(after).toMatchObject({
      day: '2022-05-31',
      sequence: 10,
      changedAt: '2022-03-25T09:00:00.000Z',
      count: 10,
    });
  });

  it.each([
    ['cancelled', 'cancelled', [['cancelled', { reason: 'non dovuto' }]]],
    ['tentative while suspended', 'tentative', [['suspended', { reason: 'ricorso' }]]],
    ['confirmed when answered', 'confirmed', [['transmitted', { mode: 'flow' }]]],
  ] as const)('of one municipality are %s', (_what, state, kinds) => {
    const facts = kinds.map(([type, payload]) =>
      told('110001', type, '2022-03-10T10:00:00+01:00', payload),
    );
    const entry = dueOf(dates(facts, 'each', ten.slice(0, 1)), `${FIRST}/110001`);
    expect(entry).toMatchObject({ state, sequence: kinds.length, municipality: '110001' });
    expect(entry?.detail).not.toBe('');
  });

  it('are cancelled for all when nobody owes an answer any more', () => {
    const all = ten.map(({ istat }) =>
      told(istat, 'cancelled', '2022-03-10T10:00:00+01:00', { reason: 'x' }),
    );
    expect(dueOf(dates(all, 'together'), FIRST)).toMatchObject({ state: 'cancelled', count: 0 });
  });

  it('grow in sequence with each version of the rules and each law that comes while they run', () => {
    const second = {
      ...versions[0]!,
      version: 2,
      recordedAt: '2022-03-01T10:00:00.000Z' as Instant,
    };
    const record = { survey, standings: [], now: FRIDAY };
    const [one, two] = [versions, [...versions, second]].map(
      (own) => dateEntries({ ...record, versions: own }, FROM!, TO!, 'together')[0],
    );
    expect([one?.sequence, two?.sequence]).toEqual([0, 1]);
    expect(two?.changedAt).toBe(second.recordedAt);
    // Six months to answer: L. 151/2025, published on Friday 10 October 2025, came between 30 June and 30 December.
    const slow = { ...survey, dueOffset: { unit: 'months', count: 6 } as const };
    const [before, after] = ['2025-10-09T10:00:00.000Z', '2025-10-10T10:00:00.000Z'].map((now) =>
      dateEntries(
        { ...record, survey: slow, versions, now: now as Instant },
        ...(['2025-12-30', '2025-12-30'] as [LocalDate, LocalDate]),
        'together',
      ).find(({ kind }) => kind === 'due'),
    );
    expect([before?.sequence, after?.sequence]).toEqual([0, 1]);
    expect(after?.changedAt).toBe('2025-10-09T22:00:00.000Z');
  });
});

describe('the letters of a calendar', () => {
  const from = '2022-02-14' as LocalDate;
  const until = '2022-05-31' as LocalDate;
  const letters = (facts: readonly Fact[], how: 'together' | 'each', start = from) => {
    const byIstat = new Map(
      ten.map(({ istat }) => [istat, facts.filter((fact) => fact.municipality === istat)]),
    );
    const decisions = plan({
      survey,
      municipalities: ten,
      factsOf: (istat) => byIstat.get(istat) ?? [],
      ...{ from: start, to: until, assumeDelivery: true },
    });
    const base = { sequence: 0, changedAt: INSTALLED };
    return letterEntries(letterLines(byIstat, decisions), byIstat, base, how);
  };
  const find = (entries: readonly CalendarEntry[], uid: string) =>
    entries.find((entry) => entry.uid === uid);

  it('are one a rung and round when they leave on one day', () => {
    expect(find(letters([], 'together'), `${FIRST}/reminder-1/lettera`)).toMatchObject({
      day: '2022-03-16',
      at: '2022-03-16T08:00:00.000Z',
      state: 'confirmed',
      count: 10,
    });
  });

  it('stand apart where a day differs, and keep their uid when all move', () => {
    const one = letters([extension('110003')], 'together');
    const rung = one.filter(({ rung: id }) => id === 'overdue-1');
    expect(rung.map(({ uid, day, count }) => [uid, day, count])).toEqual([
      [`${FIRST}/overdue-1/lettera`, '2022-04-04', 9],
    ]);
    const all = ten.map(({ istat }) => extension(istat, '2022-04-29'));
    const moved = find(letters(all, 'together'), `${FIRST}/overdue-1/lettera`);
    expect(moved).toMatchObject({ day: '2022-05-03', count: 10, sequence: 10 });
  });

  it('are cancelled, with the reason, for who has answered', () => {
    const answered = told('110001', 'transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' });
    const entry = find(letters([answered], 'each'), `${FIRST}/reminder-1/110001/lettera`);
    expect(entry).toMatchObject({ state: 'cancelled', municipality: '110001', sequence: 1 });
    expect(entry?.detail).not.toBe('');
  });

  it('are those that left once they have left, under the same uid', () => {
    const sent = told('110001', 'sent', '2022-03-16T09:00:00+01:00', {
      ...{ rung: 'reminder-1', dueVersion: 1, letter: 'x', template: 'reminder' },
      ...{ target: '2022-03-16', obligations: [FIRST] },
    });
    const entry = find(
      letters([sent], 'each', '2022-03-17' as LocalDate),
      `${FIRST}/reminder-1/110001/lettera`,
    );
    expect(entry).toMatchObject({ done: true, state: 'confirmed', day: '2022-03-16' });
  });
});
