import { describe, expect, it } from '@jest/globals';
import { aFact, day, planOf, pushErp } from './testing/index.js';
import type { Fact } from '../obligations/types.js';
import type { Decision } from './types.js';

const line = ({ day: on, rung, action, code }: Decision): string =>
  `${on} ${rung} ${action === 'send' ? `send: ${code}` : code}`;
const planned = (from: string, to: string, ...record: Fact[]): readonly string[] =>
  planOf(
    from,
    to,
    record.map((fact, i) => ({ ...fact, id: `f-${i}` })),
  ).map(line);
const asked = (rung: string, when: string): Fact =>
  aFact('send-requested', when, { rung, reason: 'Accordi telefonici' });
const skipped = (rung: string, when: string): Fact =>
  aFact('skip-requested', when, { rung, reason: 'Accordi telefonici' });
const postponed = (rung: string, until: string, when: string): Fact =>
  aFact('postpone-requested', when, { rung, until: day(until), reason: 'Festa patronale' });
const extended = (due: string, when: string): Fact =>
  aFact('extended', when, { due: day(due), reason: 'richiesta', scope: '110001' });

const later = (until: string, when: string): Fact => postponed('reminder-2', until, when);
const ONCE = '2022-03-16T15:00:00+01:00';
const SENT = '2022-03-17 reminder-2 send: officer-send';
const SKIPPED = '2022-03-17 reminder-2 officer-skip';
const PUT_OFF = '2022-03-28 reminder-2 send: officer-send';

describe('an officer sends a rung now', () => {
  it('it leaves at the next tick, before its day and inside the gap, once', () => {
    expect(
      planned('2022-03-14', '2022-03-30', asked('reminder-2', '2022-03-16T15:00:00+01:00')),
    ).toEqual([
      '2022-03-16 reminder-1 send: due',
      '2022-03-17 reminder-2 send: officer-send',
      '2022-03-30 last-call send: due',
      '2022-03-14 opening stale',
    ]);
  });

  it('the reason is the officer’s', () => {
    const [letter] = planOf('2022-03-17', '2022-03-17', [
      asked('reminder-2', '2022-03-16T15:00:00+01:00'),
    ]);
    expect(letter?.reason).toBe('Invio disposto dall’ufficio: Accordi telefonici.');
  });

  it.each<[string, readonly Fact[], string]>([
    ['skipped, then sent', [skipped('reminder-2', ONCE), asked('reminder-2', ONCE)], SENT],
    ['sent, then skipped', [asked('reminder-2', ONCE), skipped('reminder-2', ONCE)], SKIPPED],
    ['put off, then sent', [later('2022-03-28', ONCE), asked('reminder-2', ONCE)], SENT],
    ['sent, then put off', [asked('reminder-2', ONCE), later('2022-03-28', ONCE)], PUT_OFF],
  ])(
    '%s at one moment, as under a clock that stands: the last word counts',
    (_, facts, expected) => {
      expect(planned('2022-03-14', '2022-03-30', ...facts)).toContain(expected);
    },
  );

  it('on Saturday it waits for Monday', () => {
    expect(
      planned('2022-03-19', '2022-03-21', asked('reminder-2', '2022-03-19T08:00:00+01:00')),
    ).toContain('2022-03-21 reminder-2 send: officer-send');
  });

  it('never drops a diffida that waits for its unlock: however late, it leaves on the next day of letters', () => {
    const unlocked = aFact('unlocked', '2022-05-20T10:00:00+02:00', {
      rung: 'formal-notice',
      legalBasis: 'L.',
      signer: 'S.',
      act: 'A.',
      protocol: 'P.',
    });
    const lines = planned(...(['2022-02-14', '2022-05-31'] as const), unlocked);
    expect(lines.filter((text) => text.includes('formal-notice'))).toEqual([
      '2022-05-23 formal-notice send: due',
    ]);
  });

  it('invents no power: without unlocking, the diffida stays locked whoever asks', () => {
    expect(
      planned('2022-02-14', '2022-05-31', asked('formal-notice', '2022-05-23T10:00:00+02:00')),
    ).toContain('2022-05-02 formal-notice awaits-unlock');
  });

  it('never sends twice what has left', () => {
    const lines = planned(
      '2022-03-16',
      '2022-03-24',
      asked('reminder-1', '2022-03-17T10:00:00+01:00'),
    );
    expect(lines.filter((text) => text.includes('reminder-1'))).toHaveLength(1);
  });

  it('a letter about an expired term waits for the term to expire', () => {
    const decisions = planOf('2022-03-28', '2022-03-31', [
      asked('overdue-1', '2022-03-28T10:00:00+02:00'),
    ]);
    const waiting = decisions.find(({ rung }) => rung === 'overdue-1');
    expect(waiting).toMatchObject({
      action: 'postponed',
      code: 'before-due-date',
      until: '2022-04-01',
    });
    expect(waiting?.reason).toBe(
      'La lettera parla di un termine scaduto e la scadenza è il 31/03/2022: può partire dal 01/04/2022.',
    );
    expect(
      planned('2022-03-31', '2022-04-01', asked('overdue-1', '2022-03-28T10:00:00+02:00')),
    ).toContain('2022-04-01 overdue-1 send: officer-send');
  });

  it('sends nothing to an obligation that is satisfied', () => {
    const answer = aFact('transmitted', '2022-03-16T16:00:00+01:00', { mode: 'flow' });
    expect(
      planned('2022-03-16', '2022-03-18', asked('reminder-2', '2022-03-16T15:00:00+01:00'), answer),
    ).toContain('2022-03-17 reminder-2 satisfied');
  });

  it('a rung before the due date never leaves after it, whoever asks', () => {
    expect(
      planned('2022-04-01', '2022-04-04', asked('last-call', '2022-04-01T08:00:00+02:00')),
    ).toContain('2022-04-01 last-call after-due-date');
  });
});

