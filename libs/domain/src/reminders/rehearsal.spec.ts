import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '../municipalities/types.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { isFinal } from './decision-facts.js';
import { plan } from './plan.js';
import { aFact, aMunicipality, andria, day, planOf, pushErp } from './testing/index.js';
import { briefly, lived } from './testing/lived.js';

const FROM = day('2022-06-20');
const TO = day('2022-11-15');
const FIRST = day('2021-12-31');
const AT_ONCE: Survey = { ...pushErp, correction: 'at-once' };
const second = (fact: Fact): Fact => ({ ...fact, round: day('2022-06-30') }) as Fact;

const transmitted = (when: string): Fact => second(aFact('transmitted', when, { mode: 'flow' }));
const rejected = (when: string): Fact => second(aFact('rejected', when, { reason: 'x' }));
const extended = (due: string, when: string): Fact =>
  second(aFact('extended', when, { due: day(due), reason: 'x', scope: '110001' }));
const takenBack = (fact: Fact, when: string): Fact =>
  aFact('corrected', when, { fact: fact.id, reason: 'errore' }, { round: null });
const closed = (on: string, when: string): Fact =>
  aFact('closed-day', when, { day: day(on) }, { round: null });
const merged = (on: string, when: string): Fact =>
  aFact('merged', when, { into: '110002', on: day(on), reason: 'L.R.' }, { round: null });
const asked = (rung: string, when: string): Fact =>
  second(aFact('send-requested', when, { rung, reason: 'x' }));

/** The first round is out of the way. */
const DONE = aFact('transmitted', '2022-03-10T10:00:00+01:00', { mode: 'flow' });
const SEPTEMBER = '2022-09-12T10:00:00+02:00';
const AUGUST = '2022-08-22T10:00:00+02:00';
const longer = extended('2022-10-31', AUGUST);
const holiday = closed('2022-09-15', AUGUST);
const skip = second(aFact('skip-requested', AUGUST, { rung: 'reminder-1', reason: 'x' }));
const answer = transmitted('2022-07-11T10:00:00+02:00');

function compare(
  record: readonly Fact[],
  survey: Survey = pushErp,
  municipality: Municipality = andria,
): readonly string[] {
  const factsOf = (): readonly Fact[] => record;
  const range = { from: FROM, to: TO, assumeDelivery: true };
  const lines = plan({ survey, municipalities: [municipality], factsOf, ...range });
  const { decisions } = lived(survey, municipality, record, [], FROM, TO);
  const sends = decisions.filter(({ action }) => action === 'send');
  expect(lines.filter(({ action }) => action === 'send').map(briefly)).toEqual(sends.map(briefly));
  const ends = new Set(decisions.map(briefly));
  for (const line of lines.filter(isFinal)) expect(ends).toContain(briefly(line));
  return sends.map(({ day: on, rung }) => `${on.slice(5)} ${rung}`);
}

const USUAL = [
  '08-16 opening',
  '09-15 reminder-1',
  '09-23 reminder-2',
  '09-29 last-call',
  '10-04 overdue-1',
  '10-17 overdue-2',
];
const MOVED = [
  '10-14 reminder-1',
  '10-26 reminder-2',
  '10-31 last-call',
  '11-04 overdue-1',
  '11-15 overdue-2',
];

