import { describe, expect, it } from '@jest/globals';
import type { Fact, FactPayloads } from '../obligations/types.js';
import { aFact, andria, day, pushErp } from './testing/index.js';
import { why } from './why.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const ofSecond = { round: day('2022-06-30') };

const answers = (facts: readonly Fact[], asOf: string, rung?: string, obligation = FIRST) =>
  why(pushErp, andria, facts, { obligation, rung, asOf: day(asOf) })?.rungs ?? [];
const brief = (facts: readonly Fact[], asOf: string, rung?: string, obligation = FIRST) =>
  answers(facts, asOf, rung, obligation).map(
    ({ dueVersion, rung: id, outcome }) => `${dueVersion} ${id} ${outcome}`,
  );

const letter = (
  type: 'sent' | 'queued',
  rung: string,
  when: string,
  more: Partial<FactPayloads['sent']> = {},
  of: Partial<Fact> = {},
): Fact =>
  aFact(
    type,
    when,
    {
      rung,
      dueVersion: 1,
      letter: `l-${rung}`,
      template: 'reminder',
      target: day('2022-03-16'),
      obligations: [FIRST],
      ...more,
    },
    of,
  );
const ended = (
  type: 'folded' | 'dropped' | 'skipped',
  rung: string,
  when: string,
  dueVersion = 1,
): Fact =>
  aFact(type, when, {
    rung,
    dueVersion,
    target: day('2022-03-16'),
    reason: 'Motivo agli atti.',
    into: 'last-call',
  });
const extended = aFact('extended', '2022-03-28T10:00:00+02:00', {
  due: day('2022-05-31'),
  reason: 'richiesta',
  scope: '110001',
});
const TAIL = ['overdue-1 expected', 'overdue-2 expected', 'formal-notice expected'];
const under = (version: number, ...lines: readonly string[]): readonly string[] =>
  lines.map((line) => `${version} ${line}`);

describe('the answers, by due date and then by ladder', () => {
  it('in that order, whatever the order of the record', () => {
    const facts = [
      ended('dropped', 'reminder-2', '2022-03-25T09:00:00+01:00'),
      letter('sent', 'reminder-1', '2022-03-16T09:00:00+01:00'),
      letter('sent', 'opening', '2022-02-14T09:00:00+01:00'),
    ];
    const old = under(1, 'opening sent', 'reminder-1 sent', 'reminder-2 dropped');
    expect(brief(facts, '2022-03-26')).toEqual([
      ...old,
      ...under(1, 'last-call expected', ...TAIL),
    ]);
    const anew = ['reminder-1 expected', 'reminder-2 expected', 'last-call expected', ...TAIL];
    expect(brief([...facts, extended], '2022-03-29')).toEqual([...old, ...under(2, ...anew)]);
  });

  it.each<[string, Fact, boolean]>([
    ['sent, it is over', letter('sent', 'opening', '2022-02-14T09:00:00+01:00'), false],
    ['about to leave, it is over', letter('queued', 'opening', '2022-02-14T09:00:00+01:00'), false],
    [
      'taken into another, it is over',
      ended('folded', 'opening', '2022-02-14T09:00:00+01:00'),
      false,
    ],
    ['dropped, it counts anew', ended('dropped', 'opening', '2022-02-14T09:00:00+01:00'), true],
    [
      'another rung’s letter ends nothing',
      letter('sent', 'reminder-1', '2022-03-16T09:00:00+01:00'),
      true,
    ],
  ])('of a rung that leaves once, under a new due date: %s', (_, fact, anew) => {
    const lines = brief([fact, extended], '2022-03-29', 'opening');
    expect(lines.some((line) => line.startsWith('2 opening'))).toBe(anew);
  });

  it('also when a later rung left first, or the due date under which one left was taken back', () => {
    const early = letter('sent', 'reminder-2', '2022-03-01T09:00:00+01:00');
    const first = letter('sent', 'opening', '2022-03-02T09:00:00+01:00');
    expect(brief([early, first], '2022-03-02').slice(0, 3)).toEqual(
      under(1, 'opening sent', 'reminder-1 expected', 'reminder-2 sent'),
    );
    const back = aFact('corrected', '2022-03-29T09:00:00+02:00', {
      fact: extended.id,
      reason: 'x',
    });
    const moved = letter('sent', 'reminder-1', '2022-03-28T12:00:00+02:00', { dueVersion: 2 });
    const lines = brief([extended, moved, back], '2022-03-29');
    expect(lines.at(-1)).toBe('2 reminder-1 sent');
    expect(lines[1]).toBe('1 reminder-1 dropped');
  });

  it('of its own round alone', () => {
    const other = letter('sent', 'reminder-1', '2022-03-16T09:00:00+01:00', {}, ofSecond);
    expect(brief([other], '2022-03-10', 'reminder-1')).toEqual(['1 reminder-1 expected']);
  });
});

