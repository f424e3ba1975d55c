import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { plan } from './plan.js';
import { aFact, aMunicipality, andria, day, planOf, pushErp } from './testing/index.js';
import type { Decision } from './types.js';

const line = ({ day: on, rung, action, code }: Decision): string =>
  `${on} ${rung} ${action === 'send' ? action : code}`;
const lines = (decisions: readonly Decision[]): readonly string[] => decisions.map(line);
const extended = (due: string, recorded: string): Fact =>
  aFact('extended', recorded, { due: day(due), reason: 'richiesta', scope: '110001' });
const SILENT = [
  '2022-02-14 opening send',
  '2022-03-16 reminder-1 send',
  '2022-03-25 reminder-2 send',
  '2022-03-30 last-call send',
  '2022-04-04 overdue-1 send',
  '2022-04-15 overdue-2 send',
];

describe('rule 4: the gap', () => {
  it('a letter of Wednesday 30 March lets the next one leave on Monday 4 April', () => {
    const decisions = planOf('2022-03-01', '2022-04-06', [
      extended('2022-04-05', '2022-03-30T12:00:00+02:00'),
    ]);
    // reminder-2 of the new due date wants to leave on Thursday 31 March, last-call on Monday 4 April.
    expect(lines(decisions).filter((text) => text >= '2022-03-30')).toEqual([
      '2022-03-30 last-call send',
      '2022-04-04 last-call send',
      '2022-03-31 opening stale',
      '2022-03-31 reminder-1 folded-into',
      '2022-04-04 reminder-2 folded-into',
    ]);
  });

  it('says which letter it waits for and from which day it may leave', () => {
    const waiting = planOf('2022-03-25', '2022-04-01', [
      extended('2022-04-05', '2022-03-30T12:00:00+02:00'),
    ]).find(({ action }) => action === 'postponed');
    expect(waiting).toMatchObject({
      rung: 'reminder-2',
      day: '2022-03-31',
      code: 'gap',
      until: '2022-04-04',
    });
    expect(waiting?.reason).toBe(
      'Ultima lettera al Comune il 30/03/2022: la successiva aspetta almeno 3 giorni lavorativi e può partire dal 04/04/2022.',
    );
  });

  it('a formal notice does not wait for it', () => {
    const unlocked = aFact('unlocked', '2022-05-03T12:00:00+02:00', {
      rung: 'formal-notice',
      legalBasis: 'L.',
      signer: 'S.',
      act: 'A.',
      protocol: 'P.',
    });
    const asked = aFact('send-requested', '2022-05-02T12:00:00+02:00', {
      rung: 'overdue-2',
      reason: 'di nuovo',
    });
    const delivered = aFact('delivered', '2022-05-02T15:00:00+02:00', { rung: 'overdue-1' });
    const record = [delivered, asked, unlocked].map((fact, i) => ({ ...fact, id: `f-${i}` }));
    const decisions = planOf('2022-02-14', '2022-05-10', record);
    expect(lines(decisions)).toContain('2022-05-04 formal-notice send');
  });
});

describe('rule 5: one letter a day names all open obligations', () => {
  const twoRounds = planOf('2022-08-16', '2022-08-16', [], {});

  it('oldest first, by the rung that is due', () => {
    expect(twoRounds.find(({ action }) => action === 'send')).toMatchObject({
      obligation: 'push-erp/2022-06-30',
      obligations: ['push-erp/2021-12-31', 'push-erp/2022-06-30'],
      rung: 'opening',
    });
  });

  it('not yet announced is not named: the second round stands in no letter before its opening, which waits from Tuesday 16 to Thursday 18 August', () => {
    const late = extended('2022-08-20', '2022-03-01T10:00:00+01:00');
    const letters = planOf('2022-07-01', '2022-08-18', [late]).filter(
      ({ action }) => action === 'send',
    );
    expect(letters.map(({ day: on, obligations }) => `${on} ${obligations.length}`)).toEqual([
      '2022-07-06 1',
      '2022-08-05 1',
      '2022-08-12 1',
      '2022-08-18 2',
    ]);
  });

  it('two rungs of two rounds on one day are one letter by the higher rung; the lower one is bundled into it', () => {
    // The first round, extended to Monday 19 September, has its overdue-1 on Friday 23; the second its reminder-2.
    const late = extended('2022-09-19', '2022-03-01T10:00:00+01:00');
    const same = planOf('2022-07-01', '2022-09-23', [late]).filter(
      ({ day: on }) => on === '2022-09-23',
    );
    expect(same.map(line)).toEqual(['2022-09-23 overdue-1 send', '2022-09-23 reminder-2 bundled']);
    expect(same[0]).toMatchObject({
      obligation: 'push-erp/2021-12-31',
      obligations: ['push-erp/2021-12-31', 'push-erp/2022-06-30'],
    });
    expect(same[1]).toMatchObject({ obligation: 'push-erp/2022-06-30', into: 'overdue-1' });
    expect(same[1]?.reason).toBe(
      'Una sola lettera al giorno per Comune: compreso nella lettera «primo sollecito dopo la scadenza» del 23/09/2022.',
    );
  });
});

