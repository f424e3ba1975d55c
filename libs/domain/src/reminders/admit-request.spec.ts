import { describe, expect, it } from '@jest/globals';
import { admit } from '../obligations/admit.js';
import type { Fact, FactPayloads } from '../obligations/types.js';
import { aFact, aMunicipality, andria, day, pushErp } from './testing/index.js';

const FIRST = 'push-erp/2021-12-31';
const L1 = 'push-erp/110001/2022-03-16';

const at = (date: string): string => `${date}T10:00:00+02:00`;
const letter = (
  type: 'queued' | 'sent',
  rung: string,
  date: string,
  more: Partial<FactPayloads['sent']> = {},
): Fact =>
  aFact(type, `${date}T09:00:00+02:00`, {
    rung,
    dueVersion: 1,
    letter: `push-erp/110001/${date}`,
    template: pushErp.rungs.find(({ id }) => id === rung)?.template ?? rung,
    target: day(date),
    obligations: [FIRST],
    ...more,
  });
const SENT = letter('sent', 'reminder-1', '2022-03-16');
const delivered = (date: string, id = L1, rung = 'reminder-1'): Fact =>
  aFact('delivered', at(date), { rung, letter: id });
const failed = (date: string, id = L1, rung = 'reminder-1', final = true): Fact =>
  aFact('delivery-failed', at(date), { rung, letter: id, class: 'retry-later', final });
const ended = (
  type: 'folded' | 'dropped' | 'skipped',
  rung = 'reminder-1',
  on = '2022-03-16',
): Fact =>
  aFact(type, at(on), {
    ...{ rung, dueVersion: 1, target: day('2022-03-16'), reason: 'x', into: 'reminder-2' },
  });
const answer = aFact('transmitted', at('2022-03-17'), { mode: 'flow' });
const cancelled = aFact('cancelled', at('2022-03-17'), { reason: 'errore' });
const suspended = aFact('suspended', at('2022-03-17'), {});
const extended = aFact('extended', at('2022-03-17'), {
  ...{ due: day('2022-04-29'), reason: 'richiesta', scope: '110001' },
});
const rejected = [answer, aFact('rejected', at('2022-03-17'), { reason: 'file illeggibile' })];

const send = (date: string, rung = 'reminder-1'): Fact =>
  aFact('send-requested', at(date), { rung, reason: 'x' });
const skip = (date: string, rung = 'reminder-1'): Fact =>
  aFact('skip-requested', at(date), { rung, reason: 'x' });
const postpone = (date: string, until: string, rung = 'reminder-1'): Fact =>
  aFact('postpone-requested', at(date), { rung, until: day(until), reason: 'x' });
const correction = (date: string): Fact => aFact('correction-requested', at(date), { reason: 'x' });
const notice = (date: string): Fact =>
  aFact('notice-requested', at(date), { notice: 'extension-granted', reason: 'x' });
const resend = (date: string, id: string | undefined = L1, rung = 'reminder-1'): Fact =>
  aFact('resend-requested', at(date), { rung, letter: id, reason: 'x' });
const UNLOCK = { legalBasis: 'L.', signer: 'Brizzi', act: 'DD 12', protocol: '99' };
const unlock = (date: string, rung = 'formal-notice'): Fact =>
  aFact('unlocked', at(date), { rung, ...UNLOCK });

type Case = readonly [string, string | null, readonly Fact[], Fact];

const judged = (cases: readonly Case[]): void =>
  it.each(cases)('%s: %s', (_, code, record, request) => {
    expect(admit(pushErp, andria, record, request)?.code ?? null).toBe(code);
  });

