import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../obligations/types.js';
import type { NoticeKind } from '../surveys/types.js';
import { aFact, day, planOf } from './testing/index.js';
import type { Decision } from './types.js';

const R2 = { round: day('2022-06-30') };
const NOTICES = new Set(['exemption-granted', 'extension-granted']);

const asked = (notice: NoticeKind, when: string, more: Partial<Fact> = {}): Fact =>
  aFact('notice-requested', when, { notice, reason: 'Lo ha chiesto' }, more);
const extended = (due: string, when: string): Fact =>
  aFact('extended', when, { due: day(due), reason: 'richiesta', scope: '110001' });
const transmitted = (when: string): Fact => aFact('transmitted', when, { mode: 'flow' });
const toSkip = (rung: string, when: string): Fact =>
  aFact('skip-requested', when, { rung, reason: 'Detto a voce' });

/** Wednesday 2 March 2022, afternoon: Andria has until 29 April, and is to be told. */
const EXTENSION = extended('2022-04-29', '2022-03-02T15:00:00+01:00');
const TELL = asked('extension-granted', '2022-03-02T15:01:00+01:00');
/** Andria answered, says on 12 September 2022 that nothing changed, and is exempt of the second round. */
const EXEMPT = [
  transmitted('2022-03-10T10:00:00+01:00'),
  aFact('no-change-declared', '2022-09-12T10:00:00+02:00', {}, R2),
];
const TELL_EXEMPT = asked('exemption-granted', '2022-09-12T10:01:00+02:00', R2);

const plannedFor = (from: string, to: string, record: readonly Fact[]): readonly Decision[] =>
  planOf(from, to, record);
const told = (from: string, to: string, ...record: Fact[]): readonly string[] =>
  plannedFor(from, to, record)
    .filter(({ rung }) => NOTICES.has(rung))
    .map(({ day: on, rung, action, code }) => `${on} ${rung} ${action} ${code}`);

describe('a letter that tells of an extension', () => {
  it('leaves on the next day of letters after it was asked for, in the officer’s words', () => {
    const decisions = plannedFor('2022-03-02', '2022-03-11', [EXTENSION, TELL]);
    const letter = decisions.find(({ rung }) => rung === 'extension-granted');
    expect(letter).toMatchObject({
      day: '2022-03-03',
      time: '09:00',
      action: 'send',
      code: 'officer-send',
      template: 'extension-granted',
      target: '2022-03-02',
      dueVersion: 2,
      obligation: 'push-erp/2021-12-31',
      obligations: ['push-erp/2021-12-31'],
      reason: 'Invio disposto dall’ufficio: Lo ha chiesto.',
      because: [TELL.id],
    });
  });

  it('leaves once, however often it is asked for under the same due date', () => {
    const again = asked('extension-granted', '2022-03-04T10:00:00+01:00');
    expect(told('2022-03-02', '2022-03-18', EXTENSION, TELL, again)).toEqual([
      '2022-03-03 extension-granted send officer-send',
    ]);
  });

  it('leaves again for another due date', () => {
    const later = extended('2022-05-31', '2022-03-08T10:00:00+01:00');
    const again = asked('extension-granted', '2022-03-08T10:01:00+01:00');
    expect(told('2022-03-02', '2022-03-18', EXTENSION, TELL, later, again)).toEqual([
      '2022-03-03 extension-granted send officer-send',
      '2022-03-09 extension-granted send officer-send',
    ]);
  });

  it('doesn’t leave unasked', () => {
    expect(told('2022-03-02', '2022-06-30', EXTENSION)).toEqual([]);
  });

  it.each<[string, readonly Fact[], string]>([
    [
      'an answer came',
      [transmitted('2022-03-02T16:00:00+01:00')],
      'La comunicazione di proroga non serve più: l’adempimento è assolto con la trasmissione in PUSH.',
    ],
    [
      'the fact was taken back',
      [
        aFact('corrected', '2022-03-02T16:00:00+01:00', {
          fact: EXTENSION.id,
          reason: 'Comune sbagliato',
        }),
      ],
      'La comunicazione di proroga non serve più: la scadenza in vigore non è quella prorogata.',
    ],
  ])('doesn’t leave when meanwhile %s', (_, meanwhile, reason) => {
    const decisions = plannedFor('2022-03-02', '2022-03-04', [EXTENSION, TELL, ...meanwhile]);
    const notice = decisions.find(({ rung }) => rung === 'extension-granted');
    expect(notice).toMatchObject({ day: '2022-03-03', action: 'skipped', code: 'settled', reason });
  });

  it('waits while the duty is suspended', () => {
    const suspended = aFact('suspended', '2022-03-02T16:00:00+01:00', {});
    expect(told('2022-03-02', '2022-03-04', EXTENSION, TELL, suspended)).toEqual([
      '2022-03-03 extension-granted postponed suspended',
    ]);
  });

  it('an officer may think better of it, and change their mind again', () => {
    const not = toSkip('extension-granted', '2022-03-02T16:00:00+01:00');
    const after = asked('extension-granted', '2022-03-07T10:00:00+01:00');
    const other = toSkip('reminder-1', '2022-03-02T16:00:00+01:00');
    expect(told('2022-03-02', '2022-03-11', EXTENSION, TELL, other)).toEqual([
      '2022-03-03 extension-granted send officer-send',
    ]);
    const [line] = plannedFor('2022-03-02', '2022-03-04', [EXTENSION, TELL, not]).filter(
      ({ rung }) => rung === 'extension-granted',
    );
    expect(line).toMatchObject({
      action: 'skipped',
      code: 'officer-skip',
      reason: 'Saltato per decisione dell’ufficio: Detto a voce.',
      because: [TELL.id, not.id],
    });
    expect(told('2022-03-02', '2022-03-11', EXTENSION, TELL, not, after)).toEqual([
      '2022-03-08 extension-granted send officer-send',
    ]);
  });
});

