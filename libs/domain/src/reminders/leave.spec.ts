import { describe, expect, it } from '@jest/globals';
import type { Fact, FactPayloads } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { decideTick } from './decide-tick.js';
import { aFact, aMunicipality, andria, at, day, pushErp } from './testing/index.js';
import type { Decision } from './types.js';

const FIRST = 'push-erp/2021-12-31';
const SECOND = 'push-erp/2022-06-30';
const AT_ONCE: Survey = { ...pushErp, correction: 'at-once' };
const ofSecond = { round: day('2022-06-30') };

const tick = (
  moment: string,
  facts: readonly Fact[],
  survey: Survey = pushErp,
  municipality = andria,
): readonly Decision[] => decideTick(survey, municipality, facts, at(moment));
const brief = (decisions: readonly Decision[]): readonly string[] =>
  decisions.map(({ obligation, rung, code }) => `${obligation.slice(9, 13)} ${rung} ${code}`);
const named = (decisions: readonly Decision[]): readonly string[] =>
  decisions.find(({ action }) => action === 'send')?.obligations ?? [];

const ended = (rung: string, round: string, when: string, version = 1): Fact =>
  aFact(
    'folded',
    when,
    { rung, dueVersion: version, target: day('2022-02-14'), reason: 'x', into: 'last-call' },
    { round: day(round) },
  );
const letter = (
  when: string,
  rung: string,
  obligations: readonly string[],
  more: Partial<FactPayloads['sent']> = {},
): Fact =>
  aFact('sent', when, {
    rung,
    dueVersion: 1,
    letter: `l-${when}`,
    template: 'reminder',
    target: day('2022-03-16'),
    obligations,
    ...more,
  });
const extended = (
  due: string,
  when = '2022-03-01T10:00:00+01:00',
  more: Partial<Fact> = {},
): Fact => aFact('extended', when, { due: day(due), reason: 'x', scope: '110001' }, more);
const rejected = (when: string, more: Partial<Fact> = {}): Fact =>
  aFact('rejected', when, { reason: 'x' }, more);
const answered = (when: string, more: Partial<Fact> = {}): Fact =>
  aFact('transmitted', when, { mode: 'flow' }, more);
const clicked = (when: string, more: Partial<Fact> = {}): Fact =>
  aFact('correction-requested', when, { reason: 'x' }, more);

/** Both rounds have a rung due on Friday 23 September 2022: the first a lower one than the second. */
const bothDue = (due: string): readonly Fact[] => [
  extended(due),
  ended('opening', '2021-12-31', '2022-02-14T10:00:00+01:00'),
  ended('opening', '2022-06-30', '2022-08-16T10:00:00+02:00'),
  ended('reminder-1', '2022-06-30', '2022-09-15T10:00:00+02:00'),
];
const FRIDAY = '2022-09-23T07:00:00Z';