describe('send now', () => {
  judged([
    ['a rung to come', null, [], send('2022-03-10')],
    ['a rung of another survey', 'rung-unknown', [], send('2022-03-10', 'sollecito')],
    [
      'decided',
      'already-queued',
      [letter('queued', 'reminder-1', '2022-03-16')],
      send('2022-03-16'),
    ],
    ['in flight', 'already-left', [SENT], send('2022-03-16')],
    ['delivered', 'already-delivered', [SENT, delivered('2022-03-16')], send('2022-03-17')],
    ['not delivered', 'left-and-failed', [SENT, failed('2022-03-16')], send('2022-03-17')],
    [
      'after a 12 h notice',
      'already-left',
      [SENT, failed('2022-03-16', L1, 'reminder-1', false)],
      send('2022-03-17'),
    ],
    ['skipped before', null, [ended('skipped')], send('2022-03-17')],
    ['folded before', null, [ended('folded')], send('2022-03-17')],
    [
      'once, under an old due date',
      'already-left',
      [letter('sent', 'opening', '2022-02-14'), extended],
      send('2022-03-18', 'opening'),
    ],
    ['under an old due date', null, [SENT, delivered('2022-03-16'), extended], send('2022-03-18')],
    ['of a duty answered', 'no-letter-owed', [answer], send('2022-03-18', 'reminder-2')],
    ['of a duty cancelled', 'no-letter-owed', [cancelled], send('2022-03-18', 'reminder-2')],
    ['of a duty suspended', 'letters-suspended', [suspended], send('2022-03-18', 'reminder-2')],
    ['of a duty rejected', null, rejected, send('2022-03-18', 'reminder-2')],
    ['on the due date', null, [], send('2022-03-31', 'last-call')],
    ['after the due date', 'announces-past-due', [], send('2022-04-01', 'last-call')],
    ['asked already', 'already-requested', [send('2022-03-10')], send('2022-03-10')],
    ['asked before a skip', null, [send('2022-03-10'), skip('2022-03-10')], send('2022-03-10')],
    [
      'asked before a postponement',
      null,
      [send('2022-03-10'), postpone('2022-03-10', '2022-03-18')],
      send('2022-03-10'),
    ],
    ['without a round', 'round-missing', [], { ...send('2022-03-10'), round: null } as Fact],
    [
      'of a day that is no reference date',
      'round-unknown',
      [],
      { ...send('2022-03-10'), round: day('2022-05-31') } as Fact,
    ],
  ]);

  it('says what became of the letter, and when', () => {
    const told = admit(pushErp, andria, [SENT, failed('2022-03-16')], send('2022-03-17'));
    expect(told?.message).toBe(
      'La lettera «primo sollecito» è partita il 16/03/2022 e non è stata consegnata: si manda di nuovo con «Rispedisci», dalla pagina della lettera.',
    );
  });

  it('of a municipality that did not exist then owes nothing', () => {
    const young = aMunicipality({ existsFrom: day('2022-07-01') });
    expect(admit(pushErp, young, [], send('2022-07-10'))?.code).toBe('no-letter-owed');
  });
});

describe('skip', () => {
  judged([
    ['a rung to come', null, [], skip('2022-03-10')],
    ['what has left', 'already-left', [SENT], skip('2022-03-16')],
    ['what was dropped', 'rung-ended', [ended('dropped')], skip('2022-03-17')],
    ['what was skipped', 'rung-ended', [ended('skipped')], skip('2022-03-17')],
    [
      'what was asked for after a skip',
      null,
      [ended('skipped'), send('2022-03-17')],
      skip('2022-03-17'),
    ],
    ['twice', 'already-requested', [skip('2022-03-10')], skip('2022-03-10')],
    ['of a duty answered', 'no-letter-owed', [answer], skip('2022-03-18', 'reminder-2')],
    ['after the due date', 'announces-past-due', [], skip('2022-04-01', 'last-call')],
    [
      'a notice that waits',
      null,
      [extended, notice('2022-03-18')],
      skip('2022-03-18', 'extension-granted'),
    ],
    [
      'a notice that does not',
      'nothing-to-skip',
      [extended],
      skip('2022-03-18', 'extension-granted'),
    ],
    ['a correction that waits', null, rejected, skip('2022-03-18', 'correction')],
    ['a correction that does not', 'nothing-to-explain', [], skip('2022-03-18', 'correction')],
    [
      'a correction twice',
      'reopening-decided',
      [...rejected, skip('2022-03-18', 'correction')],
      skip('2022-03-18', 'correction'),
    ],
    [
      'a correction asked for',
      null,
      [...rejected, correction('2022-03-18')],
      skip('2022-03-18', 'correction'),
    ],
  ]);
});

