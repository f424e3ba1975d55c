import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '@app/domain';
import { defaultMunicipalities } from '@app/contract';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact, MONDAY } from '../testing/samples.js';

describe('the tick', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  const count = async (table: string): Promise<number> =>
    (await bench.db.query(`select count(*)::int as count from ${table}`))[0].count;

  const open = async (at?: string): Promise<void> => {
    const municipalities = defaultMunicipalities();
    bench = await Bench.open(provider, { municipalities, at: (at ?? MONDAY) as Instant });
  };

  it('starts the letters of the day, each with its fact, its reminder and the address of then', async () => {
    await open();
    const report = await bench.tick.run(MONDAY);
    expect(report).toMatchObject({ considered: 10, letters: expect.any(Array) });
    expect(report.letters).toHaveLength(10);
    expect([await count('letter'), await count('reminder'), await count('fact')]).toEqual([
      10, 10, 10,
    ]);
    expect((await bench.letter()).plannedAddress).toMatch(/@/);
  });

  it('run twice, and two at once, starts each letter once', async () => {
    await open();
    const [one, two] = await Promise.all([bench.tick.run(MONDAY), bench.tick.run(MONDAY)]);
    expect(one.letters.length + two.letters.length).toBe(10);
    expect((await bench.tick.run(MONDAY)).letters).toEqual([]);
    expect(await count('letter')).toBe(10);
    expect(await count('fact')).toBe(10);
  });

  it('at 08:59 starts none, and looks again at 09:00 at all that it had looked at', async () => {
    await open('2022-02-14T07:59:00.000Z');
    expect((await bench.tick.run(bench.clock.now())).letters).toEqual([]);
    expect((await bench.tick.run(bench.minutes(1))).letters).toHaveLength(10);
  });

  it('decides at the day’s hour and not before or again, whatever is recorded between', async () => {
    await open('2022-03-16T07:30:00.000Z');
    const due = { due: '2022-04-01' as LocalDate, scope: 'all' as const, reason: 'richiesta' };
    await bench.recorder.record([aFact('extended', '2022-03-16T08:00:00+01:00', due)]);
    expect((await bench.tick.run(bench.clock.now())).letters).toEqual([]);
    const nine = await bench.tick.run(bench.minutes(30));
    expect(nine.letters).not.toEqual([]);
    const moved = { ...due, due: '2022-03-31' as LocalDate };
    await bench.recorder.record([aFact('extended', '2022-03-16T10:00:00+01:00', moved)]);
    expect(await bench.tick.run(bench.minutes(90))).toEqual({ considered: 1, letters: [] });
  });

  it('does an officer’s click at once', async () => {
    await open('2022-03-01T08:00:00.000Z');
    const first = await bench.tick.run(bench.clock.now());
    expect(first.letters).toHaveLength(0);
    const click = { rung: 'reminder-1', reason: 'richiesta dell’ufficio' };
    await bench.recorder.record([aFact('send-requested', '2022-03-01T10:00:00+01:00', click)]);
    expect((await bench.tick.run(bench.minutes(60))).letters).toHaveLength(1);
  });

  it('starts a letter that was held back again when an officer asks, with a fact of its own, once', async () => {
    await open('2022-03-16T08:00:00.000Z');
    const { letters } = await bench.tick.run(bench.clock.now());
    const id = letters.find((letter) => letter.includes('/110001/'))!;
    const suspended = aFact('suspended', '2022-03-16T09:00:30+01:00', {});
    await bench.recorder.record([suspended]);
    bench.minutes(1);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'withdrawn' });
    const click = { rung: 'reminder-1', reason: 'era un errore' };
    await bench.recorder.record([
      aFact('corrected', '2022-03-17T10:00:00+01:00', { fact: suspended.id, reason: 'errore' }),
      aFact('send-requested', '2022-03-17T10:00:00+01:00', click),
    ]);
    const again = await bench.tick.run('2022-03-17T09:00:00.000Z' as Instant);
    expect(again.letters).toEqual(['push-erp/110001/2022-03-17']);
    const queued = (await bench.facts()).filter(({ type }) => type === 'queued');
    expect(queued.map(({ payload }) => payload)).toMatchObject([
      { letter: id },
      { letter: again.letters[0] },
    ]);
    const [kept] = await bench.db.query(
      `select action, code, letter from reminder where municipality = '110001' and rung = 'reminder-1'`,
    );
    expect(kept).toEqual({ action: 'send', code: 'officer-send', letter: again.letters[0] });
    expect((await bench.tick.run('2022-03-18T08:00:00.000Z' as Instant)).letters).toEqual([]);
  });

  it('looks again only at municipalities with something new', async () => {
    await open();
    await bench.tick.run(MONDAY);
    expect(await bench.tick.run(bench.minutes(5))).toEqual({ considered: 0, letters: [] });
    await bench.recorder.record([aFact('transmitted', bench.clock.now(), { mode: 'flow' })]);
    expect(await bench.tick.run(bench.minutes(5))).toEqual({ considered: 1, letters: [] });
  });

  it('leaves nothing half done: letter, reminder and fact together or none of them', async () => {
    await open();
    await bench.db.query(`alter table letter add constraint no check (municipality <> '110009')`);
    expect((await bench.tick.run(MONDAY)).letters).toHaveLength(9);
    expect([await count('letter'), await count('reminder'), await count('fact')]).toEqual([
      9, 9, 9,
    ]);
    await bench.db.query(`alter table letter drop constraint no`);
    expect((await bench.tick.run(MONDAY)).letters).toEqual(['push-erp/110009/2022-02-14']);
  });
});
