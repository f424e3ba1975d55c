import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fact, Instant, LocalDate } from '@app/domain';
import { failuresToMend, plan, why } from '@app/domain';
import { defaultSurvey } from '@app/contract';
import type { Kind } from '@app/pec-sandbox';
import {
  dispatchesOf,
  letterAttention,
  letterById,
  repetitionOf,
  searchLetters,
} from '@app/persistence';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact, andria, OBLIGATION } from '../testing/samples.js';

const FIRST = 'push-erp/110001/2022-03-16';
const SECOND = 'push-erp/110001/2022-03-17';
const PAGE = { now: '2022-03-17T10:00:00.000Z' as Instant, limit: 10, offset: 0 };
const FULL = { error: 'altro', detail: '5.2.2 - casella piena' } as const;

describe('a letter that was not delivered', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  beforeEach(async () => {
    bench = await Bench.open(provider, { at: '2022-03-16T08:00:00.000Z' as Instant });
    await bench.tick.run(bench.clock.now());
    await bench.dispatcher.dispatch(FIRST);
  });
  afterEach(() => bench.close());

  const receipt = async (letter: string, kind: Kind): Promise<void> => {
    const attempt = (await dispatchesOf(bench.db, letter)).at(-1)!;
    const more = kind === 'delivery-failure' ? FULL : {};
    const at = bench.minutes(5);
    await bench.arrive(await provider.receipt(kind, attempt, at, more));
  };
  const ask = (letter: string, at: string, reason = 'Casella svuotata') =>
    bench.recorder.record([aFact('resend-requested', at, { rung: 'reminder-1', letter, reason })]);
  const at = (moment: string): Instant => {
    bench.clock.moveTo(moment as Instant);
    return moment as Instant;
  };
  const toMend = async () =>
    failuresToMend(defaultSurvey(), andria(), await bench.facts(), bench.clock.now());
  const kinds = async (): Promise<string[]> => (await bench.alerts()).map(({ kind }) => kind);

  it('leaves once more when an officer asks, as a letter of its own, to the address of then; its delivery closes the alert', async () => {
    await receipt(FIRST, 'acceptance');
    await receipt(FIRST, 'delivery-failure');
    expect(await kinds()).toEqual(['delivery-failed']);
    expect(await ask(FIRST, '2022-03-17T10:00:00+01:00')).toHaveProperty('recorded');
    const now = at('2022-03-17T09:01:00.000Z');
    // A second click does nothing, and says so.
    expect(await ask(FIRST, '2022-03-17T10:00:30+01:00')).toMatchObject({
      refused: [{ refusal: { code: 'already-requested' } }],
    });
    expect((await bench.tick.run(now)).letters).toEqual([SECOND]);
    expect(await letterById(bench.db, SECOND)).toMatchObject({
      ...{ rung: 'reminder-1', repeats: FIRST, obligations: [OBLIGATION], state: 'queued' },
    });
    expect((await repetitionOf(bench.db, FIRST))?.id).toBe(SECOND);
    expect(await bench.dispatcher.dispatch(SECOND)).toEqual({ done: 'submitted' });
    const facts = (await bench.facts()).filter(({ type }) => type === 'queued' || type === 'sent');
    expect(facts.map(({ type, payload }) => [type, payload])).toMatchObject([
      ['queued', { letter: FIRST }],
      ['sent', { letter: FIRST }],
      ['queued', { letter: SECOND, repeats: FIRST }],
      ['sent', { letter: SECOND, repeats: FIRST }],
    ]);
    // The repetition has its own fate.
    expect(await kinds()).toEqual([]);
    expect(await letterAttention(bench.db, now)).toMatchObject({ failed: 0 });
    await receipt(SECOND, 'acceptance');
    await receipt(SECOND, 'delivery');
    expect(await kinds()).toEqual([]);
    expect(await letterAttention(bench.db, now)).toMatchObject({ failed: 0 });
    expect(await ask(FIRST, '2022-03-18T10:00:00+01:00')).toMatchObject({
      refused: [{ refusal: { code: 'already-repeated' } }],
    });
    const told = why(defaultSurvey(), andria(), await bench.facts(), {
      ...{ obligation: OBLIGATION, rung: 'reminder-1', asOf: '2022-03-18' as LocalDate },
    });
    expect(told?.rungs.map(({ letter, repeats, code }) => [letter, repeats, code])).toEqual([
      [FIRST, null, 'due'],
      [SECOND, FIRST, 'repeat'],
    ]);
  });

  it('is planned as it is decided', async () => {
    await receipt(FIRST, 'delivery-failure');
    await ask(FIRST, '2022-03-17T10:00:00+01:00');
    const facts = await bench.facts();
    const survey = defaultSurvey();
    const [again] = plan({
      ...{ survey, municipalities: [andria()], factsOf: (): readonly Fact[] => facts },
      ...{ from: '2022-03-18' as LocalDate, to: '2022-03-18' as LocalDate, assumeDelivery: true },
    }).filter(({ action }) => action === 'send');
    const { letters } = await bench.tick.run(at('2022-03-18T08:00:00.000Z'));
    expect(letters).toEqual([`push-erp/110001/${again!.day}`]);
    expect(await letterById(bench.db, letters[0]!)).toMatchObject({
      ...{ repeats: again!.repeats, rung: again!.rung, obligations: again!.obligations },
    });
  });

  it('is withdrawn just before sending when the first arrives after all, or the answer does', async () => {
    await receipt(FIRST, 'delivery-failure');
    await ask(FIRST, '2022-03-17T10:00:00+01:00');
    await bench.tick.run(at('2022-03-17T09:01:00.000Z'));
    await bench.recorder.record([
      aFact('delivered', '2022-03-17T10:01:30+01:00', { rung: 'reminder-1', letter: FIRST }),
    ]);
    bench.minutes(1);
    expect(await bench.dispatcher.dispatch(SECOND)).toEqual({ done: 'withdrawn' });
    expect(await letterById(bench.db, SECOND)).toMatchObject({
      reason:
        'La lettera «primo sollecito» del 16/03/2022 risulta consegnata: non c’è nulla da rispedire.',
    });
    const rung = why(defaultSurvey(), andria(), await bench.facts(), {
      ...{ obligation: OBLIGATION, rung: 'reminder-1', asOf: '2022-03-17' as LocalDate },
    });
    expect(rung?.rungs.map(({ outcome }) => outcome)).toEqual(['sent', 'withdrawn']);
  });

  it('keeps its alert until a later letter has arrived, whatever the order of the receipts', async () => {
    await receipt(FIRST, 'acceptance');
    at('2022-03-25T08:00:00.000Z');
    const [next] = (await bench.tick.run(bench.clock.now())).letters;
    await bench.dispatcher.dispatch(next!);
    await receipt(next!, 'delivery');
    // The failure of the first is read only now.
    await receipt(FIRST, 'delivery-failure');
    expect(await kinds()).toEqual([]);
    expect(await ask(FIRST, '2022-03-26T10:00:00+01:00')).toMatchObject({
      refused: [{ refusal: { code: 'reached-since' } }],
    });
  });

  it('of a duty that is answered meanwhile is not sent again: the reason says so', async () => {
    await receipt(FIRST, 'delivery-failure');
    await bench.recorder.record([
      aFact('transmitted', '2022-03-17T09:30:00+01:00', { mode: 'flow' }),
    ]);
    expect(await ask(FIRST, '2022-03-17T10:00:00+01:00')).toMatchObject({
      refused: [
        {
          refusal: {
            code: 'no-letter-owed',
            message: 'L’adempimento è assolto con la trasmissione in PUSH: nessuna lettera parte.',
          },
        },
      ],
    });
    expect(await kinds()).toEqual(['delivery-failed']);
    const told = async () => [
      await kinds(),
      (await letterAttention(bench.db, bench.clock.now())).failed,
      (await searchLetters(bench.db, { ...PAGE, list: 'failed' })).total,
      await toMend(),
    ];
    await bench.tick.run(at('2022-03-17T10:00:00.000Z'));
    expect(await told()).toEqual([[], 0, 0, []]);
    // It stays what it is.
    expect(await letterById(bench.db, FIRST)).toMatchObject({ state: 'failed' });
    // The answer is rejected: the letter may be sent once more again.
    await bench.recorder.record([
      aFact('rejected', '2022-03-17T12:00:00+01:00', { reason: 'File vuoto' }),
    ]);
    await bench.tick.run(at('2022-03-17T11:30:00.000Z'));
    expect(await told()).toEqual([['delivery-failed'], 1, 1, [FIRST]]);
  });

  it('is no matter any more once the due date that it announces has passed', async () => {
    await receipt(FIRST, 'delivery-failure');
    await bench.tick.run(at('2022-03-31T06:00:00.000Z'));
    expect([await kinds(), await toMend()]).toEqual([['delivery-failed'], [FIRST]]);
    await bench.tick.run(at('2022-04-01T06:00:00.000Z'));
    expect([await kinds(), await toMend()]).toEqual([[], []]);
  });
});
