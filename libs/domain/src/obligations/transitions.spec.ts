import { describe, expect, it } from '@jest/globals';
import { admit } from './admit.js';
import { dueOf, type Course } from './course.js';
import { openDossier } from './dossier.js';
import { REFUSALS } from './refusals.js';
import {
  andria,
  day,
  exempted,
  extended,
  fact,
  nilDeclared,
  noChange,
  R1,
  R2,
  rejected,
  replayed,
  rome,
  survey,
  transmitted,
  validated,
} from './testing/record.js';
import { isStatusFact, type Standing, STATUS_FACTS, TRANSITIONS } from './transitions.js';
import type { StatusFactType } from './transitions.js';
import type { Fact } from './types.js';

const base = transmitted('2022-03-01 10:00', { id: 'base' });

/** Facts that lead the round of 30/06/2022 to each standing; the base of the first round comes before. */
const WAY_TO: Readonly<Record<Standing, readonly Fact[]>> = {
  open: [base],
  transmitted: [base, transmitted('2022-07-11', { round: R2 })],
  validated: [
    base,
    transmitted('2022-07-11', { round: R2 }),
    validated('2022-07-12', { round: R2 }),
  ],
  rejected: [base, transmitted('2022-07-11', { round: R2 }), rejected('2022-07-12', { round: R2 })],
  nil: [base, nilDeclared('2022-07-11', R2)],
  'carried-nil': [nilDeclared('2022-03-01', R1, { id: 'base', recordedAt: '2022-07-10' })],
  exempt: [base, noChange('2022-07-11')],
  cancelled: [base, fact('cancelled', '2022-07-11', { reason: 'ente in dissesto' }, { round: R2 })],
};

/** One fact of each type, dated when all of the ways above have been gone. */
const at = '2022-08-01';
const NEXT: Readonly<Record<StatusFactType, Fact>> = {
  transmitted: transmitted(at, { round: R2 }),
  validated: validated(at, { round: R2 }),
  rejected: rejected(at, { round: R2 }),
  typed: fact('typed', at, {}, { round: R2 }),
  'nil-declared': nilDeclared(at, R2),
  'no-change-declared': noChange(at),
  exempted: exempted(at),
  'exemption-granted': fact(
    'exemption-granted',
    at,
    { base: 'base', baseReference: R1, ground: 'decision', evidence: [], from: R1, to: R2 },
    { round: R2 },
  ),
  'exemption-lapsed': fact(
    'exemption-lapsed',
    at,
    { because: 'x', due: day('2022-10-31'), reason: 'variazione' },
    { round: R2 },
  ),
  'nil-carried': fact('nil-carried', at, { base: 'base' }, { round: R2 }),
  'nil-lapsed': fact(
    'nil-lapsed',
    at,
    { because: 'x', due: day('2022-10-31'), reason: 'acquisizione' },
    { round: R2 },
  ),
  contested: fact(
    'contested',
    at,
    { statement: 'x', diff: { added: [], ceased: [], changed: [], vanished: [] } },
    { round: R2 },
  ),
  'contest-resolved': fact(
    'contest-resolved',
    at,
    { contest: 'contest', accepted: 'diff', reason: 'verificato' },
    { round: R2 },
  ),
  extended: extended(at, '2022-10-31', { round: R2 }),
  suspended: fact('suspended', at, {}, { round: R2 }),
  resumed: fact('resumed', at, {}, { round: R2 }),
  cancelled: fact('cancelled', at, { reason: 'ente in dissesto' }, { round: R2 }),
};

const SUSPENDED = fact('suspended', '2022-07-02', {}, { round: R2 });

/** What a few facts need besides the standing: a suspension to end, a contest to resolve. */
function prepared(from: Standing, type: StatusFactType): readonly Fact[] {
  const record = replayed(WAY_TO[from], { until: '2022-07-31' }).facts;
  // A suspension begins while an answer is owed: it lies before everything else.
  if (type === 'resumed') return [SUSPENDED, ...record];
  if (type !== 'contest-resolved') return record;
  const contest = fact(
    'contested',
    from === 'exempt' ? '2022-07-20' : '2022-07-02',
    { statement: 'x', diff: { added: [], ceased: [], changed: [], vanished: [] } },
    { id: 'contest', round: R2 },
  );
  return [contest, ...record];
}

function courseAfter(record: readonly Fact[]): Course {
  const until = rome('2022-08-02');
  const course = openDossier(survey, andria, record, { asOf: until, knownOn: null }).courses.get(
    R2,
  );
  if (course === undefined) throw new Error('no course');
  return course;
}

const STANDINGS = Object.keys(WAY_TO) as Standing[];
const CELLS = STATUS_FACTS.flatMap((type) => STANDINGS.map((from) => ({ type, from })));

describe('the table of transitions', () => {
  it('has a cell for every fact that an outcome may depend on, from every standing', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...STATUS_FACTS].sort());
    for (const { type, from } of CELLS) expect(TRANSITIONS[type][from]).toBeDefined();
  });

  it('reaches every standing from an open obligation', () => {
    const reached = new Set<Standing>(['open']);
    for (const from of reached) {
      for (const type of STATUS_FACTS) {
        const move = TRANSITIONS[type][from];
        if (typeof move === 'string' && move !== 'same') reached.add(move);
      }
    }
    expect([...reached].sort()).toEqual([...STANDINGS].sort());
  });

  it.each(STANDINGS)('is real: a record leads to %s', (standing) => {
    expect(courseAfter(replayed(WAY_TO[standing], { until: '2022-07-31' }).facts).standing).toBe(
      standing,
    );
  });

  it('leaves an obligation that was answered or cancelled by no derived fact', () => {
    for (const from of ['transmitted', 'validated', 'nil', 'cancelled'] as const) {
      for (const type of [
        'exemption-granted',
        'exemption-lapsed',
        'nil-carried',
        'nil-lapsed',
      ] as const) {
        expect(TRANSITIONS[type][from]).toHaveProperty('refuse');
      }
    }
  });

  it('knows which facts concern an outcome', () => {
    expect(isStatusFact('transmitted')).toBe(true);
    expect(isStatusFact('delivered')).toBe(false);
    expect(isStatusFact('toString' as Fact['type'])).toBe(false);
  });
});

describe('every legal move is made and every illegal one refused with its reason', () => {
  it.each(CELLS)('$type from $from', ({ type, from }) => {
    const move = TRANSITIONS[type][from];
    const before = prepared(from, type);
    const verdict = admit(survey, andria, before, NEXT[type]);
    const after = courseAfter([...before, NEXT[type]]);
    if (typeof move === 'string') {
      expect(verdict).toBeNull();
      expect(after.standing).toBe(move === 'same' ? from : move);
    } else {
      expect(verdict).toEqual({ refused: true, code: move.refuse, message: expect.any(String) });
      expect(after.standing).toBe(from);
      expect(dueOf(after)).toEqual(dueOf(courseAfter(before)));
    }
  });

  it('says each reason in an Italian sentence of its own', () => {
    const messages = Object.values(REFUSALS);
    expect(new Set(messages).size).toBe(messages.length);
    for (const message of messages) expect(message).toMatch(/^[A-ZÈL].*\.$/u);
  });
});