describe('an officer skips a rung', () => {
  it('it ends at the next tick, before its day, with the officer’s words', () => {
    const decisions = planOf('2022-03-10', '2022-03-20', [
      skipped('reminder-1', '2022-03-11T10:00:00+01:00'),
    ]);
    const one = decisions.find(({ rung }) => rung === 'reminder-1');
    expect(one).toMatchObject({ day: '2022-03-12', action: 'skipped', code: 'officer-skip' });
    expect(one?.reason).toBe('Saltato per decisione dell’ufficio: Accordi telefonici.');
  });

  it('a later request to send takes the skip back', () => {
    expect(
      planned(
        ...(['2022-03-10', '2022-03-20'] as const),
        skipped('reminder-1', '2022-03-11T10:00:00+01:00'),
        asked('reminder-1', '2022-03-14T10:00:00+01:00'),
      ),
    ).toContain('2022-03-15 reminder-1 send: officer-send');
  });

  it('counts for the due date under which it was asked', () => {
    expect(
      planned(
        ...(['2022-03-10', '2022-05-20'] as const),
        skipped('reminder-1', '2022-03-11T10:00:00+01:00'),
        extended('2022-05-31', '2022-03-14T10:00:00+01:00'),
      ),
    ).toContain('2022-05-16 reminder-1 send: due');
  });
});

describe('an officer postpones a rung', () => {
  it('it leaves on the day set, or on the first sending day after it', () => {
    const later = (until: string): readonly string[] =>
      planned(
        '2022-03-14',
        '2022-03-24',
        postponed('reminder-1', until, '2022-03-14T10:00:00+01:00'),
      ).filter((text) => text.includes('reminder-1'));
    expect(later('2022-03-18')).toEqual(['2022-03-18 reminder-1 send: due']);
    expect(later('2022-03-19')).toEqual(['2022-03-21 reminder-1 send: due']);
  });

  it('waits with the officer’s words until then', () => {
    const [waiting] = planOf('2022-03-16', '2022-03-17', [
      postponed('reminder-1', '2022-03-18', '2022-03-14T10:00:00+01:00'),
    ]).filter(({ rung }) => rung === 'reminder-1');
    expect(waiting).toMatchObject({
      action: 'postponed',
      code: 'officer-postponed',
      until: '2022-03-18',
    });
    expect(waiting?.reason).toBe('Rinviato dall’ufficio al 18/03/2022: Festa patronale.');
  });

  it('its age counts from the day set', () => {
    expect(
      planned(
        ...(['2022-04-01', '2022-04-30'] as const),
        postponed('overdue-1', '2022-04-26', '2022-04-02T10:00:00+02:00'),
      ),
    ).toContain('2022-04-26 overdue-1 send: due');
  });

  it('and before the due date alone: a reminder can’t be postponed beyond it, and leaves on its own day', () => {
    expect(
      planned(
        '2022-03-14',
        '2022-04-05',
        postponed('last-call', '2022-04-04', '2022-03-14T10:00:00+01:00'),
      ),
    ).toContain('2022-03-30 last-call send: due');
  });
});

