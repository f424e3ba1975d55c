import { describe, expect, it } from '@jest/globals';
import { aFact, aMunicipality, at, day, planOf } from './testing/index.js';
import type { Decision } from './types.js';

const line = ({ day: on, rung, action, code }: Decision): string =>
  `${on} ${rung} ${action === 'send' ? action : code}`;
const lines = (decisions: readonly Decision[]): readonly string[] => decisions.map(line);

describe('rule 1: the day and time of a letter', () => {
  it('leaves at 09:00 of its target day, Europe/Rome, in winter and in summer time', () => {
    const plan2022 = planOf('2022-02-14', '2022-03-31');
    expect(plan2022.map(({ at: moment, time }) => `${moment} ${time}`)).toEqual([
      '2022-02-14T08:00:00.000Z 09:00',
      '2022-03-16T08:00:00.000Z 09:00',
      '2022-03-25T08:00:00.000Z 09:00',
      '2022-03-30T07:00:00.000Z 09:00',
    ]);
  });

  it('the first and the last day of the range belong to it', () => {
    expect(lines(planOf('2022-02-14', '2022-02-14'))).toEqual(['2022-02-14 opening send']);
    expect(lines(planOf('2022-02-15', '2022-03-15'))).toEqual(['2022-02-15 opening send']);
    expect(lines(planOf('2022-02-01', '2022-02-13'))).toEqual([]);
  });

  it('a closing day that becomes known on Monday 14 March moves Wednesday’s letter to Tuesday', () => {
    const closed = aFact('closed-day', '2022-03-14T12:00:00+01:00', { day: day('2022-03-16') });
    expect(lines(planOf('2022-03-01', '2022-03-20', [closed]))).toContain(
      '2022-03-15 reminder-1 send',
    );
  });

  it('one that becomes known on Wednesday itself delays it to Thursday', () => {
    const closed = aFact('closed-day', '2022-03-16T08:00:00+01:00', { day: day('2022-03-16') });
    const [letter] = planOf('2022-03-16', '2022-03-20', [closed]).filter(
      ({ rung }) => rung === 'reminder-1',
    );
    expect(letter).toMatchObject({ day: '2022-03-17', target: '2022-03-15', action: 'send' });
    expect(letter?.reason).toBe(
      'Previsto per il 15/03/2022 (15 giorni prima della scadenza del 31/03/2022), parte al primo giorno utile: l’adempimento è ancora aperto.',
    );
  });
});

describe('rule 2: only open obligations get letters', () => {
  it('a transmission recorded before 09:00 of the day stops its letter; one second after it does not', () => {
    const sent = (recorded: string) =>
      lines(
        planOf('2022-03-16', '2022-03-16', [
          aFact('transmitted', recorded, { mode: 'flow', units: 2 }),
        ]),
      ).filter((text) => text.includes('reminder-1'));
    expect(sent('2022-03-16T09:00:00+01:00')).toEqual(['2022-03-16 reminder-1 satisfied']);
    expect(sent('2022-03-16T09:00:01+01:00')).toEqual(['2022-03-16 reminder-1 send']);
  });

  it('the reason of a skipped rung names its day, its state and the facts behind it', () => {
    const fact = aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' });
    const skipped = planOf('2022-03-10', '2022-03-20', [fact]).find(
      ({ rung }) => rung === 'reminder-1',
    );
    expect(skipped).toMatchObject({ action: 'skipped', code: 'satisfied', because: [fact.id] });
    expect(skipped?.reason).toBe(
      'Al 16/03/2022, giorno previsto, l’adempimento è assolto con la trasmissione in PUSH: nessun sollecito.',
    );
  });

  it('a cancelled obligation gets no letter', () => {
    const cancelled = aFact('cancelled', '2022-03-10T10:00:00+01:00', { reason: 'Errore' });
    const skipped = planOf('2022-03-10', '2022-03-20', [cancelled]).at(-1);
    expect(skipped).toMatchObject({ rung: 'reminder-1', action: 'skipped', code: 'cancelled' });
    expect(skipped?.reason).toBe(
      'Al 16/03/2022, giorno previsto, l’adempimento è annullato: nessuna lettera.',
    );
  });

  it('a municipality that ended on Thursday 17 March gets none from Friday on, and its successor is named', () => {
    const ended = aMunicipality({ existsTo: day('2022-03-17'), successor: '110002' });
    const decisions = planOf('2022-03-16', '2022-03-31', [], { municipalities: [ended] });
    expect(lines(decisions)).toEqual([
      '2022-03-16 reminder-1 send',
      '2022-03-16 opening stale',
      '2022-03-25 reminder-2 cancelled',
      '2022-03-30 last-call cancelled',
    ]);
    expect(decisions.at(-1)?.reason).toBe(
      'Dal 18/03/2022 il Comune non esiste più e gli obblighi passano all’ente 110002: nessuna lettera il 30/03/2022.',
    );
  });

  it('nothing leaves while the obligation is suspended, and the ladder runs to the later due date afterwards', () => {
    const record = [
      aFact('suspended', '2022-03-10T10:00:00+01:00', {}),
      aFact('resumed', '2022-03-20T10:00:00+01:00', {}),
    ];
    // Ten days suspended: the due date is Sunday 10 April, rolled to Monday 11.
    expect(lines(planOf('2022-03-01', '2022-04-30', record))).toEqual([
      '2022-03-25 reminder-1 send',
      '2022-04-06 reminder-2 send',
      '2022-04-11 last-call send',
      '2022-04-15 overdue-1 send',
      '2022-04-26 overdue-2 send',
      '2022-03-21 opening stale',
    ]);
    const waiting = planOf('2022-03-01', '2022-03-18', record).at(-1);
    expect(waiting).toMatchObject({ rung: 'reminder-1', action: 'postponed', code: 'suspended' });
    expect(waiting?.reason).toBe(
      'Adempimento sospeso: nessuna lettera fino alla ripresa dei termini.',
    );
  });
});

