import { describe, expect, it } from '@jest/globals';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { calendarOf, freshDue } from './due.js';
import {
  brief,
  day,
  extended,
  fact,
  nilDeclared,
  R1,
  R2,
  replayed,
  stateOf,
  survey,
  transmitted,
} from './testing/record.js';

describe('an extension makes a new version of the due date', () => {
  it('which rolls off a holiday: Sunday 1 May 2022, also Labour Day, gives Monday 2 May', () => {
    const state = stateOf([extended('2022-03-20', '2022-05-01', { id: 'x' })], '2022-03-21');
    expect(state.due).toMatchObject({
      version: 2,
      date: '2022-05-02',
      nominal: '2022-05-01',
      cause: 'x',
    });
    expect(state.due.steps.map(({ from, to }) => [from, to])).toEqual([
      ['2022-03-31', '2022-05-01'],
      ['2022-05-01', '2022-05-02'],
    ]);
    expect(state.due.steps[0]).toMatchObject({
      rule: 'scadenza prorogata al 01/05/2022: richiesta motivata',
      norm: 'provvedimento della Sezione',
    });
    expect(state.basis).toEqual(['x']);
  });

  it('twice: the last one recorded is in force', () => {
    const facts = [extended('2022-03-20', '2022-04-29'), extended('2022-04-20', '2022-05-31')];
    expect(stateOf(facts, '2022-04-21').due).toMatchObject({ version: 3, date: '2022-05-31' });
    expect(stateOf(facts, '2022-04-19').due).toMatchObject({ version: 2, date: '2022-04-29' });
  });

  it('shortened: an earlier day than before, said so', () => {
    const facts = [extended('2022-03-10', '2022-05-31'), extended('2022-04-10', '2022-04-29')];
    const state = stateOf(facts, '2022-04-11');
    expect(state.due).toMatchObject({ version: 3, date: '2022-04-29' });
    expect(state.due.steps[0]?.rule).toBe('scadenza anticipata al 29/04/2022: richiesta motivata');
    expect(state.explanation).toContain(
      '29/04/2022 (anticipata il 10/04/2022: richiesta motivata)',
    );
  });

  it('after expiry: an overdue obligation is pending again since the day of the extension', () => {
    const facts = [extended('2022-04-12', '2022-04-29')];
    expect(brief(stateOf(facts, '2022-04-11'))).toBe('open overdue');
    expect(stateOf(facts, '2022-04-12')).toMatchObject({
      timeliness: 'pending',
      since: '2022-04-12',
    });
    expect(stateOf(facts, '2022-04-29').timeliness).toBe('pending');
    expect(stateOf(facts, '2022-04-30')).toMatchObject({
      timeliness: 'overdue',
      since: '2022-04-30',
    });
  });

  it('before expiry: pending all along', () => {
    const state = stateOf([extended('2022-03-31', '2022-04-29')], '2022-04-12');
    expect(state).toMatchObject({ timeliness: 'pending', since: '2022-01-01' });
  });

  it('for one round leaves the other alone', () => {
    const facts = [extended('2022-08-01', '2022-10-31', { round: R2 })];
    expect(stateOf(facts, '2022-08-02').due.version).toBe(1);
    expect(stateOf(facts, '2022-08-02', { round: R2 }).due.version).toBe(2);
  });

  it('without a round moves every round open that day', () => {
    const facts = [extended('2022-08-01', '2022-10-31', { round: null })];
    expect(stateOf(facts, '2022-08-02').due.date).toBe('2022-10-31');
    expect(stateOf(facts, '2022-08-02', { round: R2 }).due.date).toBe('2022-10-31');
  });

  it('granted after a late answer makes it one in time, since the day of the extension', () => {
    const facts = [transmitted('2022-04-05'), extended('2022-04-10', '2022-04-15')];
    expect(stateOf(facts, '2022-04-09')).toMatchObject({ timeliness: 'late', since: '2022-04-05' });
    expect(stateOf(facts, '2022-04-10')).toMatchObject({
      timeliness: 'on-time',
      since: '2022-04-10',
    });
  });

  it('that does not reach the answer leaves it late since it came', () => {
    const facts = [transmitted('2022-04-20'), extended('2022-04-21', '2022-04-22')];
    expect(stateOf(facts, '2022-04-23')).toMatchObject({
      timeliness: 'on-time',
      since: '2022-04-21',
    });
    const short = [transmitted('2022-04-20'), extended('2022-04-05', '2022-04-15')];
    expect(stateOf(short, '2022-04-23')).toMatchObject({ timeliness: 'late', since: '2022-04-20' });
  });

  it('keeps the answers welcome until it ends, also after the acceptance cut-off of 31 December 2022', () => {
    const state = stateOf([extended('2022-12-01', '2023-01-31')], '2022-12-02');
    expect(state.acceptanceCutOff).toBe('2023-01-31');
    const facts = [extended('2022-12-01', '2023-01-31'), transmitted('2023-01-31')];
    expect(brief(stateOf(facts, '2023-02-01'))).toBe('transmitted on-time');
  });
});

