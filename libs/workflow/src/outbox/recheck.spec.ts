import { describe, expect, it } from '@jest/globals';
import type { Fact, LocalDate } from '@app/domain';
import { instant } from '@app/domain';
import { defaultSurvey } from '@app/contract';
import type { LetterRow } from '@app/persistence';
import { aFact, aLetter, andria, OBLIGATION } from '../testing/samples.js';
import { recheck } from './recheck.js';

const SURVEY = defaultSurvey();

function look(
  facts: readonly Fact[] = [],
  now = '2022-03-16T09:05:00+01:00',
  letter: LetterRow = aLetter(),
  municipality = andria(),
) {
  return recheck(SURVEY, municipality, facts, letter, instant(now));
}

describe('the look just before sending', () => {
  it('lets a letter about an open duty leave, to the address valid on the day', () => {
    expect(look()).toMatchObject({
      go: true,
      obligations: [OBLIGATION],
      address: { address: andria().addresses[0]?.address },
      day: '2022-03-16',
    });
  });

  it('withdraws a letter whose duty was done since the tick, and says by what', () => {
    const done = aFact('transmitted', '2022-03-16T09:04:00+01:00', { mode: 'flow' });
    expect(look([done])).toMatchObject({ go: false, ends: 'withdrawn' });
    expect(look([done])).toHaveProperty('reason', expect.stringMatching(/^Non serve più: /));
  });

  it('sends what was done only a second after', () => {
    const done = aFact('transmitted', '2022-03-16T09:05:01+01:00', { mode: 'flow' });
    expect(look([done])).toMatchObject({ go: true });
  });

  it('still sends after typed data, which are no transmission, and after a rejection', () => {
    const typed = aFact('typed', '2022-03-15T09:00:00+01:00', {});
    const sent = aFact('transmitted', '2022-03-15T09:00:00+01:00', { mode: 'flow' });
    const rejected = aFact('rejected', '2022-03-15T10:00:00+01:00', { reason: 'righe vuote' });
    expect(look([typed])).toMatchObject({ go: true });
    expect(look([sent, rejected])).toMatchObject({ go: true });
  });

  it('withdraws a letter of a suspended duty', () => {
    const suspended = aFact('suspended', '2022-03-16T09:00:00+01:00', {});
    expect(look([suspended])).toMatchObject({
      ends: 'withdrawn',
      reason: 'Non serve più: i termini sono sospesi.',
    });
  });

  it('withdraws what an extension since the tick counts anew, but not the opening, which leaves once', () => {
    const payload = { due: '2022-04-29' as LocalDate, scope: 'all' as const, reason: 'richiesta' };
    const extended = aFact('extended', '2022-03-16T09:01:00+01:00', payload);
    expect(look([extended])).toMatchObject({
      ends: 'withdrawn',
      reason: 'La scadenza è cambiata (ora 29/04/2022): il gradino si conta di nuovo da quella.',
    });
    const opening = aLetter({ rung: 'opening', template: 'opening' });
    expect(look([extended], undefined, opening)).toMatchObject({ go: true });
  });

  it.each([
    ['2022-03-31T17:00:00+02:00', true],
    ['2022-04-01T08:30:00+02:00', false],
  ])('sends a last call of the day before the due date at %s: %s', (now, goes) => {
    const letter = aLetter({
      rung: 'last-call',
      template: 'last-call',
      decidedAt: instant('2022-03-30T09:00:00+02:00'),
    });
    expect(look([], now, letter).go).toBe(goes);
  });

  it.each([
    ['2022-04-14T09:00:00+02:00', true],
    ['2022-04-15T09:00:00+02:00', false],
  ])('sends an overdue letter of Monday 4 April at %s: %s (older than ten days)', (now, goes) => {
    const letter = aLetter({
      rung: 'overdue-1',
      template: 'overdue',
      decidedAt: instant('2022-04-04T09:00:00+02:00'),
    });
    expect(look([], now, letter).go).toBe(goes);
  });

  it('stops a letter to a municipality without a valid address, and says what to do', () => {
    const nowhere = andria({ addresses: [] });
    expect(look([], undefined, undefined, nowhere)).toEqual({
      go: false,
      ends: 'stopped',
      reason: 'Nessun indirizzo PEC del Comune di Andria è valido oggi: inserirne uno in «Comune».',
    });
  });
});

