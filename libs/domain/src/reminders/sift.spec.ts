import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '../municipalities/types.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { decideTick } from './decide-tick.js';
import { aFact, aMunicipality, andria, at, day, pushErp } from './testing/index.js';
import type { Decision } from './types.js';

function ruled(
  rung: string,
  moment: string,
  facts: readonly Fact[],
  survey: Survey = pushErp,
  municipality: Municipality = andria,
): Decision | undefined {
  return decideTick(survey, municipality, facts, at(moment)).find((one) => one.rung === rung);
}
const verdict = (decision: Decision | undefined): string | undefined =>
  decision && `${decision.action} ${decision.code}`;

const asked = (when: string, rung = 'reminder-1'): Fact =>
  aFact('send-requested', when, { rung, reason: 'Accordi' });
const skipped = (when: string): Fact =>
  aFact('skip-requested', when, { rung: 'reminder-1', reason: 'Accordi' });
const postponed = (when: string, until = '2022-03-18'): Fact =>
  aFact('postpone-requested', when, { rung: 'reminder-1', until: day(until), reason: 'festa' });
const MONDAY = '2022-03-14T10:00:00+01:00';
const TUESDAY = '2022-03-15T10:00:00+01:00';
const ON_DAY = '2022-03-16T08:00:00Z';

describe('of two requests of officers the later stands', () => {
  it.each<[string, readonly Fact[], string]>([
    ['sent, then skipped', [asked(MONDAY), skipped(TUESDAY)], 'skipped officer-skip'],
    ['skipped, then sent', [skipped(MONDAY), asked(TUESDAY)], 'send officer-send'],
    ['both at once: not sent', [asked(MONDAY), skipped(MONDAY)], 'skipped officer-skip'],
    ['sent, then postponed', [asked(MONDAY), postponed(TUESDAY)], 'postponed officer-postponed'],
    ['postponed, then sent', [postponed(MONDAY), asked(TUESDAY)], 'send officer-send'],
    [
      'sent and postponed at once',
      [asked(MONDAY), postponed(MONDAY)],
      'postponed officer-postponed',
    ],
    ['postponed to that very day', [postponed(MONDAY, '2022-03-16')], 'send due'],
    ['postponed to the next day', [postponed(MONDAY, '2022-03-17')], 'postponed officer-postponed'],
  ])('%s', (_, facts, expected) => {
    expect(verdict(ruled('reminder-1', ON_DAY, facts))).toBe(expected);
  });

  it.each([
    ['a skip', skipped(MONDAY)],
    ['a postponement', postponed(MONDAY)],
  ])('%s rests on the request', (_, fact) => {
    expect(ruled('reminder-1', ON_DAY, [fact])?.because).toStrictEqual([fact.id]);
  });

  it('a letter of an expired term asked for too early rests on the request too', () => {
    const request = asked(MONDAY, 'overdue-1');
    expect(ruled('overdue-1', ON_DAY, [request])).toMatchObject({
      code: 'before-due-date',
      because: [request.id],
    });
  });

  it('a rung whose day has not come is not spoken of', () => {
    const rungs = decideTick(pushErp, andria, [asked(MONDAY)], at(ON_DAY)).map(({ rung }) => rung);
    expect(rungs.sort()).toEqual(['opening', 'reminder-1']);
  });
});

describe('an obligation that is closed', () => {
  const exempt = aFact('exemption-granted', '2022-03-10T10:00:00+01:00', {
    base: 'b',
    baseReference: day('2021-06-30'),
    ground: 'decision',
    evidence: [],
    from: day('2021-06-30'),
    to: day('2021-12-31'),
  });
  const merged = aFact('merged', MONDAY, { into: '110002', on: day('2022-03-15'), reason: 'L.R.' });
  const GONE =
    'Dal 15/03/2022 il Comune non esiste più e gli obblighi passano all’ente 110002: nessuna lettera il 16/03/2022.';

  it.each<[string, Fact, string]>([
    ['answered', aFact('transmitted', MONDAY, { mode: 'flow' }), 'satisfied'],
    ['exempt', exempt, 'exempt'],
    ['cancelled', aFact('cancelled', MONDAY, { reason: 'errore' }), 'cancelled'],
    ['of a municipality that was merged', merged, 'cancelled'],
  ])('%s', (_, fact, code) => {
    expect(verdict(ruled('reminder-1', ON_DAY, [fact]))).toBe(`skipped ${code}`);
  });

  it('the end of the municipality is told as recorded, or else as its register has it', () => {
    const register = aMunicipality({ existsTo: day('2022-03-14'), successor: '110002' });
    expect(ruled('reminder-1', ON_DAY, [merged])?.reason).toBe(GONE);
    expect(ruled('reminder-1', ON_DAY, [], pushErp, register)?.reason).toBe(GONE);
    const wrong = aMunicipality({ existsTo: day('2022-03-01'), successor: '110003' });
    expect(ruled('reminder-1', ON_DAY, [merged], pushErp, wrong)?.reason).toBe(GONE);
  });
});