describe('postpone', () => {
  judged([
    ['past its day', null, [], postpone('2022-03-10', '2022-03-17')],
    ['to its own day', 'postponed-before-target', [], postpone('2022-03-10', '2022-03-16')],
    [
      'back to its own day',
      null,
      [postpone('2022-03-09', '2022-03-18')],
      postpone('2022-03-10', '2022-03-16'),
    ],
    ['to today', 'postponed-to-past', [], postpone('2022-03-16', '2022-03-16')],
    ['to yesterday', 'postponed-to-past', [], postpone('2022-03-16', '2022-03-15')],
    [
      'to the same day twice',
      'already-requested',
      [postpone('2022-03-09', '2022-03-18')],
      postpone('2022-03-10', '2022-03-18'),
    ],
    [
      'again after a send',
      null,
      [postpone('2022-03-09', '2022-03-18'), send('2022-03-10')],
      postpone('2022-03-10', '2022-03-18'),
    ],
    [
      'to its own day, what is to be sent now',
      null,
      [send('2022-03-09')],
      postpone('2022-03-10', '2022-03-16'),
    ],
    [
      'to a day before its own, what is to be sent now',
      null,
      [send('2022-03-09')],
      postpone('2022-03-10', '2022-03-11'),
    ],
    [
      'to its own day, what was to be sent and then skipped',
      'postponed-before-target',
      [send('2022-03-09'), skip('2022-03-10')],
      postpone('2022-03-10', '2022-03-16'),
    ],
    ['to the due date', null, [], postpone('2022-03-10', '2022-03-31')],
    ['beyond the due date', 'announces-past-due', [], postpone('2022-03-10', '2022-04-01')],
    [
      'to a day from which it would leave beyond the due date',
      'announces-past-due',
      [aFact('closed-day', at('2022-03-01'), { day: day('2022-03-31') })],
      postpone('2022-03-10', '2022-03-31'),
    ],
    [
      'beyond the due date, what comes after it',
      null,
      [],
      postpone('2022-03-10', '2022-04-20', 'overdue-1'),
    ],
    ['what has left', 'already-left', [SENT], postpone('2022-03-16', '2022-03-18')],
    ['what was folded', 'rung-ended', [ended('folded')], postpone('2022-03-17', '2022-03-18')],
    [
      'what is to be skipped',
      'already-requested',
      [skip('2022-03-10')],
      postpone('2022-03-10', '2022-03-18'),
    ],
    [
      'of a duty answered',
      'no-letter-owed',
      [answer],
      postpone('2022-03-18', '2022-03-29', 'reminder-2'),
    ],
    [
      'of a duty suspended',
      'letters-suspended',
      [suspended],
      postpone('2022-03-18', '2022-03-29', 'reminder-2'),
    ],
    ['an unknown rung', 'rung-unknown', [], postpone('2022-03-10', '2022-03-18', 'correction')],
  ]);
});

describe('the letter after a reopening', () => {
  judged([
    ['where one is owed', null, rejected, correction('2022-03-18')],
    ['where nothing was reopened', 'nothing-to-explain', [], correction('2022-03-18')],
    [
      'twice',
      'reopening-decided',
      [...rejected, correction('2022-03-18')],
      correction('2022-03-18'),
    ],
    [
      'once it has left',
      'nothing-to-explain',
      [...rejected, letter('sent', 'correction', '2022-03-18')],
      correction('2022-03-19'),
    ],
    [
      'answered again',
      'no-letter-owed',
      [
        ...rejected,
        {
          ...answer,
          id: 'again',
          occurredAt: rejected[1]!.occurredAt.replace('08:', '09:') as never,
          recordedAt: rejected[1]!.recordedAt.replace('08:', '09:') as never,
        },
      ],
      correction('2022-03-18'),
    ],
    [
      'while suspended',
      'letters-suspended',
      [
        ...rejected,
        {
          ...suspended,
          id: 's',
          occurredAt: rejected[1]!.occurredAt.replace('08:', '09:') as never,
          recordedAt: rejected[1]!.recordedAt.replace('08:', '09:') as never,
        },
      ],
      correction('2022-03-18'),
    ],
  ]);
});