describe('after a reopening', () => {
  const answered = aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' });
  const rejected = aFact('rejected', '2022-03-22T10:00:00+01:00', {
    reason: 'Tracciato incompleto',
  });
  const story = [answered, rejected];
  const atOnce = { survey: { ...pushErp, correction: 'at-once' as const } };
  const from = (record: readonly Fact[], to: string, more = {}): readonly Decision[] =>
    planOf(
      '2022-03-16',
      to,
      record.map((fact, i) => ({ ...fact, id: `f-${i}` })),
      more,
    );

  it('the letter that says why waits for an officer’s click, and the ladder goes on without waiting', () => {
    const decisions = from(story, '2022-03-25');
    expect(decisions.map(line)).toEqual([
      '2022-03-25 reminder-2 send: due',
      '2022-03-16 opening satisfied',
      '2022-03-16 reminder-1 satisfied',
      '2022-03-23 correction awaits-officer',
    ]);
    expect(decisions.at(-1)?.reason).toBe(
      'Adempimento riaperto il 22/03/2022 (trasmissione respinta): la lettera che lo spiega aspetta la conferma di un funzionario.',
    );
  });

  it('where the survey says at once it leaves at the next tick, and the ladder’s rung follows by the gap', () => {
    expect(from(story, '2022-03-29', atOnce).map(line).slice(0, 2)).toEqual([
      '2022-03-23 correction send: correction',
      '2022-03-28 reminder-2 send: due',
    ]);
    const [first] = from(story, '2022-03-23', atOnce);
    expect(first).toMatchObject({ template: 'correction', target: '2022-03-22', because: ['f-1'] });
    expect(first?.reason).toBe(
      'Spiega al Comune perché l’adempimento è di nuovo aperto (trasmissione respinta il 22/03/2022).',
    );
  });

  it('on the day of a rung the correction leaves first, the rung after the gap', () => {
    const friday = [answered, aFact('rejected', '2022-03-24T10:00:00+01:00', { reason: 'x' })];
    expect(from(friday, '2022-03-30', atOnce).map(line).slice(0, 2)).toEqual([
      '2022-03-25 correction send: correction',
      '2022-03-30 last-call send: due',
    ]);
  });

  it('a second rejection under the same due date is owed its own letter', () => {
    const twice = [
      ...story,
      aFact('transmitted', '2022-03-24T10:00:00+01:00', { mode: 'flow' }),
      aFact('rejected', '2022-03-28T10:00:00+02:00', { reason: 'Ancora incompleto' }),
    ];
    expect(
      from(twice, '2022-03-31', atOnce)
        .filter(({ action }) => action === 'send')
        .map(line),
    ).toEqual([
      '2022-03-23 correction send: correction',
      '2022-03-29 correction-2 send: correction',
    ]);
  });

  it('an answer that comes first makes the letter needless', () => {
    const settled = [...story, aFact('transmitted', '2022-03-24T10:00:00+01:00', { mode: 'flow' })];
    const last = from(settled, '2022-03-26').find(({ rung }) => rung === 'correction');
    expect(last).toMatchObject({ day: '2022-03-25', action: 'skipped', code: 'satisfied' });
    expect(last?.reason).toBe(
      'La lettera di riapertura non serve più: l’adempimento è assolto con la trasmissione in PUSH.',
    );
  });

  it('an officer may decide against it', () => {
    const declined = [...story, skipped('correction', '2022-03-23T10:00:00+01:00')];
    expect(from(declined, '2022-03-26').map(line)).toContain('2022-03-24 correction officer-skip');
  });

  it('or send it inside the gap, with a reason', () => {
    const clicked = [
      ...story,
      aFact('correction-requested', '2022-03-25T12:00:00+01:00', { reason: 'Spiegare' }),
    ];
    const letter = from(clicked, '2022-03-29').find(({ rung }) => rung === 'correction');
    expect(letter).toMatchObject({ day: '2022-03-28', action: 'send', code: 'officer-send' });
    expect(letter?.reason).toBe('Invio disposto dall’ufficio: Spiegare.');
  });

  it('at once still keeps the gap, and no rung of that obligation overtakes it', () => {
    const record = [
      aFact('transmitted', '2022-03-25T10:00:00+01:00', { mode: 'flow' }),
      aFact('rejected', '2022-03-28T10:00:00+02:00', { reason: 'x' }),
    ];
    const decisions = from(record, '2022-03-29', atOnce);
    expect(decisions.map(line)).toContain('2022-03-29 correction gap');
    expect(from(record, '2022-03-31', atOnce).map(line)).toContain(
      '2022-03-30 correction send: correction',
    );
  });
});
