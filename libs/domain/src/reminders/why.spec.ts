import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { rehearse } from './plan.js';
import { aFact, andria, at, day, pushErp } from './testing/index.js';
import { why } from './why.js';

const OBLIGATION = 'push-erp/2021-12-31';

/** The record of Andria as a rehearsal from Monday 14 February leaves it. */
function recordBy(to: string, ...given: Fact[]): readonly Fact[] {
  const facts = given.map((fact, i) => ({ ...fact, id: `f-${i}` }));
  const [plan] = rehearse({
    survey: pushErp,
    municipalities: [andria],
    factsOf: () => facts,
    from: day('2022-02-14'),
    to: day(to),
    assumeDelivery: true,
  });
  return plan?.facts() ?? [];
}

const ask = (facts: readonly Fact[], asOf: string, rung?: string) =>
  why(pushErp, andria, facts, { obligation: OBLIGATION, rung, asOf: day(asOf) });

describe('why a rung was, or was not, sent', () => {
  it('sent: when, for which reason, in which letter, with which receipt', () => {
    const answer = ask(recordBy('2022-03-20'), '2022-03-20', 'reminder-1')?.rungs[0];
    expect(answer).toMatchObject({
      rung: 'reminder-1',
      name: 'primo sollecito',
      dueVersion: 1,
      target: '2022-03-16',
      outcome: 'sent',
      at: '2022-03-16T08:00:00.000Z',
      code: 'due',
      because: ['sent/push-erp/2021-12-31/reminder-1/1'],
    });
    expect(answer?.lines).toEqual([
      'Inviato il 16/03/2022 alle 09:00 (previsto per il 16/03/2022): Giorno previsto dalla scala (15 giorni prima della scadenza del 31/03/2022): l’adempimento è ancora aperto.',
      'Lettera push-erp/110001/2022-03-16.',
      'Ricevuta di avvenuta consegna del 16/03/2022 alle 09:01.',
    ]);
  });

  it('a letter that came back says what is to be done', () => {
    const failed = aFact('delivery-failed', '2022-03-16T12:00:00+01:00', {
      rung: 'reminder-1',
      class: 'fix-address',
    });
    const lines = ask(recordBy('2022-03-20', failed), '2022-03-20', 'reminder-1')?.rungs[0]?.lines;
    expect(lines?.at(-1)).toBe(
      'Mancata consegna il 16/03/2022 alle 12:00: l’indirizzo è da correggere.',
    );
  });

  it('skipped: the reason on record, and the fact for which it was taken', () => {
    const answer = ask(
      recordBy('2022-03-20', aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' })),
      '2022-03-20',
      'reminder-1',
    )?.rungs[0];
    expect(answer).toMatchObject({ outcome: 'skipped', code: 'satisfied' });
    expect(answer?.because).toContain('f-0');
    expect(answer?.reason).toContain('assolto con la trasmissione in PUSH');
  });

  it('locked: what is missing now, not what was missing then', () => {
    const unlocked = aFact('unlocked', '2022-05-05T15:00:00+02:00', {
      rung: 'formal-notice',
      legalBasis: 'L.',
      signer: 'S.',
      act: 'A. 1',
      protocol: 'P. 2',
    });
    const record = recordBy('2022-05-05', unlocked);
    const before = ask(record, '2022-05-04', 'formal-notice')?.rungs[0];
    expect(before).toMatchObject({ outcome: 'locked', code: 'awaits-unlock' });
    const after = ask(record, '2022-05-05', 'formal-notice')?.rungs[0];
    expect(after).toMatchObject({ outcome: 'expected' });
    expect(after?.lines[1]).toBe(
      'Sbloccato con atto A. 1, protocollo P. 2, firma S. (prova, 05/05/2022 alle 15:00).',
    );
  });

  it('to come: its day and where it stands on the ladder', () => {
    const answer = ask(recordBy('2022-03-20'), '2022-03-20', 'reminder-2')?.rungs[0];
    expect(answer).toMatchObject({ outcome: 'expected', code: 'not-yet', at: null });
    expect(answer?.reason).toBe(
      'Previsto per il 25/03/2022 (5 giorni prima della scadenza del 31/03/2022): il giorno non è ancora arrivato.',
    );
  });

  it('an officer’s request stands with its author and its words', () => {
    const skip = aFact('skip-requested', '2022-03-11T10:00:00+01:00', {
      rung: 'reminder-1',
      reason: 'accordi presi',
    });
    const lines = ask(recordBy('2022-03-20', skip), '2022-03-20', 'reminder-1')?.rungs[0]?.lines;
    expect(lines).toContain('Chiesto di saltarlo: accordi presi (prova, 11/03/2022 alle 10:00).');
  });

  it('after an extension the letters of the old date come first, then the ladder of the new one', () => {
    const extended = aFact('extended', '2022-03-28T10:00:00+02:00', {
      due: day('2022-05-31'),
      reason: 'richiesta',
      scope: '110001',
    });
    const answers = ask(recordBy('2022-05-17', extended), '2022-05-17')?.rungs ?? [];
    expect(
      answers.map(({ dueVersion, rung, outcome }) => `${dueVersion} ${rung} ${outcome}`),
    ).toEqual([
      '1 opening sent',
      '1 reminder-1 sent',
      '1 reminder-2 sent',
      '2 reminder-1 sent',
      '2 reminder-2 expected',
      '2 last-call expected',
      '2 overdue-1 expected',
      '2 overdue-2 expected',
      '2 formal-notice expected',
    ]);
  });

  it('a correction that waits for its officer is told too', () => {
    const story = recordBy(
      '2022-03-24',
      aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' }),
      aFact('rejected', '2022-03-22T10:00:00+01:00', { reason: 'x' }),
    );
    const answer = ask(story, '2022-03-24', 'correction')?.rungs[0];
    expect(answer).toMatchObject({ outcome: 'locked', code: 'awaits-officer' });
  });

  it('the running engine’s letter is told from the moment at which it was decided', () => {
    const queued = aFact('queued', '2022-03-16T09:00:00+01:00', {
      rung: 'reminder-1',
      dueVersion: 1,
      letter: 'l-1',
      template: 'reminder',
      target: day('2022-03-16'),
      obligations: [OBLIGATION],
    });
    const sent = { ...queued, id: 's', type: 'sent', occurredAt: at('2022-03-16T08:04:00Z') };
    const answer = ask([queued, sent as Fact], '2022-03-16', 'reminder-1')?.rungs;
    expect(answer).toHaveLength(1);
    expect(answer?.[0]).toMatchObject({ outcome: 'sent', code: 'due' });
    expect(answer?.[0]?.lines.at(-1)).toBe('Nessuna ricevuta di consegna agli atti.');
  });

  it('the whole answer begins with where the obligation stands', () => {
    const answer = ask(recordBy('2022-04-02'), '2022-04-02');
    expect(answer?.lines[0]).toMatch(/^Adempimento push-erp\/2021-12-31, scadenza 31\/03\/2022\. /);
    expect(answer?.lines).toContain('Ultimo avviso (last-call):');
  });

  it('null where there is no such obligation yet, an error where there is no such rung', () => {
    expect(
      why(pushErp, andria, [], { obligation: 'push-erp/2022-06-30', asOf: day('2022-06-30') }),
    ).toBeNull();
    expect(
      why(pushErp, andria, [], { obligation: 'push-erp/2022-06-30', asOf: day('2022-07-01') }),
    ).not.toBeNull();
    expect(() => ask([], '2022-03-20', 'boh')).toThrow(
      expect.objectContaining({ code: 'unknown-rung' }),
    );
  });
});
