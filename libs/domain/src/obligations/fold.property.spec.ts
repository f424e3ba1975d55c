import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endOfDay } from '../calendar/rome.js';
import { measure, measuresByRound, sumMeasures } from '../measures/measure.js';
import { foldMunicipality } from './fold.js';
import { react } from './react.js';
import { replay } from './replay.js';
import { arbitraryCase } from './testing/arbitrary-record.js';
import { andria } from './testing/record.js';
import type { FactOf } from './types.js';

const aCase = arbitraryCase(2021);

describe('for any record whatever', () => {
  it('replaying it twice is replaying it once', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, until }) => {
        const once = replay(survey, andria, facts, until);
        expect(replay(survey, andria, once, until)).toEqual(once);
      }),
    );
  });

  it('with what react derived on record, react derives nothing', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, until }) => {
        expect(react(survey, andria, replay(survey, andria, facts, until), until)).toEqual([]);
      }),
    );
  });

  it('ids are never given twice', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, until }) => {
        const ids = replay(survey, andria, facts, until).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('what is recorded later changes nothing of what was known before', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, asOf, knownOn, until }) => {
        const whole = replay(survey, andria, facts, until);
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
      fc.property(aCase, ({ facts, survey, asOf, until }) => {
        const record = replay(survey, andria, facts, until).map((one) => Object.freeze(one));
        const first = foldMunicipality(survey, andria, record, { asOf });
        expect(foldMunicipality(survey, andria, record, { asOf })).toEqual(first);
      }),
    );
  });

  it('the fold gives a status with its reason: a basis that exists, a sentence, an ordered due date', () => {
    fc.assert(
      fc.property(aCase, ({ facts, survey, asOf, until }) => {
        const record = replay(survey, andria, facts, until);
        const ids = new Set(record.map(({ id }) => id));
        for (const state of foldMunicipality(survey, andria, record, { asOf })) {
          for (const id of state.basis) expect(ids).toContain(id);
          expect(state.explanation).toMatch(/^\p{Lu}.*\.$/u);
          expect(state.explanation).not.toMatch(/\b(?:undefined|null|NaN)\b|—/u);
          expect(state.due.version).toBeGreaterThanOrEqual(1);
          expect(state.since <= asOf).toBe(true);
          if (state.outcome === 'exempt') {
            const grant = record.findLast(
              (one) => one.type === 'exemption-granted' && one.round === state.round,
            ) as FactOf<'exemption-granted'>;
            expect(grant.payload.baseReference < state.round).toBe(true);
          }
          if (state.timeliness === 'overdue') expect(state.due.date < asOf).toBe(true);
        }
      }),
    );
  });

  it('facts recorded at other moments may be handed over in any order', () => {
    fc.assert(
      fc.property(aCase, fc.integer(), ({ facts, survey, asOf, until }, seed) => {
        const record = replay(survey, andria, facts, until);
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
      fc.property(aCase, ({ facts, survey, asOf, until }) => {
        const states = foldMunicipality(survey, andria, replay(survey, andria, facts, until), {
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
