import { describe, expect, it } from '@jest/globals';
import {
  brief,
  fact,
  noChange,
  R1,
  R2,
  rejected,
  replayed,
  rome,
  snapshot,
  stateOf,
  transmitted,
  variation,
} from '../obligations/testing/record.js';
import { aSurvey } from '../surveys/testing/a-survey.js';

const base = transmitted('2022-03-10', { id: 'base' });
const statement = noChange('2022-07-11', R2, { id: 'statement' });

describe('a variation recorded later makes the exemption lapse', () => {
  const sale = variation('2022-10-03', '2022-05-05', { id: 'sale' });

  it('from its recording on: the obligation is reopened with a fresh due date and says why', () => {
    const facts = [base, statement, sale];
    expect(stateOf(facts, '2022-10-02', { round: R2 }).outcome).toBe('exempt');
    const state = stateOf(facts, '2022-10-03', { round: R2 });
    expect(state).toMatchObject({
      outcome: 'open',
      timeliness: 'pending',
      since: '2022-10-03',
      basis: ['push-erp/2022-06-30/110001/exemption-lapsed/1', 'sale'],
      reopened: { kind: 'lapsed', at: rome('2022-10-03') },
    });
    expect(state.due).toMatchObject({ version: 2, date: '2022-11-02', cause: state.basis[0] });
    expect(state.due.steps).toEqual([
      {
        from: '2022-09-30',
        to: '2022-11-02',
        rule: 'adempimento riaperto: nuovo termine fino al 02/11/2022',
        norm: 'regola di esonero della ricognizione',
      },
    ]);
  });

  it('is overdue after the fresh due date only', () => {
    const facts = [base, statement, sale];
    expect(brief(stateOf(facts, '2022-11-02', { round: R2 }))).toBe('open pending');
    expect(brief(stateOf(facts, '2022-11-03', { round: R2 }))).toBe('open overdue');
  });

  it('early in the round the due date stays where it was, as a new version', () => {
    const early = variation('2022-07-20', '2022-05-05');
    const { due } = stateOf([base, statement, early], '2022-07-21', { round: R2 });
    expect(due).toMatchObject({ version: 2, date: '2022-09-30' });
    expect(due.steps[0]?.rule).toBe(
      'adempimento riaperto: resta la scadenza del 30/09/2022, più lontana del nuovo termine',
    );
  });

  it('counts the 30 days from the Roman day of the recording', () => {
    const night = variation('2022-10-03 23:59:59', '2022-05-05');
    expect(stateOf([base, statement, night], '2022-10-04', { round: R2 }).due.date).toBe(
      '2022-11-02',
    );
    const after = variation('2022-10-04 00:00:01', '2022-05-05');
    expect(stateOf([base, statement, after], '2022-10-04', { round: R2 }).due.date).toBe(
      '2022-11-03',
    );
  });

  it('as known before the recording it still holds', () => {
    const state = stateOf([base, statement, sale], '2022-12-01', {
      round: R2,
      knownOn: '2022-10-02',
    });
    expect(brief(state)).toBe('exempt on-time');
  });

  it('once: a second variation finds nothing left to end', () => {
    const facts = [base, statement, sale, variation('2022-10-20', '2022-06-05')];
    expect(stateOf(facts, '2022-10-21', { round: R2 }).due).toMatchObject({
      version: 2,
      date: '2022-11-02',
    });
  });

  it('until the lock, Saturday 30 December 2023, and not after it', () => {
    const last = [base, statement, variation('2023-12-30 23:59', '2022-05-05')];
    expect(stateOf(last, '2024-01-04', { round: R2 }).outcome).toBe('open');
    const late = [base, statement, variation('2023-12-31 00:00', '2022-05-05')];
    expect(stateOf(late, '2024-01-04', { round: R2 }).outcome).toBe('exempt');
  });

  it('lets the municipality answer until the fresh due date, also after the acceptance cut-off', () => {
    const facts = [
      base,
      statement,
      variation('2023-06-28', '2022-05-05'),
      transmitted('2023-07-28', { round: R2 }),
    ];
    expect(brief(stateOf(facts, '2023-07-29', { round: R2 }))).toBe('transmitted on-time');
  });
});

describe('a base that falls makes the exemption lapse', () => {
  it('when the Region rejects it', () => {
    const facts = [base, statement, rejected('2022-10-03', { id: 'no' })];
    const state = stateOf(facts, '2022-10-04', { round: R2 });
    expect(state).toMatchObject({ outcome: 'open', timeliness: 'pending' });
    expect(state.basis).toContain('no');
    expect(state.explanation).toBe(
      'Esonero decaduto il 03/10/2022 – la trasmissione del 10/03/2022, su cui si fondava, è stata respinta il 03/10/2022 – e adempimento riaperto: la scadenza è il 02/11/2022.',
    );
  });

  it('and one sent anew grants it again', () => {
    const facts = [
      base,
      statement,
      rejected('2022-10-03'),
      transmitted('2022-10-10', { id: 'again' }),
    ];
    const state = stateOf(facts, '2022-10-11', { round: R2 });
    expect(state).toMatchObject({ outcome: 'exempt', since: '2022-10-10' });
    expect(state.basis).toContain('again');
  });
});