describe('a letter that tells of an exemption', () => {
  it('leaves though nothing is owed', () => {
    expect(told('2022-09-12', '2022-09-16', ...EXEMPT, TELL_EXEMPT)).toEqual([
      '2022-09-13 exemption-granted send officer-send',
    ]);
  });

  it('doesn’t leave when the exemption lapsed meanwhile', () => {
    const variation = aFact(
      'variation',
      '2022-09-12T12:00:00+02:00',
      { kind: 'sale', date: day('2022-05-01'), units: 2 },
      { round: null },
    );
    const decisions = plannedFor('2022-09-12', '2022-09-16', [...EXEMPT, TELL_EXEMPT, variation]);
    expect(decisions.find(({ rung }) => rung === 'exemption-granted')).toMatchObject({
      action: 'skipped',
      code: 'settled',
      reason: 'La comunicazione di esonero non serve più: l’adempimento è aperto.',
    });
  });
});

describe('among other letters', () => {
  /** Until Saturday 9 April: of the new ladder the first reminder leaves on Friday 25 March 2022. */
  const soon = extended('2022-04-09', '2022-03-24T15:00:00+01:00');
  const tell = asked('extension-granted', '2022-03-24T15:01:00+01:00');

  it('doesn’t wait for the gap, and makes the next rung wait for it', () => {
    // New due date Monday 4 April: its second reminder is due on Wednesday 30 March.
    const early = [
      extended('2022-04-04', '2022-03-28T15:00:00+02:00'),
      asked('extension-granted', '2022-03-28T15:01:00+02:00'),
    ];
    const lines = planOf('2022-03-25', '2022-04-01', early).map(
      ({ day: on, rung, action }) => `${on} ${rung} ${action}`,
    );
    expect(lines).toContain('2022-03-25 reminder-2 send');
    expect(lines).toContain('2022-03-29 extension-granted send');
    expect(lines).toContain('2022-04-01 last-call send');
    expect(lines).not.toContain('2022-03-30 reminder-2 send');
  });

  it('gives way to a rung of the same day: one letter a day', () => {
    const lines = told('2022-03-25', '2022-03-31', soon, tell);
    expect(lines).toEqual(['2022-03-28 extension-granted send officer-send']);
    const first = planOf('2022-03-25', '2022-03-25', [soon, tell]).find(
      ({ rung }) => rung === 'extension-granted',
    );
    expect(first).toMatchObject({ action: 'postponed', code: 'one-a-day', until: '2022-03-28' });
  });

  it('waits for a day on which letters leave', () => {
    const friday = [
      extended('2022-04-29', '2022-03-04T18:00:00+01:00'),
      asked('extension-granted', '2022-03-04T18:01:00+01:00'),
    ];
    expect(told('2022-03-04', '2022-03-05', ...friday)).toEqual([
      '2022-03-05 extension-granted postponed not-working-day',
    ]);
    expect(told('2022-03-04', '2022-03-08', ...friday)).toEqual([
      '2022-03-07 extension-granted send officer-send',
    ]);
  });
});
