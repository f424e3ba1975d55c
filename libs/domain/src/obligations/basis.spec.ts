import { describe, expect, it } from '@jest/globals';
import { basisOf } from './basis.js';
import type { Course, DueVersion } from './course.js';
import { aCourse, anAnswer, strangeCourse } from './testing/course.js';
import {
  corrected,
  day,
  fact,
  nilDeclared,
  R1,
  R2,
  rejected,
  transmitted,
  validated,
} from './testing/record.js';
import type { Standing } from './transitions.js';
import type { FactOf } from './types.js';

const diff = { added: [], ceased: [], changed: [], vanished: [] };
const a = transmitted('2022-03-01', { id: 'a' });
const b = transmitted('2022-03-05', { id: 'b' });
const cancellation = fact('cancelled', '2022-03-09', { reason: 'dissesto' }, { id: 'x' });
const suspension = fact('suspended', '2022-03-02', {}, { id: 'pause' });
const validation = validated('2022-03-10', { id: 'v' }) as FactOf<'validated'>;
const rejection = rejected('2022-03-10', { id: 'r' }) as FactOf<'rejected'>;
const carried = fact('nil-carried', '2022-01-01', { base: 'n0' }, { id: 'carried' });
const grant = fact(
  'exemption-granted',
  '2022-07-11',
  {
    base: 'a',
    baseReference: R1,
    ground: 'statement',
    evidence: ['resolved', 'said'],
    from: R1,
    to: R2,
  },
  { id: 'grant', round: R2 },
);
const lapse = fact(
  'exemption-lapsed',
  '2022-08-01',
  { because: 'sale', due: day('2022-09-30'), reason: 'variazione' },
  { id: 'lapse', round: R2 },
);
const contest = {
  fact: fact('contested', '2022-07-12', { statement: 'said', diff }, { id: 'contest' }),
  resolution: null,
  moot: false,
};
const takenBack = { fact: a, by: corrected('2022-03-06', a, { id: 'c' }) as FactOf<'corrected'> };

/** The survey's own due date, and the one that the fact `ext` set. */
const extendedDues: DueVersion[] = [
  ...aCourse().dues,
  {
    due: {
      version: 2,
      date: day('2022-04-29'),
      nominal: day('2022-04-29'),
      cause: 'ext',
      steps: [],
    },
    on: day('2022-03-20'),
  },
];

describe('the facts that made a status, the ones that made the outcome first', () => {
  it.each<[string, Partial<Course>, readonly string[]]>([
    ['nothing came', {}, []],
    ['one answer: once', { standing: 'transmitted', answers: [anAnswer(a)] }, ['a']],
    [
      'two answers: first and last',
      { standing: 'transmitted', answers: [anAnswer(b), anAnswer(a)] },
      ['a', 'b'],
    ],
    [
      'a rejected answer does not count',
      { standing: 'transmitted', answers: [anAnswer(a, 'rejected'), anAnswer(b)] },
      ['b'],
    ],
    [
      'a nil return',
      { standing: 'nil', answers: [anAnswer(nilDeclared('2022-03-01', R1, { id: 'n' }))] },
      ['n'],
    ],
    [
      'validated',
      { standing: 'validated', validation, answers: [anAnswer(a, 'validated')] },
      ['v', 'a'],
    ],
    [
      'rejected, with what the Region rejected',
      {
        standing: 'rejected',
        rejection,
        answers: [anAnswer(a, 'validated'), anAnswer(b, 'rejected')],
      },
      ['r', 'b'],
    ],
    [
      'rejected, though another answer stands',
      { standing: 'rejected', rejection, answers: [anAnswer(b, 'rejected'), anAnswer(a)] },
      ['r', 'b'],
    ],
    ['a rejection on record, and no answer', { standing: 'rejected', rejection }, ['r']],
    ['carried over', { standing: 'carried-nil', carried }, ['carried', 'n0']],
    ['exempt', { standing: 'exempt', grant }, ['grant', 'a', 'resolved', 'said']],
    ['cancelled', { standing: 'cancelled', cancellation }, ['x']],
    ['lapsed', { lapse }, ['lapse', 'sale']],
    ['an answer taken back', { takenBack }, ['c']],
    [
      'with the cause of the due date',
      { standing: 'transmitted', answers: [anAnswer(a)], dues: extendedDues },
      ['a', 'ext'],
    ],
    [
      'cancelled, when no due date matters',
      { standing: 'cancelled', cancellation, dues: extendedDues },
      ['x'],
    ],
    ['contested and suspended', { contests: [contest], suspension }, ['said', 'contest', 'pause']],
    ['contested, but answered since', { standing: 'nil', contests: [contest] }, []],
  ])('%s', (_, changes, expected) => {
    expect(basisOf(aCourse(changes), null)).toEqual(expected);
  });

  it.each<Standing>([
    'transmitted',
    'validated',
    'rejected',
    'nil',
    'carried-nil',
    'exempt',
    'cancelled',
  ])('names nothing that is not at hand: %s', (standing) => {
    expect(basisOf(aCourse({ standing }), null)).toEqual([]);
  });

  it('is the merger alone when it ended the obligation, or nothing if only the register says so', () => {
    const payload = { into: '110009', on: day('2022-05-01'), reason: 'fusione' };
    const merged = fact('merged', '2022-04-01', payload, { id: 'm', round: null });
    const course = aCourse({ lapse, suspension });
    const merger = { on: day('2022-05-01'), into: '110009' };
    expect(basisOf(course, { ...merger, fact: merged })).toEqual(['m']);
    expect(basisOf(course, { ...merger, fact: null })).toEqual([]);
  });

  it('has no due date in a round that the survey does not have', () => {
    const course = strangeCourse(day('2020-12-31'), {
      standing: 'transmitted',
      answers: [anAnswer(a)],
    });
    expect(basisOf(course, null)).toEqual(['a']);
  });
});
