import fc from 'fast-check';
import { addDays, localDate, romeInstant } from '../../calendar/index.js';
import type { Fact, FactType } from '../../obligations/types.js';
import type { Municipality } from '../../municipalities/types.js';
import type { Standstill } from '../types.js';
import { aFact, aMunicipality } from './index.js';

const FROM = localDate('2022-01-10');
const ROUNDS = [localDate('2021-12-31'), localDate('2022-06-30')];
const RUNGS = ['opening', 'reminder-1', 'reminder-2', 'last-call', 'overdue-1', 'overdue-2'];

/** A moment of the first ten months of 2022, at a full hour. */
const moment = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 23 }))
  .map(([days, hour]) => romeInstant(addDays(FROM, days), `${String(hour).padStart(2, '0')}:00`));

/** What may happen, and how often in proportion. */
const kinds: readonly [number, FactType, fc.Arbitrary<object>][] = [
  [4, 'transmitted', fc.constant({ mode: 'flow', units: 10 })],
  [3, 'rejected', fc.constant({ reason: 'dati incompleti' })],
  [1, 'validated', fc.constant({})],
  [2, 'nil-declared', fc.constantFrom(...ROUNDS).map((reference) => ({ reference }))],
  [2, 'no-change-declared', fc.constant({})],
  [
    2,
    'variation',
    fc.integer({ min: 0, max: 300 }).map((days) => ({
      kind: 'sale',
      date: addDays(FROM, days),
      units: 1,
    })),
  ],
  [
    3,
    'extended',
    fc.integer({ min: 60, max: 330 }).map((days) => ({
      due: addDays(FROM, days),
      reason: 'richiesta motivata',
      scope: '110001',
    })),
  ],
  [1, 'suspended', fc.constant({})],
  [1, 'resumed', fc.constant({})],
  [1, 'cancelled', fc.constant({ reason: 'errore' })],
  [
    2,
    'unlocked',
    fc.constant({ rung: 'formal-notice', legalBasis: 'L', signer: 'S', act: 'A', protocol: 'P' }),
  ],
  [1, 'closed-day', fc.integer({ min: 0, max: 300 }).map((days) => ({ day: addDays(FROM, days) }))],
  [1, 'delivery-failed', fc.constantFrom(...RUNGS).map((rung) => ({ rung, class: 'look' }))],
  [1, 'delivered', fc.constantFrom(...RUNGS).map((rung) => ({ rung }))],
  [1, 'send-requested', fc.constantFrom(...RUNGS).map((rung) => ({ rung, reason: 'subito' }))],
  [1, 'skip-requested', fc.constantFrom(...RUNGS).map((rung) => ({ rung, reason: 'accordi' }))],
  [
    1,
    'postpone-requested',
    fc
      .tuple(fc.constantFrom(...RUNGS), fc.integer({ min: 30, max: 300 }))
      .map(([rung, days]) => ({ rung, until: addDays(FROM, days), reason: 'festa' })),
  ],
  [2, 'correction-requested', fc.constant({ reason: 'spiegare' })],
];

const fact: fc.Arbitrary<Fact> = fc
  .oneof(
    ...kinds.map(([weight, type, payload]) => ({
      weight,
      arbitrary: fc.tuple(fc.constant(type), payload),
    })),
  )
  .chain(([type, payload]) =>
    fc
      .tuple(moment, fc.constantFrom(...ROUNDS), fc.integer({ min: 0, max: 5 }))
      .map(([at, round, late]) => {
        const wide = type === 'variation' || type === 'closed-day';
        const recordedAt =
          late < 4 ? at : romeInstant(addDays(at.slice(0, 10) as never, late), '12:00');
        return {
          ...aFact(type, at, payload as never, { round: wide ? null : round }),
          recordedAt: recordedAt < at ? at : recordedAt,
        };
      }),
  );

/** A record of up to eight facts, in the order of recording. */
export const aRecord: fc.Arbitrary<readonly Fact[]> = fc
  .array(fact, { maxLength: 8 })
  .map((facts) =>
    facts
      .map((one, i) => ({ ...one, id: `fact-${i}` }))
      .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
  );

export const someDowntimes: fc.Arbitrary<readonly Standstill[]> = fc.array(
  fc.tuple(moment, fc.integer({ min: 1, max: 20 })).map(([from, days]) => ({
    from,
    until: romeInstant(addDays(from.slice(0, 10) as never, days), '11:00'),
  })),
  { maxLength: 2 },
);

export const aClosingMunicipality: fc.Arbitrary<Municipality> = fc
  .array(fc.constantFrom('03-16', '03-28', '04-04', '09-15', '2022-05-02'), { maxLength: 2 })
  .map((closingDays) => aMunicipality({ closingDays }));