describe('a suspension', () => {
  const suspended = fact('suspended', '2022-03-10', { reason: 'sistema fermo' }, { id: 's' });
  const resumed = fact('resumed', '2022-03-20', {}, { id: 'r' });

  it('stops the term: nobody is overdue while it lasts', () => {
    const state = stateOf([suspended], '2022-04-15');
    expect(state).toMatchObject({ suspended: true, timeliness: 'pending', basis: ['s'] });
    expect(state.explanation).toBe(
      'Nessuna risposta registrata per il 31/12/2021: la scadenza è il 31/03/2022; adempimento sospeso dal 10/03/2022 (sistema fermo).',
    );
  });

  it('of 10 days moves 31 March 2022 to Sunday 10 April, and so to Monday 11 April', () => {
    const state = stateOf([suspended, resumed], '2022-03-21');
    expect(state).toMatchObject({ suspended: false, basis: ['r'] });
    expect(state.due).toMatchObject({
      version: 2,
      date: '2022-04-11',
      nominal: '2022-04-10',
      cause: 'r',
    });
    expect(state.explanation).toBe(
      'Nessuna risposta registrata per il 31/12/2021: la scadenza è l’11/04/2022 (termine ripreso il 20/03/2022 dopo la sospensione).',
    );
  });

  it('makes no answer late that came while it lasted', () => {
    const facts = [suspended, transmitted('2022-04-05')];
    expect(stateOf(facts, '2022-04-06').timeliness).toBe('on-time');
  });

  it('that begins after the term has ended revives nothing', () => {
    const late = fact('suspended', '2022-04-10', {});
    const facts = [late, fact('resumed', '2022-04-20', {})];
    expect(brief(stateOf([late], '2022-04-12'))).toBe('open overdue');
    expect(stateOf(facts, '2022-04-21').due).toMatchObject({ version: 1, date: '2022-03-31' });
    expect(stateOf([late, transmitted('2022-04-12')], '2022-04-13').timeliness).toBe('late');
  });

  it('that begins on the last day stops the term', () => {
    const last = fact('suspended', '2022-03-31 23:59:59.999', {});
    const facts = [last, fact('resumed', '2022-04-04', {})];
    expect(stateOf(facts, '2022-04-04').due.date).toBe('2022-04-04');
  });

  it('is neither begun twice nor ended twice', () => {
    const { refused } = replayed([
      suspended,
      fact('suspended', '2022-03-11', {}),
      resumed,
      fact('resumed', '2022-03-21', {}),
    ]);
    expect(refused.map(({ refusal }) => refusal.code)).toEqual([
      'already-suspended',
      'not-suspended',
    ]);
  });

  it('without a round concerns every round open that day', () => {
    const facts = [fact('suspended', '2022-08-01', {}, { round: null })];
    expect(stateOf(facts, '2022-08-02').suspended).toBe(true);
    expect(stateOf(facts, '2022-08-02', { round: R2 }).suspended).toBe(true);
    expect(stateOf(facts, '2023-01-02', { round: day('2022-12-31') }).suspended).toBe(false);
  });

  it('answered in the meantime can still be ended', () => {
    const facts = [suspended, transmitted('2022-03-15'), resumed];
    expect(stateOf(facts, '2022-03-21')).toMatchObject({
      suspended: false,
      outcome: 'transmitted',
    });
  });
});