describe('a letter after a reopening', () => {
  const story = [
    aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' }),
    aFact('rejected', '2022-03-22T10:00:00+01:00', { reason: 'x' }),
  ];
  const given = ended('skipped', 'correction', '2022-03-23T09:00:00+01:00');

  it('stands beside the ladder while it waits', () => {
    const lines = brief(story, '2022-03-23');
    expect(lines.filter((line) => line.includes('correction'))).toEqual(['1 correction locked']);
    expect(lines).toHaveLength(pushErp.rungs.length + 1);
  });

  it('once ended, it is told once', () => {
    expect(brief([...story, given], '2022-03-24', 'correction')).toEqual(['1 correction skipped']);
  });

  it('a new one under another due date waits beside the old one', () => {
    const again = [
      ...story,
      given,
      aFact('transmitted', '2022-03-27T10:00:00+02:00', { mode: 'flow' }),
      extended,
      aFact('rejected', '2022-03-29T10:00:00+02:00', { reason: 'y' }),
    ];
    expect(brief(again, '2022-03-30', 'correction')).toEqual([
      '1 correction skipped',
      '2 correction locked',
    ]);
  });

  it('of another obligation is not told', () => {
    const second = story.map((fact) => ({
      ...fact,
      ...ofSecond,
      id: `${fact.id}-2`,
      occurredAt: fact.occurredAt.replace('2022-03', '2022-07'),
      recordedAt: fact.recordedAt.replace('2022-03', '2022-07'),
    })) as Fact[];
    expect(brief(second, '2022-07-25', 'correction')).toEqual([]);
    expect(brief(second, '2022-07-25', 'correction', SECOND)).toEqual(['1 correction locked']);
  });
});

