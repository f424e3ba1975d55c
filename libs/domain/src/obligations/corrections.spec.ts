import { describe, expect, it } from '@jest/globals';
import {
  brief,
  corrected,
  extended,
  nilDeclared,
  noChange,
  R1,
  R2,
  R3,
  rejected,
  replayed,
  stateOf,
  transmitted,
  validated,
  variation,
} from './testing/record.js';

describe('a correction names an old fact and takes it back', () => {
  const sent = transmitted('2022-03-10', { id: 'sent' });

  it('a transmission: the obligation is open again, and says why', () => {
    const facts = [sent, corrected('2022-04-05', sent, { id: 'c' })];
    expect(brief(stateOf(facts, '2022-04-04'))).toBe('transmitted on-time');
    expect(stateOf(facts, '2022-04-05')).toMatchObject({
      outcome: 'open',
      timeliness: 'overdue',
      basis: ['c'],
      reopened: null,
      explanation:
        'Nessuna risposta registrata per il 31/12/2021, dopo la rettifica del 05/04/2022 – registrata per errore – che annulla quella del 10/03/2022: la scadenza del 31/03/2022 è trascorsa.',
    });
  });

  it('as known before the correction it still stands', () => {
    const facts = [sent, corrected('2022-04-05', sent)];
    expect(stateOf(facts, '2022-04-10', { knownOn: '2022-04-04' }).outcome).toBe('transmitted');
  });

  it('a rejection: the transmission stands again', () => {
    const no = rejected('2022-03-15');
    const facts = [sent, no, corrected('2022-03-16', no)];
    expect(stateOf(facts, '2022-03-17')).toMatchObject({ outcome: 'transmitted', basis: ['sent'] });
  });

  it('a transmission that was validated: the validation has nothing left to validate', () => {
    const facts = [sent, validated('2022-03-12'), corrected('2022-03-16', sent)];
    expect(stateOf(facts, '2022-03-17').outcome).toBe('open');
  });

  it('an extension: the due date of before', () => {
    const more = extended('2022-03-20', '2022-05-31');
    const facts = [more, corrected('2022-03-21', more)];
    expect(stateOf(facts, '2022-03-22').due).toMatchObject({ date: '2022-03-31', version: 1 });
  });

  it('a correction: the fact stands again', () => {
    const first = corrected('2022-03-16', sent);
    const facts = [sent, first, corrected('2022-03-17', first)];
    expect(stateOf(facts, '2022-03-16').outcome).toBe('open');
    expect(stateOf(facts, '2022-03-17').outcome).toBe('transmitted');
  });
});

describe('what a fact derived is derived anew when it is taken back', () => {
  const base = transmitted('2022-03-10', { id: 'base' });
  const statement = noChange('2022-07-11', R2, { id: 'statement' });

  it('the base: the exemption lapses with a fresh due date, 30 days after the recording', () => {
    const facts = [base, statement, corrected('2022-10-03', base, { id: 'c' })];
    const state = stateOf(facts, '2022-10-04', { round: R2 });
    expect(state).toMatchObject({ outcome: 'open', timeliness: 'pending' });
    expect(state.due).toMatchObject({ version: 2, date: '2022-11-02' });
    expect(state.explanation).toBe(
      'Esonero decaduto il 03/10/2022 – il fatto su cui si fondava è stato rettificato il 03/10/2022: registrata per errore – e adempimento riaperto: la scadenza è il 02/11/2022.',
    );
    expect(state.basis).toContain('c');
  });

  it('the statement: likewise', () => {
    const facts = [base, statement, corrected('2022-10-03', statement)];
    expect(brief(stateOf(facts, '2022-10-04', { round: R2 }))).toBe('open pending');
  });

  it('the variation that ended an exemption: it is granted anew', () => {
    const sale = variation('2022-08-01', '2022-05-05');
    const facts = [base, statement, sale, corrected('2022-08-20', sale)];
    expect(stateOf(facts, '2022-08-19', { round: R2 }).outcome).toBe('open');
    const state = stateOf(facts, '2022-08-20', { round: R2 });
    expect(state).toMatchObject({ outcome: 'exempt', since: '2022-08-20' });
    const grants = replayed(facts).facts.filter(({ type }) => type === 'exemption-granted');
    expect(grants.map(({ id }) => id)).toEqual([
      'push-erp/2022-06-30/110001/exemption-granted/1',
      'push-erp/2022-06-30/110001/exemption-granted/2',
    ]);
  });

  it('a nil return that was carried over: its carrying lapses', () => {
    const nil = nilDeclared('2022-03-10', R1);
    const facts = [nil, corrected('2022-10-03', nil)];
    const state = stateOf(facts, '2022-10-04', { round: R2 });
    expect(state).toMatchObject({ outcome: 'open', carriedNil: false });
    expect(state.due.date).toBe('2022-11-02');
    expect(state.explanation).toMatch(/^Consistenza nulla non più valida dal 03\/10\/2022 – /u);
  });

  it('the base, when an earlier one is left: the exemption stays and names that one', () => {
    const early = transmitted('2022-03-10', { id: 'early' });
    const late = transmitted('2022-08-10', { id: 'late', round: R2 });
    const third = noChange('2023-01-10', R3, { id: 'third' });
    const facts = [early, late, third, corrected('2023-02-01', late)];
    const state = stateOf(facts, '2023-02-02', { round: R3 });
    expect(state.outcome).toBe('exempt');
    expect(state.basis).toEqual(expect.arrayContaining(['early', 'third']));
    expect(state.basis).not.toContain('late');
  });
});