describe('one letter a day for all that is due', () => {
  it('by the highest rung, whichever round it is of', () => {
    expect(brief(tick(FRIDAY, bothDue('2022-10-10')))).toEqual([
      '2022 reminder-2 due',
      '2021 reminder-1 bundled',
    ]);
  });

  it('at equal height by the oldest round', () => {
    expect(
      brief(
        tick(FRIDAY, [
          ...bothDue('2022-09-30'),
          ended('reminder-1', '2021-12-31', '2022-09-15T10:00:00+02:00', 2),
        ]),
      ),
    ).toEqual(['2021 reminder-2 due', '2022 reminder-2 bundled']);
  });

  it.each<[string, readonly Fact[], readonly string[]]>([
    ['all open ones', [], [FIRST, SECOND]],
    ['no suspended one', [aFact('suspended', '2022-09-01T10:00:00+02:00', {})], [SECOND]],
    ['no answered one', [answered('2022-09-01T10:00:00+02:00')], [SECOND]],
  ])('naming %s', (_, facts, names) => {
    expect(named(tick(FRIDAY, [...bothDue('2022-12-31'), ...facts]))).toEqual(names);
  });

  it('and its own obligation, though its opening was asked for before its day', () => {
    const asked = aFact('send-requested', '2022-02-01T10:00:00+01:00', {
      rung: 'opening',
      reason: 'x',
    });
    expect(named(tick('2022-02-02T08:00:00Z', [asked]))).toEqual([FIRST]);
    const second = { ...asked, ...ofSecond } as Fact;
    expect(
      named(tick('2022-07-05T07:00:00Z', [answered('2022-03-10T10:00:00+01:00'), second])),
    ).toEqual([SECOND]);
  });

  it('one that is not announced yet is not named', () => {
    const later = [
      extended('2022-07-31'),
      ended('opening', '2021-12-31', '2022-02-14T10:00:00+01:00'),
    ];
    expect(named(tick('2022-07-15T07:00:00Z', later))).toEqual([FIRST]);
  });

  it('the same names as in the letter before are the same list, others are another', () => {
    const before = (names: readonly string[]): readonly Fact[] => [
      ...bothDue('2022-10-10'),
      letter('2022-09-15T09:00:00+02:00', 'overdue-2', names),
    ];
    const same = [FIRST, SECOND];
    expect(named(tick(FRIDAY, before(same)))).toBe(same);
    expect(named(tick(FRIDAY, before(['push-erp/2021-06-30', SECOND])))).toEqual(same);
    expect(named(tick(FRIDAY, before([SECOND, 'push-erp/2022-12-31'])))).toEqual(same);
    expect(named(tick(FRIDAY, before([FIRST])))).toEqual(same);
  });
});

describe('the gap since the last letter', () => {
  const asked = (rung: string, when: string): Fact =>
    aFact('send-requested', when, { rung, reason: 'x' });
  const of = (rung: string, decisions: readonly Decision[]): Decision | undefined =>
    decisions.find((one) => one.rung === rung);

  it('nothing leaves on the day of a letter, whoever asks', () => {
    const facts = [
      letter('2022-03-16T09:00:00+01:00', 'reminder-1', [FIRST]),
      asked('reminder-2', '2022-03-16T10:00:00+01:00'),
    ];
    expect(of('reminder-2', tick('2022-03-16T10:00:00Z', facts))).toMatchObject({
      code: 'one-a-day',
      until: '2022-03-17',
    });
    expect(of('reminder-2', tick('2022-03-17T08:00:00Z', facts))?.code).toBe('officer-send');
  });

  it('what is asked for leaves inside it, the rest waits for the first sending day after it', () => {
    const closed = aMunicipality({ closingDays: ['04-04'] });
    const facts = [
      extended('2022-04-05'),
      letter('2022-03-30T09:00:00+02:00', 'reminder-1', [FIRST], { dueVersion: 2 }),
    ];
    expect(of('reminder-2', tick('2022-03-31T07:00:00Z', facts, pushErp, closed))).toMatchObject({
      code: 'gap',
      until: '2022-04-05',
    });
    const request = asked('reminder-2', '2022-03-30T12:00:00+02:00');
    expect(of('reminder-2', tick('2022-03-31T07:00:00Z', [...facts, request]))?.code).toBe(
      'officer-send',
    );
  });
});