describe('a decision on record is told by what was known then', () => {
  it('the running engine’s letter from its own decision, not from another’s', () => {
    const facts = [
      letter('queued', 'reminder-1', '2022-09-15T09:00:00+02:00', {}, ofSecond),
      letter('queued', 'opening', '2022-02-14T09:00:00+01:00'),
      letter('sent', 'opening', '2022-02-14T09:05:00+01:00'),
      letter('queued', 'reminder-1', '2022-03-16T09:00:00+01:00'),
      letter('sent', 'reminder-1', '2022-03-16T18:00:00+01:00'),
    ];
    const [answer] = answers(facts, '2022-09-30', 'reminder-1');
    expect(answer).toMatchObject({ outcome: 'sent', code: 'due', at: '2022-03-16T17:00:00.000Z' });
    expect(answer?.reason).toMatch(/^Giorno previsto dalla scala/);
  });

  it('a letter that left after the window, never queued, from its own moment', () => {
    const [answer] = answers(
      [letter('sent', 'reminder-1', '2022-03-16T18:00:00+01:00')],
      '2022-03-20',
      'reminder-1',
    );
    expect(answer?.code).toBe('outside-window');
  });

  it('what was queued and then dropped is told from the moment of the drop', () => {
    const facts = [
      letter('queued', 'overdue-1', '2022-04-04T09:00:00+02:00'),
      ended('dropped', 'overdue-1', '2022-05-02T09:00:00+02:00'),
    ];
    const [answer] = answers(facts, '2022-05-03', 'overdue-1');
    expect(answer).toMatchObject({
      outcome: 'dropped',
      code: 'dropped',
      reason: 'Motivo agli atti.',
    });
    expect(answer?.at).toBe('2022-05-02T07:00:00.000Z');
  });

  it('letters known before it count: inside the gap it would have waited', () => {
    const facts = [
      letter('sent', 'last-call', '2022-04-01T09:00:00+02:00'),
      letter('sent', 'overdue-1', '2022-04-04T09:00:00+02:00'),
    ];
    expect(answers(facts, '2022-04-05', 'overdue-1')[0]?.code).toBe('gap');
    expect(answers(facts.slice(1), '2022-04-05', 'overdue-1')[0]?.code).toBe('due');
  });

  it('of two rounds, each by its own', () => {
    const both = { obligations: [FIRST, SECOND], template: 'overdue' };
    const facts = [
      letter('queued', 'reminder-1', '2022-03-16T09:00:00+01:00'),
      letter('sent', 'reminder-1', '2022-09-15T09:00:00+02:00', both, ofSecond),
    ];
    expect(answers(facts, '2022-09-16', 'reminder-1', SECOND)[0]).toMatchObject({
      outcome: 'sent',
      code: 'due',
    });
  });

  it('an officer’s request is not yet the decision', () => {
    const facts = [
      aFact('send-requested', '2022-03-15T18:30:00+01:00', { rung: 'reminder-1', reason: 'x' }),
      letter('sent', 'reminder-1', '2022-03-16T09:00:00+01:00'),
    ];
    expect(answers(facts, '2022-03-20', 'reminder-1')[0]?.code).toBe('officer-send');
  });

  it('one that the rules would not take is told as recorded, without a reason of its own', () => {
    const [early] = answers(
      [letter('sent', 'reminder-2', '2022-03-01T09:00:00+01:00')],
      '2022-03-02',
      'reminder-2',
    );
    expect(early).toMatchObject({
      outcome: 'sent',
      code: 'sent',
      reason: 'La decisione è agli atti senza altro motivo.',
    });
    expect(early?.because).toHaveLength(1);
    const [dropped] = answers(
      [ended('dropped', 'reminder-2', '2022-03-01T09:00:00+01:00')],
      '2022-03-02',
      'reminder-2',
    );
    expect(dropped).toMatchObject({ code: 'dropped', reason: 'Motivo agli atti.' });
    expect(dropped?.lines).toHaveLength(1);
  });

  it.each(['sent', 'queued'] as const)('%s, it is told with its receipts', (type) => {
    const [answer] = answers(
      [letter(type, 'reminder-1', '2022-03-16T09:00:00+01:00')],
      '2022-03-20',
      'reminder-1',
    );
    expect(answer?.lines.slice(1)).toEqual([
      'Lettera l-reminder-1.',
      'Nessuna ricevuta di consegna agli atti.',
    ]);
  });
});

describe('what has not ended', () => {
  it('in front of its day: where it stands, and on what its due date rests', () => {
    const told = (facts: readonly Fact[], asOf: string) => answers(facts, asOf, 'last-call')[0];
    const [plain, moved] = [told([], '2022-03-29'), told([extended], '2022-03-29')];
    expect(plain?.because).toStrictEqual([]);
    expect(plain?.lines).toEqual([
      'Previsto per il 30/03/2022 (1 giorno prima della scadenza del 31/03/2022): il giorno non è ancora arrivato.',
    ]);
    expect(moved?.because).toStrictEqual([extended.id]);
    expect(moved?.target).toBe('2022-05-30');
  });

  it.each<[string, string, readonly Fact[], string]>([
    ['leaves that day', '2022-03-30', [], 'In partenza. Giorno previsto dalla scala'],
    [
      'on a Sunday it waits',
      '2022-04-10',
      [],
      'In attesa. Il 10/04/2022 non è un giorno lavorativo',
    ],
  ])('on its day: %s', (_, asOf, facts, start) => {
    const rung = asOf === '2022-03-30' ? 'last-call' : 'overdue-1';
    expect(answers(facts, asOf, rung)[0]?.lines[0]?.startsWith(start)).toBe(true);
  });

  it('each rung has its own line', () => {
    expect(brief([], '2022-03-30')).toEqual(
      under(
        1,
        'opening dropped',
        'reminder-1 dropped',
        'reminder-2 folded',
        'last-call expected',
        ...TAIL,
      ),
    );
  });
});