describe('the letter after a reopening, let be and then wanted', () => {
  const waived = skip('2022-03-18', 'correction');
  judged([
    ['before the tick', null, [...rejected, waived], correction('2022-03-18')],
    [
      'after the tick',
      null,
      [...rejected, waived, ended('skipped', 'correction', '2022-03-21')],
      correction('2022-03-22'),
    ],
    [
      'let be again after the tick',
      'reopening-decided',
      [...rejected, waived, ended('skipped', 'correction', '2022-03-21')],
      skip('2022-03-22', 'correction'),
    ],
    [
      'held back before it left',
      null,
      [
        ...rejected,
        correction('2022-03-18'),
        letter('queued', 'correction', '2022-03-21'),
        aFact('withdrawn', at('2022-03-22'), {
          ...{ rung: 'correction', dueVersion: 1, target: day('2022-03-17'), reason: 'x' },
          letter: 'push-erp/110001/2022-03-21',
        }),
      ],
      correction('2022-03-23'),
    ],
  ]);
});

describe('of a round that has not opened yet', () => {
  const next = (fact: Fact): Fact => ({ ...fact, round: day('2022-06-30') }) as Fact;
  judged([
    ['a rung to come', null, [], next(send('2022-03-10'))],
    ['an unknown rung', 'rung-unknown', [], next(send('2022-03-10', 'banana'))],
    ['a skip', null, [], next(skip('2022-03-10'))],
    ['a skip twice', 'already-requested', [next(skip('2022-03-09'))], next(skip('2022-03-10'))],
    [
      'a postponement to the past',
      'postponed-to-past',
      [],
      next(postpone('2022-03-10', '2020-01-01')),
    ],
    ['a postponement', null, [], next(postpone('2022-03-10', '2022-09-20'))],
    ['an unlock', null, [], next(unlock('2022-03-10'))],
    [
      'an unlock twice',
      'already-unlocked',
      [next(unlock('2022-03-09'))],
      next(unlock('2022-03-10')),
    ],
    ['an unlock of what has no lock', 'rung-not-locked', [], next(unlock('2022-03-10', 'opening'))],
    ['an explanation', 'nothing-to-explain', [], next(correction('2022-03-10'))],
    ['none of that to skip', 'nothing-to-explain', [], next(skip('2022-03-10', 'correction'))],
    ['a notice', 'no-extension', [], next(notice('2022-03-10'))],
    ['a letter once more', 'letter-unknown', [], next(resend('2022-03-10'))],
  ]);
});

describe('the letter that tells of an extension', () => {
  const resumed = [
    aFact('suspended', '2022-03-17T12:00:00+01:00', {}),
    aFact('resumed', at('2022-03-18'), {}),
  ];
  const left = letter('sent', 'extension-granted', '2022-03-17', { dueVersion: 2 });
  const lost = failed('2022-03-17', 'push-erp/110001/2022-03-17', 'extension-granted');
  const once = resend('2022-03-22', 'push-erp/110001/2022-03-17', 'extension-granted');
  const later = aFact('extended', at('2022-03-18'), {
    ...{ due: day('2022-05-31'), reason: 'y', scope: '110001' as const },
  });
  const early = aFact('extended', '2022-03-16T10:00:00+01:00', extended.payload as never);
  judged([
    ['also when a suspension moved it', null, [early, ...resumed], notice('2022-03-22')],
    ['once more, moved', null, [early, left, lost, ...resumed], once],
    ['once more, but another one is in force', 'due-moved', [early, left, lost, later], once],
    ['once', null, [extended], notice('2022-03-18')],
    ['twice', 'already-requested', [extended, notice('2022-03-18')], notice('2022-03-18')],
    [
      'after a skip',
      null,
      [extended, notice('2022-03-18'), skip('2022-03-18', 'extension-granted')],
      notice('2022-03-18'),
    ],
    [
      'decided',
      'already-told',
      [extended, letter('queued', 'extension-granted', '2022-03-18', { dueVersion: 2 })],
      notice('2022-03-18'),
    ],
  ]);
});

