import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import { decideTick } from './decide-tick.js';
import { factOfDecision, isFinal, letterId } from './decision-facts.js';
import { aFact, andria, at, day, pushErp } from './testing/index.js';
import type { Decision } from './types.js';

const OBLIGATION = 'push-erp/2021-12-31';
const tick = (moment: string, facts: readonly Fact[] = []): readonly Decision[] =>
  decideTick(pushErp, andria, facts, at(moment));
const brief = ({ rung, action, code }: Decision): string => `${rung} ${action} ${code}`;
const letter = (type: 'sent' | 'queued', rung: string, when: string, more: object = {}): Fact =>
  ({
    ...aFact('sent', when, {
      rung,
      dueVersion: 1,
      letter: `l-${rung}`,
      template: 'reminder',
      target: day('2022-03-16'),
      obligations: [OBLIGATION],
    }),
    type,
    ...more,
  }) as Fact;

describe('one tick', () => {
  it('decides on the day in Europe/Rome: 23:30 UTC of the eve is the target day, outside the window', () => {
    expect(tick('2022-02-13T23:30:00Z').map(brief)).toEqual(['opening postponed outside-window']);
    expect(tick('2022-02-13T22:30:00Z')).toEqual([]);
  });

  it('knows what was recorded by its own instant', () => {
    const answer = aFact('transmitted', '2022-02-14T09:00:00+01:00', { mode: 'flow' });
    expect(tick('2022-02-14T08:00:00Z', [answer]).map(brief)).toEqual([
      'opening skipped satisfied',
    ]);
    expect(tick('2022-02-14T07:59:59Z', [answer]).map(brief)).toEqual(['opening send due']);
  });

  it('a letter queued or sent is handled: the same tick decides nothing', () => {
    for (const type of ['queued', 'sent'] as const) {
      const opening = letter(type, 'opening', '2022-02-14T09:00:00+01:00');
      expect(tick('2022-02-14T08:00:00Z', [opening])).toEqual([]);
    }
  });

  it('a letter held back at the last check is handled too, and its day is spent', () => {
    const queued = letter('queued', 'reminder-1', '2022-03-16T09:00:00+01:00');
    const held = aFact('withdrawn', '2022-03-16T09:01:00+01:00', {
      rung: 'reminder-1',
      dueVersion: 1,
      letter: 'l-reminder-1',
      target: day('2022-03-16'),
      reason: 'risposta arrivata',
    });
    const asked = aFact('send-requested', '2022-03-16T10:00:00+01:00', {
      rung: 'reminder-2',
      reason: 'x',
    });
    expect(tick('2022-03-16T09:30:00Z', [queued, held, asked]).map(brief)).toEqual([
      'opening dropped stale',
      'reminder-2 postponed one-a-day',
    ]);
    expect(tick('2022-03-17T08:00:00Z', [queued, held, asked]).map(brief)).toEqual([
      'opening dropped stale',
      'reminder-2 send officer-send',
    ]);
  });

  it('a municipality closed today waits for the next sending day, and is told why', () => {
    const closed = { ...andria, closingDays: ['03-17'] };
    const [, waiting] = decideTick(pushErp, closed, [], at('2022-03-17T08:00:00Z'));
    expect(waiting).toMatchObject({ code: 'closing-day', until: '2022-03-18' });
    expect(waiting?.reason).toBe(
      'Il 17/03/2022 gli uffici del Comune sono chiusi: rinviato al 18/03/2022.',
    );
  });

  it('on a Sunday nothing leaves', () => {
    const [, waiting] = tick('2022-03-20T08:00:00Z');
    expect(waiting).toMatchObject({
      rung: 'reminder-1',
      code: 'not-working-day',
      until: '2022-03-21',
    });
    expect(waiting?.reason).toBe(
      'Il 20/03/2022 non è un giorno lavorativo: rinviato al 21/03/2022.',
    );
  });

  it('outside the window the wait ends the same morning or the next sending day', () => {
    expect(tick('2022-03-16T07:00:00Z').at(-1)).toMatchObject({ until: '2022-03-16' });
    const evening = tick('2022-03-18T17:00:00Z').at(-1);
    expect(evening).toMatchObject({ code: 'outside-window', until: '2022-03-21' });
    expect(evening?.reason).toBe(
      'Fuori dall’orario di invio (08:30–17:30): rinviato al 21/03/2022.',
    );
  });

  it('a fact that was taken back counts no more', () => {
    const closed = aFact('closed-day', '2022-03-14T10:00:00+01:00', { day: day('2022-03-16') });
    const back = aFact('corrected', '2022-03-15T08:00:00+01:00', {
      fact: closed.id,
      reason: 'errore',
    });
    expect(tick('2022-03-15T08:00:00Z', [closed]).map(brief)).toContain('reminder-1 send due');
    expect(tick('2022-03-15T08:00:00Z', [closed, back]).map(brief)).not.toContain(
      'reminder-1 send due',
    );
  });
});