describe('rule 6: an extension re-plans', () => {
  it('every rung counts anew from the new date, except the opening, which leaves once', () => {
    const decisions = planOf('2022-02-14', '2022-07-31', [
      extended('2022-05-31', '2022-03-28T10:00:00+02:00'),
    ]);
    expect(lines(decisions)).toEqual([
      ...SILENT.slice(0, 3),
      '2022-05-16 reminder-1 send',
      '2022-05-26 reminder-2 send',
      '2022-05-31 last-call send',
      '2022-06-06 overdue-1 send',
      '2022-06-15 overdue-2 send',
      '2022-06-30 formal-notice awaits-unlock',
    ]);
    expect(decisions.map(({ dueVersion }) => dueVersion)).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 2]);
  });

  it('an opening that had not left when the date moved leaves before the new one', () => {
    const decisions = planOf('2022-02-01', '2022-03-15', [
      extended('2022-04-15', '2022-02-10T10:00:00+01:00'),
    ]);
    expect(lines(decisions)).toEqual(['2022-03-01 opening send']);
  });

  it('ends under the old date are no lines of the plan, letters are', () => {
    const record = [extended('2022-05-31', '2022-03-31T12:00:00+02:00')];
    const decisions = planOf('2022-03-30', '2022-05-20', record);
    expect(lines(decisions)).toEqual([
      '2022-03-30 last-call send',
      '2022-04-15 opening send',
      '2022-05-16 reminder-1 send',
    ]);
  });

  it('a shortened term brings the ladder forward', () => {
    const decisions = planOf('2022-02-14', '2022-03-25', [
      extended('2022-03-21', '2022-02-20T10:00:00+01:00'),
    ]);
    expect(lines(decisions)).toEqual([
      '2022-02-14 opening send',
      '2022-03-04 reminder-1 send',
      '2022-03-16 reminder-2 send',
      '2022-03-21 last-call send',
      '2022-03-25 overdue-1 send',
    ]);
  });
});

describe('the lines of a plan', () => {
  it('one for every rung that came, sends first by day and municipality, then the others', () => {
    const barletta = aMunicipality({ istat: '110002' });
    const decisions = plan({
      survey: pushErp,
      municipalities: [barletta, andria],
      factsOf: () => [],
      from: day('2022-02-14'),
      to: day('2022-05-31'),
      assumeDelivery: true,
    });
    expect(decisions).toHaveLength(14);
    expect(decisions.map(({ municipality }) => municipality).slice(0, 4)).toEqual([
      '110001',
      '110002',
      '110001',
      '110002',
    ]);
    expect(decisions.slice(-2).map(line)).toEqual([
      '2022-05-02 formal-notice awaits-unlock',
      '2022-05-02 formal-notice awaits-unlock',
    ]);
  });

  it('without assumed delivery the second overdue letter waits for a receipt, and is dropped with that reason', () => {
    const decisions = planOf('2022-02-14', '2022-05-01', [], { assumeDelivery: false });
    const second = decisions.find(({ rung }) => rung === 'overdue-2');
    expect(second).toMatchObject({ day: '2022-04-26', action: 'dropped', code: 'stale' });
    expect(second?.reason).toContain(
      'la ricevuta di consegna di almeno una lettera precedente dello stesso ciclo',
    );
  });

  it('addressees of the survey alone are written to', () => {
    const survey = { ...pushErp, addressees: ['110002'] };
    expect(planOf('2022-02-14', '2022-05-01', [], { survey })).toEqual([]);
  });

  it('a municipality with a round ten years old and nothing said drops its rungs on the first day; a diffida waits for somebody', () => {
    const survey = { ...pushErp, firstReference: day('2012-06-30') };
    const decisions = planOf('2022-01-03', '2022-01-03', [], { survey });
    expect(decisions).toHaveLength(19 * 7);
    for (const { rung, action } of decisions)
      expect([rung, action]).toEqual([rung, rung === 'formal-notice' ? 'locked' : 'dropped']);
  });
});
