import { describe, expect, it } from '@jest/globals';
import type { TemplateId } from '../surveys/types.js';
import { letterContent, type LetterOrder } from './letter-content.js';
import { aFact, andria, at, aMunicipality, day, pushErp } from './testing/index.js';
import type { Fact } from '../obligations/types.js';

const ORDER: LetterOrder = {
  template: 'overdue',
  rung: 'overdue-1',
  obligations: ['push-erp/2021-12-31'],
  at: at('2022-04-04T07:00:00Z'),
  letter: 'push-erp/110001/2022-04-04',
  to: 'comune@pec.example',
  from: 'ufficio@pec.example',
  token: 'SOL-1',
  protocol: null,
  sandbox: false,
};
const sent = (rung: string, when: string, letter: string, template = 'reminder'): Fact =>
  aFact('sent', when, {
    rung,
    dueVersion: 1,
    letter,
    template,
    target: day('2022-03-16'),
    obligations: ['push-erp/2021-12-31'],
  });
const content = (facts: readonly Fact[], more: Partial<LetterOrder> = {}) =>
  letterContent(pushErp, andria, facts, { ...ORDER, ...more });

describe('what a letter says, from the record', () => {
  it('names the obligation with its dates and the days to go', () => {
    expect(content([])).toMatchObject({
      template: 'overdue',
      day: '2022-04-04',
      to: 'comune@pec.example',
      token: 'SOL-1',
      formalNotice: null,
      stock: null,
    });
    expect(content([]).obligations).toEqual([
      {
        obligation: 'push-erp/2021-12-31',
        reference: '2021-12-31',
        due: '2022-03-31',
        originalDue: '2022-03-31',
        extension: null,
        daysToDue: -4,
        earlier: [],
        reason: null,
        exemption: null,
        accepts: { nilReturn: true, noChange: false },
      },
    ]);
  });

  it('offers a statement of no change for the rounds for which it would be accepted that day', () => {
    const base = aFact(
      'transmitted',
      '2021-03-10T10:00:00+01:00',
      { mode: 'flow', units: 3 },
      { round: day('2020-12-31') },
    );
    const [first] = content([base]).obligations;
    expect(first?.accepts).toEqual({ nilReturn: true, noChange: true });
  });

  it('cites the earlier letters with the time of their own delivery receipts', () => {
    const record = [
      sent('reminder-1', '2022-03-16T09:00:00+01:00', 'l-1'),
      aFact('delivered', '2022-03-16T09:01:00+01:00', { rung: 'reminder-1', letter: 'l-1' }),
      sent('reminder-2', '2022-03-25T09:00:00+01:00', 'l-2'),
      aFact('delivered', '2022-03-25T09:30:00+01:00', { rung: 'reminder-2' }),
      sent('last-call', '2022-03-30T09:00:00+02:00', 'l-3', 'last-call'),
      aFact('delivery-failed', '2022-03-30T09:05:00+02:00', { rung: 'last-call', class: 'look' }),
    ];
    const [one] = content(record).obligations;
    expect(one?.earlier).toEqual([
      {
        rung: 'reminder-1',
        template: 'reminder',
        sentAt: '2022-03-16T08:00:00.000Z',
        deliveredAt: '2022-03-16T08:01:00.000Z',
        protocol: null,
      },
      {
        rung: 'reminder-2',
        template: 'reminder',
        sentAt: '2022-03-25T08:00:00.000Z',
        deliveredAt: '2022-03-25T08:30:00.000Z',
        protocol: null,
      },
      {
        rung: 'last-call',
        template: 'last-call',
        sentAt: '2022-03-30T07:00:00.000Z',
        deliveredAt: null,
        protocol: null,
      },
    ]);
  });

  it('a letter queued and then sent is one earlier letter, one held back is none', () => {
    const queued = { ...sent('reminder-1', '2022-03-16T09:00:00+01:00', 'l-1'), type: 'queued' };
    const held = { ...sent('reminder-2', '2022-03-25T09:00:00+01:00', 'l-2'), type: 'queued' };
    const record = [
      queued as Fact,
      sent('reminder-1', '2022-03-16T09:02:00+01:00', 'l-1'),
      held as Fact,
      aFact('withdrawn', '2022-03-25T09:01:00+01:00', {
        rung: 'reminder-2',
        dueVersion: 1,
        letter: 'l-2',
        target: day('2022-03-25'),
        reason: 'risposta arrivata',
      }),
    ];
    expect(content(record).obligations[0]?.earlier.map(({ sentAt }) => sentAt)).toEqual([
      '2022-03-16T08:02:00.000Z',
    ]);
  });

  it('is no earlier letter of itself, and still says why the obligation was reopened', () => {
    const record = [
      aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow', units: 40 }),
      aFact('rejected', '2022-03-22T10:00:00+01:00', { reason: 'Tracciato incompleto' }),
      sent('correction', '2022-03-23T09:00:00+01:00', 'own', 'correction'),
    ];
    const order = {
      template: 'correction',
      rung: 'correction',
      at: at('2022-03-23T08:00:00Z'),
    } as const;
    for (const letter of ['own', undefined]) {
      const { obligations, stock } = content(record, { ...order, letter });
      expect(obligations[0]).toMatchObject({ reason: 'Tracciato incompleto', earlier: [] });
      expect(stock).toEqual({ units: 40, reference: '2021-12-31' });
    }
    const reason = (template: TemplateId): string | null | undefined =>
      content(record, { ...order, template, letter: 'o', at: at('2022-03-30T07:00:00Z') })
        .obligations[0]?.reason;
    expect(reason('reminder')).toBeNull();
    // One that explains reopenings explains all that are in force.
    expect(reason('correction')).toBe('Tracciato incompleto');
  });

  it('tells an extension with its reason, and the date before it', () => {
    const record = [
      aFact('extended', '2022-03-28T10:00:00+02:00', {
        due: day('2022-05-31'),
        reason: 'Aggiornamento della piattaforma',
        scope: '110001',
      }),
    ];
    expect(content(record).obligations[0]).toMatchObject({
      due: '2022-05-31',
      originalDue: '2022-03-31',
      extension: { due: '2022-05-31', reason: 'Aggiornamento della piattaforma' },
      daysToDue: 57,
    });
  });

  it('knows only what was on record when it leaves', () => {
    const record = [
      aFact('extended', '2022-04-04T09:00:01+02:00', {
        due: day('2022-05-31'),
        reason: 'x',
        scope: '110001',
      }),
    ];
    expect(content(record).obligations[0]).toMatchObject({ due: '2022-03-31' });
  });

  it('a formal notice says what the officer entered for its round, and its term', () => {
    const entered = { legalBasis: 'L.', signer: 'S.', act: 'A.', protocol: 'P.' };
    const unlocked = aFact('unlocked', '2022-04-02T10:00:00+02:00', {
      rung: 'formal-notice',
      ...entered,
    });
    const order = { template: 'formal-notice', rung: 'formal-notice' } as const;
    expect(content([unlocked], order).formalNotice).toEqual({ ...entered, term: 'P30D' });
    expect(content([{ ...unlocked, round: null }], order).formalNotice).not.toBeNull();
    expect(content([{ ...unlocked, round: day('2022-06-30') }], order).formalNotice).toBeNull();
    expect(content([unlocked]).formalNotice).toBeNull();
  });

  it('an exemption is told by its base and its evidence', () => {
    const exempt = aFact('exemption-granted', '2022-07-21T10:00:00+02:00', {
      base: 'b',
      baseReference: day('2021-12-31'),
      ground: 'statement',
      evidence: ['s'],
      from: day('2021-12-31'),
      to: day('2022-06-30'),
    });
    const record = [{ ...exempt, round: day('2022-06-30') }];
    const { obligations } = content(record, {
      template: 'exemption-granted',
      obligations: ['push-erp/2022-06-30'],
      at: at('2022-08-01T07:00:00Z'),
    });
    expect(obligations[0]?.exemption).toEqual({
      base: 'ultima trasmissione ufficiale, con dati al 31/12/2021',
      evidence:
        'dichiarazione di nessuna variazione resa dal Comune, per il periodo dal 31/12/2021 al 30/06/2022',
    });
  });

  it('an exemption that stands on a nil return says so', () => {
    const nil = aFact('nil-declared', '2022-03-10T10:00:00+01:00', {
      reference: day('2021-12-31'),
    });
    const exempt = aFact('exemption-granted', '2022-07-21T10:00:00+02:00', {
      base: nil.id,
      baseReference: day('2021-12-31'),
      ground: 'statement',
      evidence: ['s'],
      from: day('2021-12-31'),
      to: day('2022-06-30'),
    });
    const { obligations } = content([nil, { ...exempt, round: day('2022-06-30') }], {
      template: 'exemption-granted',
      obligations: ['push-erp/2022-06-30'],
      at: at('2022-08-01T07:00:00Z'),
    });
    expect(obligations[0]?.exemption?.base).toBe(
      'comunicazione di consistenza nulla, con dati al 31/12/2021',
    );
  });

  it('bears the name that the municipality had on that day', () => {
    const renamed = aMunicipality({
      name: 'Nuova Andria',
      formerNames: [{ text: 'Andria', validFrom: day('1900-01-01'), validTo: day('2022-12-31') }],
    });
    expect(letterContent(pushErp, renamed, [], ORDER).municipality.name).toBe('Andria');
  });
});
