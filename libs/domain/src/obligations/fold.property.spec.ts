import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../calendar/local-date.js';
import { endOfDay, romeInstant } from '../calendar/rome.js';
import type { LocalDate } from '../calendar/types.js';
import { measure, measuresByRound, sumMeasures } from '../measures/measure.js';
import { aSurvey } from '../surveys/testing/a-survey.js';
import { foldMunicipality } from './fold.js';
import { react } from './react.js';
import { replay } from './replay.js';
import { andria, day, R1, R2, R3 } from './testing/record.js';
import type { Fact, FactPayloads, FactType } from './types.js';

const FIRST = day('2021-06-01');
const SPAN = 900;
const LAST = addDays(FIRST, SPAN + 60);
const UNTIL = endOfDay(LAST);

const aDay = fc.integer({ min: 0, max: SPAN }).map((n) => addDays(FIRST, n));
const round = fc.constantFrom<LocalDate>(day('2020-12-31'), R1, R2, R3);
const units = fc
  .dictionary(fc.constantFrom('1_1', '1-2', '1 3'), fc.constantFrom('owned', 'sold'))
  .map((all) => Object.entries(all).map(([key, status]) => ({ key, status })));

const PAYLOADS: { readonly [T in FactType]?: fc.Arbitrary<FactPayloads[T]> } = {
  transmitted: fc.record({
    mode: fc.constant('flow' as const),
    units: fc.integer({ min: 0, max: 2 }),
  }),
  validated: fc.constant({}),
  rejected: fc.constant({ reason: 'illeggibile' }),
  typed: fc.constant({}),
  'nil-declared': fc.record({ reference: round }),
  'no-change-declared': fc.constant({}),
  variation: fc.record({
    kind: fc.constantFrom('sale', 'acquisition'),
    date: aDay,
    units: fc.constant(1),
  }),
  snapshot: fc.record({ reference: round, units }),
  extended: fc.record({
    due: aDay,
    reason: fc.constant('proroga'),
    scope: fc.constant('all' as const),
  }),
  exempted: fc.constant({ reason: 'decisione', approver: 'Rossi' }),
  suspended: fc.constant({}),
  resumed: fc.constant({}),
  corrected: fc.record({
    fact: fc.integer({ min: 0, max: 11 }).map((n) => `f${n}`),
    reason: fc.constant('errore'),
  }),
  'contest-resolved': fc.record({
    contest: fc.constantFrom(...[R2, R3].map((r) => `push-erp/${r}/110001/contested/1`)),
    accepted: fc.constantFrom('statement', 'diff'),
    reason: fc.constant('verificato'),
  }),
};

const aFact = fc.constantFrom(...(Object.keys(PAYLOADS) as FactType[])).chain((type) =>
  fc.record({
    type: fc.constant(type),
    payload: PAYLOADS[type] as fc.Arbitrary<Fact['payload']>,
    happened: aDay,
    delay: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 60 })),
    round,
  }),
);

/** Up to a dozen facts, ids f0 … f11, in the order of recording. */
const aRecord = fc.array(aFact, { maxLength: 12 }).map((drafts) =>
  drafts
    .map(
      (draft, i) =>
        ({
          id: `f${i}`,
          type: draft.type,
          survey: 'push-erp',
          municipality: '110001',
          round: draft.type === 'variation' ? null : draft.round,
          occurredAt: romeInstant(draft.happened, '10:00'),
          recordedAt: romeInstant(addDays(draft.happened, draft.delay), '10:00'),
          actor: 'test',
          source: 'events-file',
          evidence: null,
          payload: draft.payload,
        }) as Fact,
    )
    .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
);

const aCase = fc.record({
  facts: aRecord,
  survey: fc.boolean().map((presumeNoChange) => aSurvey({ presumeNoChange })),
  asOf: aDay,
  knownOn: aDay,
});

describe('for any record whatever', () => {
  it('replaying it twice is replaying it once', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey }) => {
        const once = replay(survey, andria, facts, UNTIL);
        expect(replay(survey, andria, once, UNTIL)).toEqual(once);
      }),
    );
  });

  it('with what react derived on record, react derives nothing', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey }) => {
        expect(react(survey, andria, replay(survey, andria, facts, UNTIL), UNTIL)).toEqual([]);
      }),
    );
  });

  it('ids are never given twice', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey }) => {
        const ids = replay(survey, andria, facts, UNTIL).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('what is recorded later changes nothing of what was known before', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, asOf, knownOn }) => {
        const whole = replay(survey, andria, facts, UNTIL);
        const prefix = replay(survey, andria, facts, endOfDay(knownOn));
        expect(whole.filter(({ recordedAt }) => recordedAt <= endOfDay(knownOn))).toEqual(prefix);
        const options = { asOf, knownOn };
        expect(foldMunicipality(survey, andria, whole, options)).toEqual(
          foldMunicipality(survey, andria, prefix, options),
        );
      }),
    );
  });

  it('the fold is pure: frozen facts, equal answers', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, asOf }) => {
        const record = replay(survey, andria, facts, UNTIL).map((one) => Object.freeze(one));
        const first = foldMunicipality(survey, andria, record, { asOf });
        expect(foldMunicipality(survey, andria, record, { asOf })).toEqual(first);
      }),
    );
  });

  it('the fold gives a status with its reason: a basis that exists, a sentence, an ordered due date', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, asOf }) => {
        const record = replay(survey, andria, facts, UNTIL);
        const ids = new Set(record.map(({ id }) => id));
        for (const state of foldMunicipality(survey, andria, record, { asOf })) {
          for (const id of state.basis) expect(ids).toContain(id);
          expect(state.explanation).toMatch(/^\p{Lu}.*\.$/u);
          expect(state.explanation).not.toMatch(/\b(?:undefined|null|NaN)\b|—/u);
          expect(state.due.version).toBeGreaterThanOrEqual(1);
          expect(state.since <= asOf).toBe(true);
          if (state.outcome === 'exempt') expect(state.roundNumber).toBeGreaterThan(1);
          if (state.timeliness === 'overdue') expect(state.due.date < asOf).toBe(true);
        }
      }),
    );
  });

  it('facts recorded at other moments may be handed over in any order', () => {
    fc.assert(
      fc.property(aCase, fc.integer(), ({ facts, survey, asOf }, seed) => {
        const record = replay(survey, andria, facts, UNTIL);
        const moments = new Set(record.map(({ recordedAt }) => recordedAt));
        fc.pre(moments.size === record.length);
        const shuffled = [...record].sort((a, b) => hash(a.id, seed) - hash(b.id, seed));
        expect(foldMunicipality(survey, andria, shuffled, { asOf })).toEqual(
          foldMunicipality(survey, andria, record, { asOf }),
        );
      }),
    );
  });

  it('measures add up: the whole is the sum of its rounds', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, asOf }) => {
        const states = foldMunicipality(survey, andria, replay(survey, andria, facts, UNTIL), {
          asOf,
        });
        const whole = measure(states);
        expect(sumMeasures(Object.values(measuresByRound(states)))).toEqual(whole);
        expect(whole.expected + whole.cancelled).toBe(states.length);
        expect(whole.received).toBe(whole.onTime + whole.late);
        expect(whole.received + whole.exempt + whole.carriedNil).toBeLessThanOrEqual(
          whole.expected,
        );
      }),
    );
  });
});

function hash(text: string, seed: number): number {
  let value = seed | 0;
  for (const char of text) value = (Math.imul(value, 31) + char.charCodeAt(0)) | 0;
  return value;
}
