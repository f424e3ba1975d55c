import { describe, expect, it } from '@jest/globals';
import type { EffectiveDue, Fact, FactPayloads, ObligationState } from '../obligations/types.js';
import { letterObligation } from './letter-obligation.js';
import { aFact, at, day, pushErp } from './testing/index.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const NOW = '2022-08-16T09:00:00+02:00';
const SENT_AT = '2022-08-01T09:00:00+02:00';

const state = (more: Partial<ObligationState> = {}): ObligationState =>
  ({
    obligation: FIRST,
    round: day('2021-12-31'),
    outcome: 'open',
    due: {
      version: 1,
      date: day('2022-03-31'),
      nominal: day('2022-03-31'),
      cause: null,
      steps: [],
    },
    reopened: null,
    ...more,
  }) as ObligationState;
const told = (known: readonly Fact[], more: Partial<ObligationState> = {}, earlier = true) =>
  letterObligation(pushErp, state(more), known, at(NOW), earlier);
const letter = (
  type: 'sent' | 'queued',
  when: string,
  id: string,
  obligations: readonly string[] = [FIRST, SECOND],
): Fact =>
  aFact(type, when, {
    rung: 'overdue-1',
    dueVersion: 1,
    letter: id,
    template: 'overdue',
    target: day('2022-08-01'),
    obligations,
  });

describe('the earlier letters of an obligation', () => {
  it.each<[string, boolean, Fact]>([
    ['one that left', true, letter('sent', SENT_AT, 'a')],
    ['one about to leave', true, letter('queued', SENT_AT, 'a')],
    ['one of the last second', true, letter('sent', '2022-08-16T08:59:59+02:00', 'a')],
    ['one of this very moment', false, letter('sent', NOW, 'a')],
    ['one of tomorrow', false, letter('sent', '2022-08-17T09:00:00+02:00', 'a')],
    ['one that names another obligation alone', false, letter('sent', SENT_AT, 'a', [SECOND])],
    ['a receipt', false, aFact('delivered', SENT_AT, { rung: 'overdue-1', letter: 'a' })],
  ])('%s: %p', (_, earlier, fact) => {
    expect(told([fact]).earlier).toHaveLength(earlier ? 1 : 0);
  });

  it('are left out for whoever wants the subject alone', () => {
    expect(told([letter('sent', SENT_AT, 'a')], {}, false).earlier).toEqual([]);
  });
});

describe('the delivery of an earlier letter', () => {
  const receipt = (
    payload: FactPayloads['delivered'],
    when = '2022-08-01T09:05:00+02:00',
    more: Partial<Fact> = {},
  ): Fact => aFact('delivered', when, payload, more);
  const own = { rung: 'overdue-1' };
  const proof = (fact: Fact): boolean =>
    told([letter('sent', SENT_AT, 'a'), fact]).earlier[0]?.deliveredAt === fact.occurredAt;

  it.each<[string, boolean, Fact]>([
    ['a receipt that names it', true, receipt({ rung: 'overdue-1', letter: 'a' })],
    ['whatever rung it says', true, receipt({ rung: 'opening', letter: 'a' })],
    ['one that names another letter', false, receipt({ rung: 'overdue-1', letter: 'b' })],
    ['one of its rung', true, receipt(own)],
    ['one of the moment at which it left', true, receipt(own, SENT_AT)],
    ['one from before it left', false, receipt(own, '2022-08-01T08:59:59+02:00')],
    ['one of another rung', false, receipt({ rung: 'overdue-2' })],
    ['one of another round that it names', true, receipt(own, NOW, { round: day('2022-06-30') })],
    ['one of no round in particular', true, receipt(own, NOW, { round: null })],
    [
      'one of a round that it does not name',
      false,
      receipt(own, NOW, { round: day('2022-12-31') }),
    ],
    [
      'a request for its rung',
      false,
      aFact('send-requested', NOW, { rung: 'overdue-1', reason: 'x' }),
    ],
  ])('%s: %p', (_, proves, fact) => {
    expect(proof(fact)).toBe(proves);
  });
});

