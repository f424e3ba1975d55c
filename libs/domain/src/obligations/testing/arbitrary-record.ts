import fc from 'fast-check';
import { addDays } from '../../calendar/local-date.js';
import { endOfDay, romeInstant } from '../../calendar/rome.js';
import type { Instant, LocalDate } from '../../calendar/types.js';
import { aSurvey } from '../../surveys/testing/a-survey.js';
import type { Survey } from '../../surveys/types.js';
import type { Fact, FactPayloads, FactType } from '../types.js';
import { day } from './record.js';

/** Half a year before the first round to almost two years after it. */
const SPAN = 900;

/** Any record whatever of Andria, with a survey that begins in some year. */
export interface ArbitraryCase {
  /** Ids f0 … f11, in the order of recording. */
  readonly facts: readonly Fact[];
  readonly survey: Survey;
  readonly asOf: LocalDate;
  readonly knownOn: LocalDate;
  /** All of the record lies before it. */
  readonly until: Instant;
}

type Payloads = { readonly [T in FactType]?: fc.Arbitrary<FactPayloads[T]> };

/** Cases around the first rounds of a survey that begins at the end of that year. */
export function arbitraryCase(year: number): fc.Arbitrary<ArbitraryCase> {
  const start = day(`${year}-06-01`);
  const aDay = fc.integer({ min: 0, max: SPAN }).map((n) => addDays(start, n));
  return fc.record({
    facts: aRecord(year, aDay),
    survey: fc
      .boolean()
      .map((presumeNoChange) => aSurvey({ presumeNoChange, firstReference: day(`${year}-12-31`) })),
    asOf: aDay,
    knownOn: aDay,
    until: fc.constant(endOfDay(addDays(start, SPAN + 60))),
  });
}

function aRecord(year: number, aDay: fc.Arbitrary<LocalDate>): fc.Arbitrary<readonly Fact[]> {
  const rounds = [`${year - 1}-12-31`, `${year}-12-31`, `${year + 1}-06-30`, `${year + 1}-12-31`];
  const round = fc.constantFrom(...rounds.map(day));
  const payloads = payloadsOf(round, aDay);
  const draft = fc.constantFrom(...(Object.keys(payloads) as FactType[])).chain((type) =>
    fc.record({
      type: fc.constant(type),
      payload: payloads[type] as fc.Arbitrary<Fact['payload']>,
      happened: aDay,
      // Now and then a clock runs ahead, and a fact is recorded before it happened.
      delay: fc.oneof(
        { weight: 12, arbitrary: fc.constant(0) },
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) },
        { weight: 1, arbitrary: fc.constant(-5) },
      ),
      round,
    }),
  );
  return fc.array(draft, { maxLength: 12 }).map((drafts) =>
    drafts
      .map(
        ({ type, payload, happened, delay, round: of }, i) =>
          ({
            id: `f${i}`,
            type,
            survey: 'push-erp',
            municipality: '110001',
            round: type === 'variation' || type === 'merged' ? null : of,
            occurredAt: romeInstant(happened, '10:00'),
            recordedAt: romeInstant(addDays(happened, delay), '10:00'),
            actor: 'test',
            source: 'events-file',
            evidence: null,
            payload,
          }) as Fact,
      )
      .sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
  );
}

function payloadsOf(round: fc.Arbitrary<LocalDate>, aDay: fc.Arbitrary<LocalDate>): Payloads {
  const units = fc
    .dictionary(fc.constantFrom('1_1', '1-2', '1 3'), fc.constantFrom('owned', 'sold'))
    .map((all) => Object.entries(all).map(([key, status]) => ({ key, status })));
  const reason = fc.constant('motivo');
  return {
    transmitted: fc.record({
      mode: fc.constant('flow' as const),
      units: fc.integer({ min: 0, max: 2 }),
    }),
    validated: fc.constant({}),
    rejected: fc.record({ reason }),
    typed: fc.constant({}),
    'nil-declared': fc.record({ reference: round }),
    'no-change-declared': fc.constant({}),
    variation: fc.record({
      kind: fc.constantFrom('sale', 'acquisition'),
      date: aDay,
      units: fc.constant(1),
    }),
    snapshot: fc.record({ reference: round, units }),
    extended: fc.record({ due: aDay, reason, scope: fc.constant('all' as const) }),
    exempted: fc.record({ reason, approver: fc.constant('Rossi') }),
    suspended: fc.constant({}),
    resumed: fc.constant({}),
    merged: fc.record({ into: fc.constant('110009'), on: aDay, reason }),
    sent: fc.record({
      rung: fc.constant('correction'),
      dueVersion: fc.constant(1),
      letter: fc.constant('l1'),
      template: fc.constantFrom('correction', 'reminder'),
      target: aDay,
      obligations: fc.array(round.map((reference) => `push-erp/${reference}`)),
    }),
    corrected: fc.record({ fact: fc.integer({ min: 0, max: 11 }).map((n) => `f${n}`), reason }),
    'contest-resolved': fc.record({
      contest: round.map((reference) => `push-erp/${reference}/110001/contested/1`),
      accepted: fc.constantFrom('statement', 'diff'),
      reason,
    }),
  };
}