describe('what rungs need', () => {
  const opening = letter('sent', 'opening', '2022-02-14T09:00:00+01:00', { id: 'o' });
  const delivered = (more: Partial<Fact> = {}): Fact =>
    ({
      ...aFact('delivered', '2022-02-14T09:01:00+01:00', { rung: 'opening' }),
      ...more,
    }) as Fact;
  const second = (facts: readonly Fact[]): string | undefined =>
    tick('2022-04-19T07:00:00Z', facts)
      .filter(({ rung }) => rung === 'overdue-2')
      .map(brief)[0];

  it('the second overdue letter waits for the receipt of any earlier letter of the round', () => {
    expect(second([opening])).toBe('overdue-2 locked awaits-delivery');
    expect(second([opening, delivered()])).toBe('overdue-2 send due');
    expect(second([opening, delivered({ round: null })])).toBe('overdue-2 send due');
    expect(second([opening, delivered({ round: day('2022-06-30') })])).toBe(
      'overdue-2 locked awaits-delivery',
    );
  });

  it('an earlier letter that was delivered is enough, whatever became of the last one', () => {
    const last = letter('sent', 'last-call', '2022-03-30T09:00:00+02:00', { id: 'l' });
    expect(second([opening, delivered(), last])).toBe('overdue-2 send due');
  });

  it('a delivered letter that names another round alone proves nothing for this one', () => {
    const other = {
      ...opening,
      payload: { ...opening.payload, obligations: ['push-erp/2022-06-30'] },
    } as Fact;
    expect(second([other, delivered({ round: null })])).toBe('overdue-2 locked awaits-delivery');
  });

  it('a receipt recorded before its letter counts once the letter is on record', () => {
    expect(second([delivered(), opening])).toBe('overdue-2 send due');
  });

  it('a receipt that names its letter proves that letter alone', () => {
    const other = delivered();
    const names = (id: string): Fact =>
      ({ ...other, payload: { rung: 'opening', letter: id } }) as Fact;
    expect(second([opening, names('l-opening')])).toBe('overdue-2 send due');
    expect(second([opening, names('l-altro')])).toBe('overdue-2 locked awaits-delivery');
  });

  it('the diffida waits for the receipt of a letter that told the municipality it was late', () => {
    const unlocked = aFact('unlocked', '2022-05-02T08:00:00+02:00', {
      rung: 'formal-notice',
      legalBasis: 'L.',
      signer: 'S.',
      act: 'A.',
      protocol: 'P.',
    });
    const overdue = letter('sent', 'overdue-1', '2022-04-04T09:00:00+02:00');
    const late = { ...overdue, payload: { ...overdue.payload, template: 'overdue' } } as Fact;
    const receipt = aFact('delivered', '2022-04-04T09:01:00+02:00', { rung: 'overdue-1' });
    const notice = (...facts: Fact[]): Decision | undefined =>
      tick('2022-05-02T07:00:00Z', facts).find(({ rung }) => rung === 'formal-notice');
    expect(notice(opening, delivered(), late, unlocked)).toMatchObject({
      action: 'locked',
      code: 'awaits-overdue-delivery',
      reason: 'Bloccato: manca la ricevuta di consegna di un sollecito inviato dopo la scadenza.',
    });
    expect(notice(late, receipt, unlocked)).toMatchObject({
      action: 'send',
      because: [unlocked.id, receipt.id],
    });
    expect(notice(late, receipt)).toMatchObject({ code: 'awaits-unlock', because: [receipt.id] });
    // On the due date itself nobody is late, and a letter of another kind tells nobody that he is.
    const onDueDate = { ...late, occurredAt: at('2022-03-31T07:00:00Z') } as Fact;
    const early = { ...receipt, occurredAt: at('2022-03-31T07:01:00Z') } as Fact;
    const awaits = { code: 'awaits-overdue-delivery' };
    expect(notice(onDueDate, early, unlocked)).toMatchObject(awaits);
    expect(notice(overdue, receipt, unlocked)).toMatchObject(awaits);
    const elsewhere = { ...unlocked, payload: { ...unlocked.payload, rung: 'overdue-2' } } as Fact;
    expect(notice(late, receipt, elsewhere)).toMatchObject({ code: 'awaits-unlock' });
    const blank = { ...unlocked, payload: { ...unlocked.payload, act: '  ' } } as Fact;
    expect(notice(late, receipt, blank)).toMatchObject({ code: 'awaits-unlock' });
    const wide = { ...unlocked, round: null } as Fact;
    expect(notice(late, receipt, wide)).toMatchObject({ action: 'send' });
  });
});

describe('a decision on record', () => {
  const [send] = tick('2022-02-14T08:00:00Z');

  it('a send becomes a sent fact whose id is the rung’s unique key', () => {
    expect(send && factOfDecision('push-erp', send)).toEqual({
      id: 'sent/push-erp/2021-12-31/opening/1',
      type: 'sent',
      survey: 'push-erp',
      municipality: '110001',
      round: '2021-12-31',
      occurredAt: '2022-02-14T08:00:00.000Z',
      recordedAt: '2022-02-14T08:00:00.000Z',
      actor: 'scadenzario',
      source: 'engine',
      evidence: null,
      payload: {
        rung: 'opening',
        dueVersion: 1,
        target: '2022-02-14',
        letter: 'push-erp/110001/2022-02-14',
        template: 'opening',
        obligations: [OBLIGATION],
      },
    });
    expect(send && letterId(send)).toBe('push-erp/110001/2022-02-14');
  });

  it('folded, dropped and skipped carry their reason, postponed and locked leave none', () => {
    const facts = tick('2022-03-30T07:00:00Z').map((one) => factOfDecision('push-erp', one));
    expect(facts.map((fact) => fact?.type)).toEqual(['dropped', 'dropped', 'folded', 'sent']);
    expect(facts[2]?.payload).toMatchObject({ into: 'last-call', reason: expect.any(String) });
    const waiting = tick('2022-03-20T08:00:00Z').at(-1) as Decision;
    expect(isFinal(waiting)).toBe(false);
    expect(factOfDecision('push-erp', waiting)).toBeNull();
    expect(factOfDecision('push-erp', { ...waiting, action: 'locked' })).toBeNull();
  });
});