describe('an unlock', () => {
  judged([
    ['of a rung that needs one', null, [], unlock('2022-05-02')],
    ['of one that needs none', 'rung-not-locked', [], unlock('2022-05-02', 'overdue-1')],
    ['twice', 'already-unlocked', [unlock('2022-05-02')], unlock('2022-05-03')],
    ['again for a new due date', null, [unlock('2022-03-16'), extended], unlock('2022-05-30')],
    [
      'twice for a new due date',
      'already-unlocked',
      [extended, unlock('2022-05-30')],
      unlock('2022-05-31'),
    ],
    [
      'after the notice has left',
      'already-left',
      [letter('sent', 'formal-notice', '2022-05-02')],
      unlock('2022-05-03'),
    ],
    ['of a duty answered', 'no-letter-owed', [answer], unlock('2022-05-03')],
    [
      'of what an officer let be',
      'rung-ended',
      [ended('skipped', 'formal-notice', '2022-05-02')],
      unlock('2022-05-03'),
    ],
    [
      'of what an officer is to let be',
      'already-requested',
      [skip('2022-05-02', 'formal-notice')],
      unlock('2022-05-03'),
    ],
    ['long after its day', null, [], unlock('2022-09-03')],
    [
      'for all rounds, twice',
      'already-unlocked',
      [{ ...unlock('2022-05-02'), round: null } as Fact],
      { ...unlock('2022-05-03'), round: null } as Fact,
    ],
    [
      'of one round, where all are',
      'already-unlocked',
      [{ ...unlock('2022-05-02'), round: null } as Fact],
      unlock('2022-05-03'),
    ],
  ]);
});

describe('send once more', () => {
  const AGAIN = letter('sent', 'reminder-1', '2022-03-18', { repeats: L1 });
  const L2 = 'push-erp/110001/2022-03-18';
  const NEXT = 'push-erp/110001/2022-03-25';
  judged([
    ['what failed', null, [SENT, failed('2022-03-16')], resend('2022-03-17')],
    [
      'the last of the rung that failed',
      null,
      [SENT, failed('2022-03-16')],
      resend('2022-03-17', undefined),
    ],
    ['where the file tells the failure alone', null, [failed('2022-03-16')], resend('2022-03-17')],
    ['what never left', 'letter-unknown', [], resend('2022-03-17')],
    [
      'a letter that is not there',
      'letter-in-flight',
      [SENT],
      resend('2022-03-17', 'push-erp/110001/2022-03-15'),
    ],
    ['what is in flight', 'letter-in-flight', [SENT], resend('2022-03-17')],
    [
      'after a 12 h notice',
      'letter-in-flight',
      [SENT, failed('2022-03-16', L1, 'reminder-1', false)],
      resend('2022-03-17'),
    ],
    [
      'what was delivered',
      'letter-delivered',
      [SENT, delivered('2022-03-16')],
      resend('2022-03-17'),
    ],
    [
      'what was delivered after all',
      'letter-delivered',
      [SENT, failed('2022-03-16'), delivered('2022-03-17')],
      resend('2022-03-18'),
    ],
    [
      'twice',
      'already-requested',
      [SENT, failed('2022-03-16'), resend('2022-03-17')],
      resend('2022-03-17'),
    ],
    ['again', 'already-repeated', [SENT, failed('2022-03-16'), AGAIN], resend('2022-03-18')],
    [
      'the second, failed too',
      null,
      [SENT, failed('2022-03-16'), AGAIN, failed('2022-03-18', L2)],
      resend('2022-03-19', L2),
    ],
    [
      'of a duty answered',
      'no-letter-owed',
      [SENT, failed('2022-03-16'), answer],
      resend('2022-03-18'),
    ],
    [
      'of a duty suspended',
      'letters-suspended',
      [SENT, failed('2022-03-16'), suspended],
      resend('2022-03-18'),
    ],
    [
      'under an old due date',
      'due-moved',
      [SENT, failed('2022-03-16'), extended],
      resend('2022-03-18'),
    ],
    [
      'once the due date is over',
      'announces-past-due',
      [SENT, failed('2022-03-16')],
      resend('2022-04-01'),
    ],
    [
      'where a later one arrived',
      'reached-since',
      [
        SENT,
        failed('2022-03-16'),
        letter('sent', 'reminder-2', '2022-03-25'),
        delivered('2022-03-25', NEXT, 'reminder-2'),
      ],
      resend('2022-03-26'),
    ],
    [
      'where a later one is in flight',
      null,
      [SENT, failed('2022-03-16'), letter('sent', 'reminder-2', '2022-03-25')],
      resend('2022-03-26'),
    ],
    [
      'a notice',
      null,
      [
        extended,
        letter('sent', 'extension-granted', '2022-03-18', { dueVersion: 2 }),
        failed('2022-03-18', 'push-erp/110001/2022-03-18', 'extension-granted'),
      ],
      resend('2022-03-19', 'push-erp/110001/2022-03-18', 'extension-granted'),
    ],
  ]);
});