describe('how the due date came to be', () => {
  const due = { version: 2, date: day('2022-09-30'), nominal: day('2022-09-30'), steps: [] };
  const extended = aFact('extended', SENT_AT, { due: due.date, reason: 'festa', scope: 'all' });
  const resumed = aFact('resumed', SENT_AT, {});

  it.each<[string, Partial<EffectiveDue>, string | null]>([
    ['by an extension', { cause: extended.id, extendedBy: extended.id }, 'festa'],
    ['by an extension that a suspension moved', { cause: 'r', extendedBy: extended.id }, 'festa'],
    ['by a resumption', { cause: resumed.id }, null],
    ['by the survey', {}, null],
  ])('%s', (_, how, reason) => {
    const { extension, originalDue } = told([resumed, extended], {
      due: { ...due, cause: null, ...how },
    });
    expect(extension?.reason ?? null).toBe(reason);
    expect(originalDue).toBe('2022-03-31');
  });

  it('the original one of a round that the survey has no more is the one in force', () => {
    expect(told([], { round: day('2022-03-15') }).originalDue).toBe('2022-03-31');
  });
});

describe('why it was reopened', () => {
  const due = day('2022-09-30');
  it.each<[string, Fact, string | null]>([
    ['a rejection', aFact('rejected', SENT_AT, { reason: 'r' }), 'r'],
    [
      'an exemption that lapsed',
      aFact('exemption-lapsed', SENT_AT, { because: 'v', due, reason: 'e' }),
      'e',
    ],
    [
      'a nil return that lapsed',
      aFact('nil-lapsed', SENT_AT, { because: 'v', due, reason: 'n' }),
      'n',
    ],
    ['any other fact gives no reason', aFact('cancelled', SENT_AT, { reason: 'c' }), null],
  ])('%s', (_, cause, reason) => {
    const other = aFact('rejected', SENT_AT, { reason: 'another' });
    const reopened = { by: cause.id, kind: 'rejected', at: cause.recordedAt } as const;
    expect(told([other, cause], { reopened }).reason).toBe(reason);
  });
});

describe('the exemption', () => {
  const grant = (base: string, more: Partial<Fact> = {}): Fact =>
    aFact(
      'exemption-granted',
      SENT_AT,
      {
        base,
        baseReference: day('2021-06-30'),
        ground: 'decision',
        evidence: [],
        from: day('2021-06-30'),
        to: day('2021-12-31'),
      },
      more,
    );
  const nil = aFact('nil-declared', SENT_AT, { reference: day('2021-06-30') });
  const answer = aFact('transmitted', SENT_AT, { mode: 'flow' });
  const exempt = { outcome: 'exempt' } as const;
  const baseOf = (known: readonly Fact[], more: Partial<ObligationState> = exempt) =>
    told(known, more).exemption?.base ?? null;
  const NIL = 'comunicazione di consistenza nulla, con dati al 30/06/2021';
  const DATA = 'ultima trasmissione ufficiale, con dati al 30/06/2021';

  it.each([
    ['statement', 'dichiarazione di nessuna variazione resa dal Comune'],
    ['snapshots', 'confronto unità per unità fra due consistenze trasmesse, senza differenze'],
    ['decision', 'decisione motivata dell’ufficio'],
    ['presumed', 'nessuna variazione annotata nel registro (esonero presunto)'],
  ] as const)('says by what no variation is proved: %s', (ground, proof) => {
    const { payload } = grant(answer.id);
    const granted = grant(answer.id, { payload: { ...payload, ground } } as Partial<Fact>);
    expect(told([answer, granted], exempt).exemption?.evidence).toBe(
      `${proof}, per il periodo dal 30/06/2021 al 31/12/2021`,
    );
  });

  it.each<[string, readonly Fact[], string | null]>([
    ['none on record', [nil, answer], null],
    ['of another round', [grant(nil.id, { round: day('2022-06-30') })], null],
    ['on a nil return', [nil, answer, grant(nil.id)], NIL],
    ['on data, beside a nil return', [nil, answer, grant(answer.id)], DATA],
    ['the last one of its round', [nil, grant(answer.id), grant(nil.id)], NIL],
    [
      'whatever is recorded after it',
      [nil, grant(nil.id), grant(answer.id, { round: day('2022-06-30') }), answer],
      NIL,
    ],
  ])('%s', (_, known, base) => {
    expect(baseOf(known)).toBe(base);
  });

  it('is not told of an obligation that stands otherwise', () => {
    expect(baseOf([nil, grant(nil.id)], { outcome: 'open' })).toBeNull();
  });
});