describe('the fresh due date of a lapse', () => {
  const calendar = calendarOf(survey, day('2022-12-31'));

  it('is 30 days after the recording, rolled: Monday 3 October 2022 gives Wednesday 2 November', () => {
    expect(freshDue(survey, day('2022-09-30'), day('2022-10-03'), calendar)).toBe('2022-11-02');
    // Sunday 2 October + 30 days is All Saints: the day after.
    expect(freshDue(survey, day('2022-09-30'), day('2022-10-02'), calendar)).toBe('2022-11-02');
  });

  it('is never earlier than the one in force', () => {
    expect(freshDue(survey, day('2022-09-30'), day('2022-08-31'), calendar)).toBe('2022-09-30');
    expect(freshDue(survey, day('2022-09-30'), day('2022-09-01'), calendar)).toBe('2022-10-01');
  });

  it('follows the setting of the survey', () => {
    const short = aSurvey({ lapseDays: 10 });
    expect(freshDue(short, R1, day('2022-10-03'), calendar)).toBe('2022-10-13');
  });
});

describe('the acceptance cut-off and the lock', () => {
  it('an answer counts on Saturday 31 December 2022, and no longer on Sunday 1 January 2023', () => {
    expect(stateOf([transmitted('2022-12-31 23:59:59.999')], '2023-01-02').outcome).toBe(
      'transmitted',
    );
    const { refused } = replayed([transmitted('2023-01-01 00:00')]);
    expect(refused[0]?.refusal).toEqual({
      refused: true,
      code: 'after-cut-off',
      message:
        'Le risposte per il ciclo del 31/12/2021 si accettano fino al 31/12/2022: questa non vale per il ciclo.',
    });
  });

  it('concerns nil returns and statements too, but not what the Region does', () => {
    const late = replayed([nilDeclared('2023-01-02')]);
    expect(late.refused[0]?.refusal.code).toBe('after-cut-off');
    const facts = [transmitted('2022-12-01'), fact('validated', '2023-02-01', {})];
    expect(stateOf(facts, '2023-02-02').outcome).toBe('validated');
  });

  it('a validation is taken on Friday 30 June 2023, the lock, and no longer on Saturday 1 July', () => {
    const sent = transmitted('2022-03-01');
    expect(replayed([sent, fact('validated', '2023-06-30 23:59', {})]).refused).toEqual([]);
    expect(replayed([sent, fact('validated', '2023-07-01 00:00', {})]).refused[0]?.refusal).toEqual(
      {
        refused: true,
        code: 'round-locked',
        message: 'Il ciclo del 31/12/2021 è chiuso alle rettifiche dal 30/06/2023.',
      },
    );
  });

  it('the lock goes by the day of the recording, the cut-off by the day of the answer', () => {
    const late = transmitted('2022-12-30', { recordedAt: '2023-05-02' });
    expect(replayed([late]).refused).toEqual([]);
    const tooLate = transmitted('2022-12-30', { recordedAt: '2023-07-03' });
    expect(replayed([tooLate]).refused[0]?.refusal.code).toBe('round-locked');
  });

  it('are never where the survey has none', () => {
    const open = aSurvey({ acceptanceOffset: null, lockOffset: null });
    const state = stateOf([transmitted('2024-02-01')], '2024-02-02', { on: open });
    expect(state).toMatchObject({ outcome: 'transmitted', acceptanceCutOff: null, lock: null });
  });
});
