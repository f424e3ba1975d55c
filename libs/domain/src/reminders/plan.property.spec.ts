import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addWorkingDays, endOfDay, italianCalendar, romeDate } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { Municipality } from '../municipalities/types.js';
import { foldMunicipality } from '../obligations/fold.js';
import { replay } from '../obligations/replay.js';
import type { Fact } from '../obligations/types.js';
import type { Survey } from '../surveys/types.js';
import { decideTick } from './decide-tick.js';
import { factOfDecision, isFinal } from './decision-facts.js';
import { plan, rehearse } from './plan.js';
import { aClosingMunicipality, aRecord, someDowntimes } from './testing/arbitrary.js';
import { day, pushErp } from './testing/index.js';
import { briefly, lived } from './testing/lived.js';
import { Ticks } from './ticks.js';
import type { Decision, Standstill } from './types.js';

const FROM = day('2022-01-10');
const TO = day('2022-12-31');
const calendar = italianCalendar();
const surveys: readonly Survey[] = [pushErp, { ...pushErp, correction: 'at-once' }];
const story = fc.tuple(fc.constantFrom(...surveys), aClosingMunicipality, aRecord, someDowntimes);

function planned(
  survey: Survey,
  municipality: Municipality,
  record: readonly Fact[],
  downtimes: readonly Standstill[],
  from: LocalDate = FROM,
  to: LocalDate = TO,
): readonly Decision[] {
  const factsOf = (): readonly Fact[] => record;
  const municipalities = [municipality];
  return plan({ survey, municipalities, factsOf, from, to, downtimes, assumeDelivery: true });
}

const keyOf = ({ obligation, rung, dueVersion }: Decision): string =>
  `${obligation}|${rung}|${dueVersion}`;
/** Whether an officer asked for a letter: a rung that has ended then has another line. */
const isAskedFor = (record: readonly Fact[], rung: string): boolean =>
  record.some((fact) => fact.type === 'send-requested' && fact.payload.rung === rung);
const sends = (decisions: readonly Decision[]): readonly Decision[] =>
  decisions.filter(({ action }) => action === 'send');
describe('whatever happens', () => {
  it('the plan is what the ticks of every day decide from the record alone', () => {
    fc.assert(
      fc.property(story, ([survey, municipality, record, downtimes]) => {
        const own = planned(survey, municipality, record, downtimes).filter(isFinal);
        const { decisions } = lived(survey, municipality, record, downtimes, FROM, TO);
        expect(sends(own).map(briefly)).toEqual(sends(decisions).map(briefly));
        // Ends under a due date that was replaced later are no lines of the plan.
        const ends = new Set(decisions.map(briefly));
        for (const line of own) expect(ends).toContain(briefly(line));
      }),
      { numRuns: 15 },
    );
  });

  it('a tick done twice decides nothing new', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 0, max: 350 }), ([survey, municipality, record], n) => {
        const at = new Ticks(calendar, FROM, TO, survey.sendTime).list[n]?.at as Instant;
        const facts = replay(survey, municipality, record, at);
        const first = decideTick(survey, municipality, facts, at);
        const done = first.flatMap((decision) => factOfDecision(survey.id, decision) ?? []);
        const again = decideTick(survey, municipality, [...facts, ...done], at);
        expect(again.filter(isFinal)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('no letter goes to a satisfied obligation, and none for a rung before the due date after it', () => {
    fc.assert(
      fc.property(story, ([survey, municipality, record, downtimes]) => {
        const facts = replay(survey, municipality, record, endOfDay(TO));
        for (const { at, obligation, obligations, rung } of sends(
          planned(survey, municipality, record, downtimes),
        )) {
          const states = foldMunicipality(survey, municipality, facts, { asOf: at, knownOn: at });
          for (const state of states.filter((one) => obligations.includes(one.obligation))) {
            expect(['open', 'rejected']).toContain(state.outcome);
            expect(state.suspended).toBe(false);
          }
          const own = states.find((state) => state.obligation === obligation);
          const offset = survey.rungs.find(({ id }) => id === rung)?.offset ?? 1;
          if (offset <= 0) expect(romeDate(at) <= (own?.due.date ?? '')).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('one letter a day at most, and never within the gap, formal notices and an officer’s sends excepted', () => {
    fc.assert(
      fc.property(story, ([survey, municipality, record, downtimes]) => {
        const letters = sends(planned(survey, municipality, record, downtimes));
        letters.slice(1).forEach((letter, i) => {
          const before = letters[i] as Decision;
          expect(letter.day > before.day).toBe(true);
          if (letter.rung === 'formal-notice' || letter.code === 'officer-send') return;
          expect(letter.day >= addWorkingDays(calendar, before.day, 3)).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('every rung ends exactly once under a due date, if no officer asks for it again', () => {
    fc.assert(
      fc.property(story, ([survey, municipality, record, downtimes]) => {
        const lines = planned(survey, municipality, record, downtimes);
        const keys = lines.filter(({ rung }) => !isAskedFor(record, rung)).map(keyOf);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { reason } of lines) expect(reason).toMatch(/\p{L}.*\.$/u);
      }),
      { numRuns: 40 },
    );
  });

  it('every rung of the due date in force whose day has come has its line', () => {
    fc.assert(
      fc.property(story, ([survey, municipality, record, downtimes]) => {
        const lines = planned(survey, municipality, record, downtimes);
        const facts = replay(survey, municipality, record, endOfDay(TO));
        // No rung of these rounds is due in the last weeks of the year unless a due date moved there.
        const states = foldMunicipality(survey, municipality, facts, { asOf: TO });
        for (const { obligation, due } of states) {
          if (due.date > addDays(TO, -45)) continue;
          for (const { id } of survey.rungs) {
            const own = lines.filter((line) => line.obligation === obligation && line.rung === id);
            const inForce = own.filter(({ dueVersion }) => dueVersion === due.version);
            const once = id === 'opening' && own.length > 0;
            const again = inForce.length === 2 && isAskedFor(record, id);
            expect(inForce.length === 1 || once || again).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a plan made in two halves is the plan made at once', () => {
    fc.assert(
      fc.property(story, fc.integer({ min: 1, max: 340 }), ([survey, municipality, record], n) => {
        const mid = addDays(FROM, n);
        const input = { survey, municipalities: [municipality], assumeDelivery: true };
        const whole = planned(survey, municipality, record, []);
        const [first] = [...rehearse({ ...input, factsOf: () => record, from: FROM, to: mid })];
        const onRecord = first?.facts() ?? [];
        const known = new Set(onRecord.map(({ id }) => id));
        const rest = [...onRecord, ...record.filter(({ id }) => !known.has(id))].sort((a, b) =>
          a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0,
        );
        const second = planned(survey, municipality, rest, [], addDays(mid, 1), TO);
        const halves = [...(first?.decisions ?? []).filter(isFinal), ...second].map(briefly);
        for (const line of whole.filter(isFinal)) expect(halves).toContain(briefly(line));
        expect(sends([...(first?.decisions ?? []), ...second]).map(briefly)).toEqual(
          sends(whole).map(briefly),
        );
      }),
      { numRuns: 40 },
    );
  });
});