describe('a presumed exemption lapses', () => {
  it('by a snapshot that differs', () => {
    const on = aSurvey({ presumeNoChange: true });
    const facts = [
      base,
      snapshot('2022-03-10', R1, { a: 'owned' }),
      snapshot('2022-10-03', R2, { a: 'sold' }, { id: 'after' }),
    ];
    expect(stateOf(facts, '2022-10-02', { round: R2, on }).presumed).toBe(true);
    const state = stateOf(facts, '2022-10-03', { round: R2, on });
    expect(state).toMatchObject({ outcome: 'open', presumed: false });
    expect(state.basis).toContain('after');
    expect(state.explanation).toContain(
      'il confronto degli stati patrimoniali mostra 1 differenza',
    );
  });
});

describe('a diff contests a no-change statement that it contradicts', () => {
  const before = snapshot('2022-03-10', R1, { '1_1': 'owned', '1_2': 'owned' });
  const after = snapshot('2022-10-03', R2, { '1-1': 'sold', '1-2': 'owned', '1-3': 'owned' });
  const facts = [base, before, statement, after];
  const contestId = 'push-erp/2022-06-30/110001/contested/1';
  const resolved = (accepted: 'statement' | 'diff', at = '2022-10-10') =>
    fact(
      'contest-resolved',
      at,
      { contest: contestId, accepted, reason: 'verificato' },
      { round: R2, id: 'resolved' },
    );

  it('the exemption does not stand, and an officer sees both', () => {
    const state = stateOf(facts, '2022-10-03', { round: R2 });
    expect(state).toMatchObject({ outcome: 'open', timeliness: 'pending', contest: contestId });
    expect(state.due).toMatchObject({ version: 2, date: '2022-11-02' });
    expect(state.basis).toEqual(expect.arrayContaining(['statement', contestId]));
    const contest = replayed(facts).facts.find(({ type }) => type === 'contested');
    expect(contest?.payload).toEqual({
      statement: 'statement',
      diff: {
        added: [{ key: '1-3', status: 'owned' }],
        ceased: [{ key: '1-1', from: 'owned', to: 'sold' }],
        changed: [],
        vanished: [],
      },
    });
  });

  it('whichever of the two came first', () => {
    const late = [base, before, snapshot('2022-07-05', R2, { '1-1': 'sold' }), statement];
    expect(stateOf(late, '2022-07-12', { round: R2 })).toMatchObject({
      outcome: 'open',
      contest: contestId,
      due: { version: 1 },
    });
  });

  it('an officer who accepts the statement grants the exemption again', () => {
    const state = stateOf([...facts, resolved('statement')], '2022-10-10', { round: R2 });
    expect(state).toMatchObject({ outcome: 'exempt', contest: null });
    expect(state.basis).toEqual(expect.arrayContaining(['resolved', 'statement']));
  });

  it('an officer who accepts the diff leaves it open, and the statement proves nothing any more', () => {
    const settled = [...facts, resolved('diff')];
    expect(stateOf(settled, '2022-10-10', { round: R2 })).toMatchObject({
      outcome: 'open',
      contest: null,
    });
    const same = snapshot('2022-10-12', R2, { '1-1': 'owned', '1-2': 'owned' });
    const grounds = replayed([...settled, same]).facts.filter(
      ({ type }) => type === 'exemption-granted',
    );
    expect(grounds.at(-1)).toMatchObject({ payload: { ground: 'snapshots' } });
  });

  it('a new snapshot that differs again is a new contest', () => {
    const again = snapshot('2022-10-12', R2, { '1-1': 'sold', '1-2': 'sold' });
    const state = stateOf([...facts, resolved('statement'), again], '2022-10-12', { round: R2 });
    expect(state).toMatchObject({
      outcome: 'open',
      contest: 'push-erp/2022-06-30/110001/contested/2',
    });
  });

  it('a snapshot that no longer differs settles it', () => {
    const same = snapshot('2022-10-12', R2, { '1-1': 'owned', '1-2': 'owned' });
    expect(stateOf([...facts, same], '2022-10-12', { round: R2 })).toMatchObject({
      outcome: 'exempt',
      contest: null,
    });
  });

  it('once for the same statement and snapshots, whatever else is recorded', () => {
    const more = [...facts, noChange('2022-08-01', R1), transmitted('2022-10-20', { round: R1 })];
    const contests = replayed(more).facts.filter(({ type }) => type === 'contested');
    expect(contests).toHaveLength(1);
  });

  it('also without a base, when nobody would be exempt anyway', () => {
    const state = stateOf([before, statement, after], '2022-10-04', { round: R2 });
    expect(state).toMatchObject({ outcome: 'open', contest: contestId, due: { version: 1 } });
  });

  it('and is moot once the municipality transmits', () => {
    const state = stateOf([...facts, transmitted('2022-10-12', { round: R2 })], '2022-10-12', {
      round: R2,
    });
    expect(state).toMatchObject({ outcome: 'transmitted', contest: null });
  });
});