describe('send a letter about several duties once more', () => {
  const SECOND = 'push-erp/2022-06-30';
  const ID = 'push-erp/110001/2022-08-16';
  const of = (round: string, fact: Fact): Fact => ({ ...fact, round: day(round) }) as Fact;
  const [A, B] = ['2021-12-31', '2022-06-30'] as const;
  const both = of(B, letter('sent', 'reminder-1', '2022-08-16', { obligations: [FIRST, SECOND] }));
  const lost = [both, of(B, failed('2022-08-16', ID))];
  const moved = aFact('extended', at('2022-03-20'), {
    ...{ due: day('2022-11-30'), reason: 'x', scope: '110001' as const },
  });
  const once = (on: string, round: string): Fact => of(round, resend(on, ID));
  judged([
    ['for its own', null, lost, once('2022-08-17', B)],
    ['for the other', null, [moved, ...lost], once('2022-08-17', A)],
    [
      'for the one after the other',
      'already-requested',
      [moved, ...lost, once('2022-08-17', A)],
      once('2022-08-18', B),
    ],
    [
      'for the other, where the file tells the failure alone',
      null,
      [moved, of(B, failed('2022-08-16', ID))],
      once('2022-08-17', A),
    ],
  ]);
});

describe('send the letter after a reopening once more', () => {
  const [C1, C2] = ['push-erp/110001/2022-03-18', 'push-erp/110001/2022-03-25'];
  const lost = [
    ...rejected,
    letter('sent', 'correction', '2022-03-18'),
    failed('2022-03-18', C1, 'correction'),
  ];
  const anew = [
    aFact('transmitted', at('2022-03-22'), { mode: 'flow' }),
    aFact('rejected', at('2022-03-23'), { reason: 'di nuovo' }),
  ];
  const once = (on: string, id = C1): Fact => resend(on, id, 'correction');
  judged([
    ['what failed', null, lost, once('2022-03-21')],
    [
      'after an extension: it is no rung of a due date',
      null,
      [...lost, aFact('extended', at('2022-03-19'), extended.payload as never)],
      once('2022-03-21'),
    ],
    ['when it was reopened anew since', 'notice-outdated', [...lost, ...anew], once('2022-03-24')],
    [
      'when a later one told the new reopening',
      'reached-since',
      [
        ...lost,
        ...anew,
        letter('sent', 'correction-2', '2022-03-25', { template: 'correction' }),
        delivered('2022-03-25', C2, 'correction-2'),
      ],
      once('2022-03-28'),
    ],
    [
      'the second, when it failed',
      null,
      [
        ...lost,
        ...anew,
        letter('sent', 'correction-2', '2022-03-25', { template: 'correction' }),
        failed('2022-03-25', C2, 'correction-2'),
      ],
      resend('2022-03-28', C2, 'correction-2'),
    ],
  ]);
});