describe('the look at a letter that tells of a decision', () => {
  const ROUND_2 = '2022-06-30' as LocalDate;
  const NOW = '2022-09-13T09:05:00+02:00';
  const exempt = [
    aFact('transmitted', '2022-03-15T09:00:00+01:00', { mode: 'flow' }),
    aFact('no-change-declared', '2022-09-12T09:00:00+02:00', {}, ROUND_2),
    aFact(
      'exemption-granted',
      '2022-09-12T09:00:00+02:00',
      {
        base: 'transmitted/1',
        baseReference: '2021-12-31' as LocalDate,
        ground: 'statement',
        evidence: [],
        from: '2022-01-01' as LocalDate,
        to: ROUND_2,
      },
      ROUND_2,
    ),
  ];
  const lapsed = aFact(
    'exemption-lapsed',
    '2022-09-13T09:00:00+02:00',
    { because: 'v', due: '2022-10-13' as LocalDate, reason: 'vendita' },
    ROUND_2,
  );
  const obligation = 'push-erp/2022-06-30';
  const tells = aLetter({
    rung: 'exemption-granted',
    template: 'exemption-granted',
    obligation,
    obligations: [obligation],
  });

  it('lets it leave about a duty that owes nothing', () => {
    expect(look(exempt, NOW, tells)).toMatchObject({ go: true, obligations: [obligation] });
  });

  it('withdraws it when the exemption lapsed since the tick', () => {
    const seen = look([...exempt, lapsed], NOW, tells);
    expect(seen).toMatchObject({ go: false, ends: 'withdrawn' });
    expect(seen).toHaveProperty(
      'reason',
      expect.stringMatching(/^Ciò che comunica non vale più: /),
    );
  });

  const due = (day: string) => ({ due: day as LocalDate, scope: 'all' as const, reason: 'x' });
  const extended = aFact('extended', '2022-03-15T09:00:00+01:00', due('2022-04-29'));
  const further = aFact('extended', '2022-03-16T09:01:00+01:00', due('2022-05-31'));
  const extension = aLetter({
    rung: 'extension-granted',
    template: 'extension-granted',
    dueVersion: 2,
  });

  it.each<[string, boolean, readonly Fact[]]>([
    ['lets it leave while the due date told is in force', true, [extended]],
    ['withdraws it when the due date moved once more', false, [extended, further]],
    [
      'withdraws it when the answer came',
      false,
      [extended, aFact('transmitted', '2022-03-16T09:01:00+01:00', { mode: 'flow' })],
    ],
    [
      'withdraws it while the terms are suspended',
      false,
      [extended, aFact('suspended', '2022-03-16T09:01:00+01:00', {})],
    ],
    ['withdraws it where nothing was extended', false, []],
  ])('%s', (_, goes, facts) => {
    expect(look(facts, undefined, extension).go).toBe(goes);
  });
});

describe('the look just before a letter leaves once more', () => {
  const FIRST = 'push-erp/110001/2022-03-10';
  const left = (rung: string, more: object): Fact =>
    aFact('sent', '2022-03-10T09:00:00+01:00', {
      ...{ rung, dueVersion: 1, letter: FIRST, template: rung, target: '2022-03-10' as LocalDate },
      ...{ obligations: [OBLIGATION], ...more },
    });
  const lost = (rung: string): Fact =>
    aFact('delivery-failed', '2022-03-10T10:00:00+01:00', { rung, letter: FIRST, class: 'look' });
  const extended = aFact('extended', '2022-03-09T09:00:00+01:00', {
    ...{ due: '2022-04-29' as LocalDate, scope: 'all' as const, reason: 'x' },
  });
  const moved = [
    extended,
    left('extension-granted', { dueVersion: 2 }),
    lost('extension-granted'),
    aFact('suspended', '2022-03-11T09:00:00+01:00', {}),
    aFact('resumed', '2022-03-14T09:00:00+01:00', {}),
  ];
  const again = aLetter({
    ...{ rung: 'extension-granted', template: 'extension-granted', dueVersion: 2, repeats: FIRST },
  });

  it('lets one leave that tells of an extension which a suspension moved', () => {
    expect(look(moved, undefined, again)).toMatchObject({ go: true });
  });

  it('withdraws it when another extension is in force', () => {
    const further = aFact('extended', '2022-03-15T09:00:00+01:00', {
      ...{ due: '2022-05-31' as LocalDate, scope: 'all' as const, reason: 'y' },
    });
    expect(look([...moved, further], undefined, again)).toMatchObject({ ends: 'withdrawn' });
  });

  it('judges the duty for which it was asked, not the one whose rung it was', () => {
    const second = '2022-06-30' as LocalDate;
    const other = 'push-erp/2022-06-30';
    const overdue = {
      ...({ rung: 'overdue-1', template: 'overdue' } as const),
      obligations: [OBLIGATION, other],
    };
    const both = aFact(
      'sent',
      '2022-10-04T09:00:00+02:00',
      {
        ...{ ...overdue, dueVersion: 1, letter: FIRST, target: '2022-10-04' as LocalDate },
      },
      second,
    );
    const failed = aFact(
      'delivery-failed',
      '2022-10-04T10:00:00+02:00',
      { rung: 'overdue-1', letter: FIRST, class: 'look' },
      second,
    );
    const answer = aFact('transmitted', '2022-10-05T09:00:00+02:00', { mode: 'flow' }, second);
    const once = aLetter({
      ...{ ...overdue, obligations: [OBLIGATION], repeats: FIRST },
      decidedAt: instant('2022-10-07T09:00:00+02:00'),
    });
    expect(look([both, failed, answer], '2022-10-07T09:05:00+02:00', once)).toMatchObject({
      go: true,
      obligations: [OBLIGATION],
    });
  });
});