describe('a round that opens within the plan is planned as the ticks of each day would decide', () => {
  it.each<[string, readonly Fact[], readonly string[]]>([
    ['nothing happens', [], USUAL],
    ['an answer on the day on which it opens', [transmitted('2022-07-01T08:00:00+02:00')], []],
    ['an answer, and its rejection', [answer, rejected(SEPTEMBER)], USUAL.slice(1)],
    ['an extension', [longer], [USUAL[0] ?? '', ...MOVED]],
    ['an extension taken back', [longer, takenBack(longer, SEPTEMBER)], USUAL],
    ['a closing day', [holiday], ['08-16 opening', '09-14 reminder-1', ...USUAL.slice(2)]],
    ['a closing day taken back', [holiday, takenBack(holiday, SEPTEMBER)], USUAL],
    ['a skip', [skip], USUAL.filter((line) => !line.includes('reminder-1'))],
    ['a skip taken back', [skip, takenBack(skip, AUGUST)], USUAL],
    ['an answer taken back', [answer, takenBack(answer, SEPTEMBER)], USUAL.slice(1)],
    [
      'a request before the opening’s day',
      [asked('opening', '2022-07-11T10:00:00+02:00')],
      ['07-12 opening', ...USUAL.slice(1)],
    ],
    ['the end of the municipality', [merged('2022-09-20', AUGUST)], USUAL.slice(0, 2)],
    [
      'its end, recorded before the round opens',
      [merged('2022-09-20', '2022-06-21T10:00:00+02:00')],
      USUAL.slice(0, 2),
    ],
    ['its end before the reference date', [merged('2022-06-25', '2022-06-21T10:00:00+02:00')], []],
    [
      'its end before the reference date, known before the round opens',
      [
        merged('2022-06-25', '2022-06-21T10:00:00+02:00'),
        closed('2022-06-29', '2022-06-27T10:00:00+02:00'),
      ],
      [],
    ],
    [
      'an extension before the round opens',
      [extended('2022-10-31', '2022-06-22T10:00:00+02:00')],
      ['09-16 opening', ...MOVED],
    ],
    [
      'an extension to the same day, which changes nothing',
      [extended('2022-09-30', '2022-09-20T10:00:00+02:00')],
      USUAL,
    ],
    [
      'a suspension for a while',
      [second(aFact('suspended', AUGUST, {})), second(aFact('resumed', SEPTEMBER, {}))],
      [
        USUAL[0] ?? '',
        '10-06 reminder-1',
        '10-14 reminder-2',
        '10-20 last-call',
        '10-25 overdue-1',
        '11-07 overdue-2',
      ],
    ],
  ])('%s', (_, facts, sends) => {
    expect(compare([DONE, ...facts])).toEqual(sends);
  });

  it.each<[string, Fact]>([
    ['known on a later day than it happened', { ...answer, recordedAt: SEPTEMBER } as Fact],
    ['recorded before it happens', { ...answer, recordedAt: '2022-07-02T08:00:00.000Z' } as Fact],
  ])('an answer %s', (_, fact) => {
    const record = [DONE, { ...fact, recordedAt: new Date(fact.recordedAt).toISOString() } as Fact];
    compare(record);
    compare([...record].reverse());
  });

  it('facts in another order than that of knowing', () => {
    const late = rejected('2022-09-26T10:00:00+02:00');
    expect(compare([late, asked('last-call', AUGUST), DONE, answer])).toEqual(
      compare([DONE, answer, asked('last-call', AUGUST), late]),
    );
  });

  it.each<[string, Municipality, readonly string[]]>([
    [
      'ends on a day of its register',
      aMunicipality({ existsTo: day('2022-09-22') }),
      USUAL.slice(0, 2),
    ],
    [
      'ends the day after a letter',
      aMunicipality({ existsTo: day('2022-09-23') }),
      USUAL.slice(0, 3),
    ],
  ])('a municipality that %s', (_, municipality, sends) => {
    expect(compare([DONE], pushErp, municipality)).toEqual(sends);
  });

  it('the letter that explains a reopening leaves once, and again for the next one', () => {
    const story = [
      answer,
      rejected('2022-08-24T10:00:00+02:00'),
      transmitted('2022-09-01T10:00:00+02:00'),
      rejected('2022-09-06T10:00:00+02:00'),
    ];
    expect(compare([DONE, ...story], AT_ONCE).slice(0, 3)).toEqual([
      '08-25 correction',
      '09-07 correction-2',
      '09-15 reminder-1',
    ]);
  });

  it('both rounds open: one letter names both, a word on one leaves the other alone', () => {
    const first = aFact('extended', '2022-03-01T10:00:00+01:00', {
      due: day('2022-10-10'),
      reason: 'x',
      scope: '110001',
    });
    compare([first]);
    compare([first, longer]);
    compare([first, answer, rejected(SEPTEMBER)]);
    compare([first, { ...skip, round: FIRST } as Fact, asked('last-call', AUGUST)]);
    const nil = aFact('nil-declared', AUGUST, { reference: day('2022-06-30') }, { round: FIRST });
    compare([first, nil]);
    compare([first, merged('2022-09-20', AUGUST), takenBack(longer, SEPTEMBER)]);
  });
});

it('a law that makes a new holiday moves the due dates of the plan from its publication', () => {
  const survey: Survey = {
    ...pushErp,
    firstReference: day('2024-10-04'),
    referenceDays: ['10-04'],
    dueOffset: { unit: 'months', count: 36 },
    acceptanceOffset: null,
    lockOffset: null,
    rungs: pushErp.rungs.filter(({ id }) => id === 'last-call' || id === 'overdue-1'),
  };
  const of2024 = planOf('2025-10-08', '2027-10-31', [], { survey }).filter(({ obligation }) =>
    obligation.endsWith('/2024-10-04'),
  );
  expect(of2024.map(({ day: on, rung, action }) => `${on} ${rung} ${action}`)).toEqual([
    '2027-10-01 last-call send',
    '2027-10-11 overdue-1 send',
  ]);
});
