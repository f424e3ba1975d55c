import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Decision, Fact, FactPayloads, FactType, Instant, LocalDate } from '@app/domain';
import { addDays, decideTick, parseTerm, romeDate, romeInstant } from '@app/domain';
import { addSurveyVersion, saveMunicipalities } from '@app/persistence';
import { Plans } from '../queries/plans.js';
import { States } from '../queries/states.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact, MONDAY } from '../testing/samples.js';
import { briefOf } from './entry.js';
import { Overview } from './overview.js';
import { PastOverview } from './past.js';
import { PlanBook } from './plan-book.js';

const SURVEY = defaultSurvey();
const day = (text: string): LocalDate => text as LocalDate;

describe('the overview', () => {
  let provider: TestProvider;
  let bench: Bench;
  let overview: Overview;
  let states: States;
  let plans: Plans;
  let book: PlanBook;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  beforeEach(async () => {
    bench = await Bench.open(provider, { municipalities: defaultMunicipalities(), at: MONDAY });
    overview = new Overview(bench.db, bench.clock, bench.reference);
    states = new States(bench.db, bench.reference);
    plans = new Plans(bench.db, bench.reference);
    book = new PlanBook(bench.clock, overview, plans);
  });
  afterEach(async () => {
    await overview.onModuleDestroy();
    await bench.close();
  });

  const at = (text: string, time = '09:00'): Instant => romeInstant(day(text), time);
  const of = <T extends FactType>(
    istat: string,
    type: T,
    when: string,
    payload: FactPayloads[T],
    round: LocalDate | null = day('2021-12-31'),
  ): Fact => ({ ...aFact(type, at(when, '10:00'), payload, round), municipality: istat });

  /** What a fold of the whole record gives now. */
  const folded = async () => {
    const now = bench.clock.now();
    const standings = await states.standings(SURVEY, { asOf: now });
    return standings.map(({ municipality, facts, obligations }) => ({
      istat: municipality.istat,
      obligations: obligations.map(briefOf),
      locked: decideTick(SURVEY, municipality, facts, now).filter(
        ({ action }) => action === 'locked',
      ),
    }));
  };
  const shown = async () =>
    (await overview.of(SURVEY)).map(({ municipality, obligations, locked }) => ({
      istat: municipality.istat,
      obligations,
      locked,
    }));

  /** Lines of one moment come in no promised order. */
  const lines = (plan: readonly Decision[]) =>
    [...plan].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const placeOf = ({ at: moment, municipality, obligation, rung }: Decision): string =>
    [moment, municipality, obligation, rung].join(' ');

  it('says on every day of a campaign what a fold of the record says, and plans what the planner plans', async () => {
    const events = [
      of('110001', 'transmitted', '2022-03-10', { mode: 'flow' }),
      of('110002', 'extended', '2022-03-22', {
        due: day('2022-04-20'),
        reason: 'richiesta',
        scope: '110002',
      }),
      of('110003', 'nil-declared', '2022-03-25', { reference: day('2021-12-31') }),
      of('110004', 'transmitted', '2022-03-29', { mode: 'manual' }),
      of('110004', 'rejected', '2022-04-06', { reason: 'file vuoto' }),
      of('110005', 'suspended', '2022-04-01', {}),
      of('110005', 'resumed', '2022-04-19', {}),
      of(
        '110001',
        'variation',
        '2022-07-04',
        { kind: 'sale', date: day('2022-05-20'), units: 1 },
        null,
      ),
      of('110001', 'no-change-declared', '2022-07-11', {}, day('2022-06-30')),
    ];
    let today = romeDate(MONDAY);
    for (let turn = 0; today < '2022-08-10'; turn += 1) {
      for (const event of events.filter(({ recordedAt }) => romeDate(recordedAt) === today)) {
        await bench.recorder.record([event]);
      }
      // Not on every day: what lapses by itself must show too.
      if (turn % 3 === 0) {
        expect({ today, shown: await shown() }).toEqual({ today, shown: await folded() });
        for (const ahead of [0, 6, 13, 45]) {
          const to = addDays(today, ahead);
          expect({ today, to, plan: lines(await book.between(SURVEY, today, to)) }).toEqual({
            today,
            to,
            plan: lines(await plans.between(SURVEY, today, to)),
          });
        }
      }
      await bench.tick.run(bench.clock.now());
      today = addDays(today, turn % 5 === 4 ? 4 : 1);
      bench.clock.moveTo(romeInstant(today, '10:00'));
    }
  }, 120_000);

  it('sees a change of the reference data at once', async () => {
    await overview.of(SURVEY);
    const [first] = defaultMunicipalities();
    await saveMunicipalities(bench.db, [{ ...first!, name: 'Andria Nuova' }]);
    expect((await overview.of(SURVEY))[0]?.municipality.name).toBe('Andria Nuova');
    const later = { ...SURVEY, version: 2, dueOffset: parseTerm('P4M') };
    await addSurveyVersion(bench.db, later, bench.clock.now(), 'prova');
    expect((await overview.of(SURVEY))[0]?.obligations[0]?.due.date).toBe('2022-04-30');
  });

  it('gives the letters of days to come as they leave when nobody answers, from a later day on too', async () => {
    const all = await book.between(SURVEY, day('2022-02-14'), day('2022-03-31'));
    const later = await book.between(SURVEY, day('2022-03-25'), day('2022-03-31'));
    expect(later.length).toBeGreaterThan(10);
    const sends = (lines: typeof all) => lines.filter(({ action }) => action === 'send');
    expect(sends(later)).toEqual(sends(all).filter((line) => line.day >= '2022-03-25'));
  });

  it('folds the past once for those who turn its pages, and anew when something is recorded', async () => {
    const past = new PastOverview(bench.db, bench.reference);
    await bench.recorder.record([of('110001', 'transmitted', '2022-02-14', { mode: 'flow' })]);
    const evening = at('2022-02-20', '18:00');
    const first = await past.of(SURVEY, evening);
    expect(first[0]?.obligations[0]?.outcome).toBe('transmitted');
    expect(await past.of(SURVEY, evening)).toBe(first);
    expect((await past.of(SURVEY, at('2022-02-13')))[0]?.obligations[0]?.outcome).toBe('open');
    await bench.recorder.record([of('110002', 'transmitted', '2022-02-15', { mode: 'flow' })]);
    expect(await past.of(SURVEY, evening)).not.toBe(first);
  });
});