describe('rule 3: due is target ≤ today and not yet handled', () => {
  const started = (from: string) => lines(planOf(from, from));

  it('a rung ten days old leaves; one eleven days old is stale', () => {
    expect(started('2022-02-24')).toEqual(['2022-02-24 opening send']);
    expect(started('2022-02-25')).toEqual(['2022-02-25 opening stale']);
  });

  it('a rung of before the due date leaves on it and never after it', () => {
    expect(started('2022-03-31')).toContain('2022-03-31 last-call send');
    expect(started('2022-04-01')).toContain('2022-04-01 last-call after-due-date');
  });

  it('the rungs due fold into the last one, each with the name of the one that took it', () => {
    const decisions = planOf('2022-03-30', '2022-03-30');
    expect(lines(decisions)).toEqual([
      '2022-03-30 last-call send',
      '2022-03-30 opening stale',
      '2022-03-30 reminder-1 stale',
      '2022-03-30 reminder-2 folded-into',
    ]);
    expect(decisions.at(-1)).toMatchObject({ into: 'last-call' });
    expect(decisions.at(-1)?.reason).toBe(
      'Maturato insieme a un gradino successivo: parte solo «ultimo avviso».',
    );
  });

  it('says of a dropped rung how old it was and what it waited for', () => {
    const silent = planOf('2022-04-01', '2022-05-13', [], { assumeDelivery: false });
    const reasons = silent.map(({ rung, reason }) => [rung, reason]);
    expect(Object.fromEntries(reasons)).toMatchObject({
      opening:
        'Previsto per il 14/02/2022 e non partito: dopo la scadenza del 31/03/2022 una lettera che la precede non parte più.',
      'overdue-2':
        'Previsto per il 15/04/2022: sono passati più di 10 giorni senza che potesse partire. Aspettava: la ricevuta di consegna di almeno una lettera precedente dello stesso ciclo.',
    });
  });

  it('after downtime the letter leaves at the moment of return inside the window', () => {
    const downtimes = [{ from: at('2022-03-15T18:00:00Z'), until: at('2022-03-17T10:20:00Z') }];
    const [letter] = planOf('2022-03-01', '2022-03-20', [], { downtimes }).filter(
      ({ rung }) => rung === 'reminder-1',
    );
    expect(letter).toMatchObject({ day: '2022-03-17', time: '11:20', action: 'send' });
  });

  it.each([
    ['08:29 waits for 09:00', '2022-03-17T07:29:00Z', '2022-03-17', '09:00'],
    ['08:30 leaves at once', '2022-03-17T07:30:00Z', '2022-03-17', '08:30'],
    ['17:30 leaves at once', '2022-03-17T16:30:00Z', '2022-03-17', '17:30'],
    ['17:31 waits for the next morning', '2022-03-17T16:31:00Z', '2022-03-18', '09:00'],
    ['Saturday noon waits for Monday', '2022-03-19T11:00:00Z', '2022-03-21', '09:00'],
  ])('the window: an engine back at %s', (_rule, until, on, time) => {
    const downtimes = [{ from: at('2022-03-15T18:00:00Z'), until: at(until) }];
    const [letter] = planOf('2022-03-01', '2022-03-25', [], { downtimes }).filter(
      ({ rung }) => rung === 'reminder-1',
    );
    expect(letter).toMatchObject({ day: on, time, action: 'send' });
  });
});