describe('a rung whose day passed while the obligation was satisfied', () => {
  const answer = (when: string, more: Partial<Fact> = {}): Fact =>
    aFact('transmitted', when, { mode: 'flow' }, more);
  const rejected = (when: string): Fact => aFact('rejected', when, { reason: 'x' });
  const story = [answer('2022-03-10T10:00:00+01:00'), rejected('2022-03-17T10:00:00+01:00')];
  const LATER = '2022-03-18T08:00:00Z';

  it('stays skipped, and says so', () => {
    const decision = ruled('reminder-1', LATER, story);
    expect(verdict(decision)).toBe('skipped satisfied');
    expect(decision?.reason).toContain('l’adempimento era assolto con la trasmissione in PUSH');
    expect(decision?.because).toContain(story[0]?.id);
  });

  it.each<[string, string, readonly Fact[]]>([
    ['it was open that day', LATER, [rejected('2022-03-17T10:00:00+01:00')]],
    [
      'it was answered only afterwards',
      LATER,
      [answer('2022-03-16T09:00:01+01:00'), rejected('2022-03-17T10:00:00+01:00')],
    ],
    [
      'its day is today',
      '2022-03-16T09:00:00Z',
      [answer('2022-03-16T08:00:00+01:00'), rejected('2022-03-16T09:30:00+01:00')],
    ],
  ])('leaves when %s', (_, moment, facts) => {
    expect(verdict(ruled('reminder-1', moment, facts))).toBe('send due');
  });

  it('leaves when an officer asks for it', () => {
    const request = asked('2022-03-17T11:00:00+01:00');
    expect(verdict(ruled('reminder-1', LATER, [...story, request]))).toBe('send officer-send');
  });

  it('an answer recorded without its round may have been this one’s', () => {
    const nil = aFact(
      'nil-declared',
      '2022-03-10T10:00:00+01:00',
      { reference: day('2021-12-31') },
      { round: null },
    );
    const facts = [nil, rejected('2022-03-17T10:00:00+01:00')];
    expect(verdict(ruled('reminder-1', LATER, facts))).toBe('skipped satisfied');
  });

  it('a day before the round itself found nothing satisfied', () => {
    const early = {
      ...pushErp.rungs[1],
      id: 'reminder-1',
      offset: -120,
    } as Survey['rungs'][number];
    const survey = { ...pushErp, rungs: [early] };
    expect(verdict(ruled('reminder-1', LATER, story, survey))).toBe('dropped stale');
  });
});

describe('a rung on the very due date', () => {
  const last = { ...pushErp.rungs[3], id: 'last-call', offset: 0 } as Survey['rungs'][number];
  const survey: Survey = { ...pushErp, rungs: [last] };

  it.each([
    ['2022-03-31T07:00:00Z', [], 'send due'],
    ['2022-03-31T07:00:00Z', [asked(MONDAY, 'last-call')], 'send officer-send'],
    ['2022-04-01T07:00:00Z', [], 'dropped after-due-date'],
  ])('%s', (moment, facts, expected) => {
    expect(verdict(ruled('last-call', moment, facts, survey))).toBe(expected);
  });

  it('dropped, it rests on no fact', () => {
    expect(ruled('last-call', '2022-04-01T07:00:00Z', [], survey)?.because).toStrictEqual([]);
    expect(ruled('overdue-1', '2022-04-15T07:00:00Z', [])).toMatchObject({ code: 'stale' });
    expect(ruled('overdue-1', '2022-04-15T07:00:00Z', [])?.because).toStrictEqual([]);
  });

  describe('a rung that needs an unlock never goes stale', () => {
    const unlock = aFact('unlocked', '2022-09-05T10:00:00+02:00', {
      ...{ rung: 'formal-notice', legalBasis: 'L.', signer: 'S.', act: 'A.', protocol: 'P.' },
    });
    const late = [
      aFact('sent', '2022-04-04T09:00:00+02:00', {
        ...{ rung: 'overdue-1', dueVersion: 1, letter: 'l', template: 'overdue' },
        ...{ target: day('2022-04-04'), obligations: ['push-erp/2021-12-31'] },
      }),
      aFact('delivered', '2022-04-04T09:01:00+02:00', { rung: 'overdue-1', letter: 'l' }),
    ];
    const skip = aFact('skip-requested', '2022-09-05T09:00:00+02:00', {
      ...{ rung: 'formal-notice', reason: 'accordo' },
    });
    const moved = aFact('extended', '2022-09-05T12:00:00+02:00', {
      ...{ due: day('2022-07-29'), scope: '110001' as const, reason: 'x' },
    });

    it.each<[string, string, readonly Fact[], string]>([
      ['on the eleventh day', '2022-05-13', late, 'locked awaits-unlock'],
      ['months later', '2022-09-05', late, 'locked awaits-unlock'],
      ['unlocked, it leaves at the next tick', '2022-09-06', [...late, unlock], 'send due'],
      ['without a delivery', '2022-09-06', [unlock], 'locked awaits-overdue-delivery'],
      ['closed with a reason', '2022-09-06', [...late, skip], 'skipped officer-skip'],
      [
        'its unlock is for one due date',
        '2022-09-06',
        [...late, unlock, moved],
        'locked awaits-unlock',
      ],
    ])('%s', (_, on, facts, expected) => {
      expect(verdict(ruled('formal-notice', `${on}T07:00:00Z`, facts))).toBe(expected);
    });
  });

  it('too old from the eleventh day on', () => {
    expect(verdict(ruled('overdue-1', '2022-04-14T07:00:00Z', []))).toBe('send due');
  });
});