describe('a letter that explains a reopening', () => {
  const story = [
    answered('2022-03-10T10:00:00+01:00'),
    rejected('2022-03-24T10:00:00+01:00'),
    ended('opening', '2021-12-31', '2022-02-14T10:00:00+01:00'),
    ended('reminder-1', '2021-12-31', '2022-03-16T10:00:00+01:00'),
  ];
  const FRIDAY_25 = '2022-03-25T08:00:00Z';

  it('takes the day: what else is due waits for the gap, until a sending day', () => {
    const [first, second] = tick(FRIDAY_25, story, AT_ONCE);
    expect(first).toMatchObject({ rung: 'correction', code: 'correction' });
    expect(second).toMatchObject({
      rung: 'reminder-2',
      action: 'postponed',
      code: 'one-a-day',
      until: '2022-03-30',
    });
    const closed = aMunicipality({ closingDays: ['03-30'] });
    expect(tick(FRIDAY_25, story, AT_ONCE, closed)[1]?.until).toBe('2022-03-31');
    const noGap = { ...AT_ONCE, gapWorkingDays: 0 };
    expect(tick(FRIDAY_25, story, noGap)[1]?.until).toBe('2022-03-28');
  });

  it('at once, waits for the gap; and a rung of its obligation that an officer asks for waits for it', () => {
    const facts = [
      ...story,
      letter('2022-03-24T09:00:00+01:00', 'overdue-2', [SECOND]),
      aFact('send-requested', '2022-03-24T12:00:00+01:00', { rung: 'reminder-2', reason: 'x' }),
    ];
    expect(brief(tick(FRIDAY_25, facts, AT_ONCE))).toEqual([
      '2021 correction gap',
      '2021 reminder-2 correction-first',
    ]);
  });

  it('clicked, leaves inside the gap, and is decided once', () => {
    const facts = [
      ...story,
      letter('2022-03-24T09:00:00+01:00', 'overdue-2', [SECOND]),
      clicked('2022-03-24T12:00:00+01:00'),
    ];
    expect(brief(tick(FRIDAY_25, facts))).toEqual([
      '2021 correction officer-send',
      '2021 reminder-2 one-a-day',
    ]);
  });

  it('does not hold back another obligation’s rung', () => {
    const AUGUST = '2022-08-15T10:00:00+02:00';
    const facts = [
      extended('2022-12-31'),
      ended('opening', '2021-12-31', '2022-02-14T10:00:00+01:00'),
      answered('2022-08-10T10:00:00+02:00'),
      rejected(AUGUST),
      letter('2022-08-12T09:00:00+02:00', 'overdue-1', [FIRST]),
      aFact('send-requested', AUGUST, { rung: 'opening', reason: 'x' }, ofSecond),
    ];
    expect(brief(tick('2022-08-16T07:00:00Z', facts, AT_ONCE))).toEqual([
      '2021 correction gap',
      '2022 opening officer-send',
    ]);
  });

  describe('of two obligations', () => {
    const both = [
      answered('2022-07-04T10:00:00+02:00'),
      answered('2022-07-04T10:00:00+02:00', ofSecond),
      rejected('2022-07-11T10:00:00+02:00'),
      rejected('2022-07-11T10:00:00+02:00', ofSecond),
    ];
    const JULY = '2022-07-12T07:00:00Z';
    const told = (decisions: readonly Decision[]): readonly string[] =>
      brief(decisions.filter(({ rung }) => rung === 'correction'));

    it('at once, one letter says both', () => {
      const decisions = tick(JULY, both, AT_ONCE);
      expect(told(decisions)).toEqual(['2021 correction correction', '2022 correction bundled']);
      expect(named(decisions)).toEqual([FIRST, SECOND]);
    });

    it('one clicked, the other that waits for its officer is said with it', () => {
      const decisions = tick(JULY, [...both, clicked('2022-07-11T12:00:00+02:00')]);
      expect(told(decisions)).toEqual(['2021 correction officer-send', '2022 correction bundled']);
      expect(named(decisions)).toEqual([FIRST, SECOND]);
    });

    it.each<[string, string, readonly Fact[]]>([
      ['none clicked, both wait', JULY, []],
      ['on a Sunday both wait', '2022-07-17T07:00:00Z', []],
    ])('%s', (_, moment, facts) => {
      expect(told(tick(moment, [...both, ...facts]))).toEqual([
        '2021 correction awaits-officer',
        '2022 correction awaits-officer',
      ]);
    });

    it('a rung of the ladder that leaves meanwhile says neither', () => {
      const decisions = tick('2022-08-16T07:00:00Z', both);
      expect(brief(decisions).at(0)).toBe('2021 opening after-due-date');
      expect(brief(decisions)).toContain('2022 opening due');
      expect(told(decisions)).toEqual([
        '2021 correction awaits-officer',
        '2022 correction awaits-officer',
      ]);
    });
  });
});
