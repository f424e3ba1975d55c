import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { actsAfter } from '@app/persistence';
import type { Jobs } from '../jobs.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { DoubtDesk } from './doubt-desk.js';

const WHO = { by: 'a.rossi', reason: 'la webmail non la mostra' };

describe('a person’s decision on a letter in doubt', () => {
  let provider: TestProvider;
  let bench: Bench;
  let desk: DoubtDesk;
  let woken: number;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  /** A letter whose connection was lost after the final dot. */
  async function inDoubt(): Promise<string> {
    bench = await Bench.open(provider);
    woken = 0;
    const jobs = { wakeSender: async () => void (woken += 1) };
    const { db, clock, settler, recorder } = bench;
    desk = new DoubtDesk(db, clock, settler, recorder, jobs as unknown as Jobs);
    const [letter] = await bench.letters();
    bench.sender.next({ outcome: 'in-doubt', response: 'reset' });
    await bench.dispatcher.dispatch(letter!.id);
    return letter!.id;
  }

  const acts = async () =>
    (await actsAfter(bench.db, 0, 9)).map(({ act, actor, subject, detail }) => [
      ...[act, actor, subject],
      detail['decision'],
    ]);

  it('is told what is known, and what the rule makes of it', async () => {
    const id = await inDoubt();
    bench.minutes(5);
    expect(await desk.view(id)).toMatchObject({
      attempt: { attempt: 1, state: 'in-doubt' },
      evidence: { attempt: 1, laterAccepted: 0, mailboxReadUpTo: null },
      advice: { act: 'wait' },
      resendFrom: '2022-02-14T08:30:00.000Z',
    });
    expect(await desk.view('push-erp/110001/2000-01-01')).toBeNull();
  });

  it('does not send again one millisecond before 30 minutes, and does at 30 minutes: a new attempt, linked', async () => {
    const id = await inDoubt();
    bench.clock.moveTo('2022-02-14T08:29:59.999Z' as never);
    expect(await desk.decide(id, 'resend', WHO)).toMatchObject({
      refused: true,
      code: 'too-early',
    });
    expect(await acts()).toEqual([]);
    bench.clock.moveTo('2022-02-14T08:30:00.000Z' as never);
    expect(await desk.decide(id, 'resend', WHO)).toEqual({ done: 'resend' });
    expect(woken).toBe(1);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    const attempts = await bench.attempts();
    expect(attempts.map(({ attempt, state, letter }) => [attempt, state, letter])).toEqual([
      [1, 'abandoned', id],
      [2, 'submitted', id],
    ]);
    expect(attempts[0]!.response).toBe('decisione di a.rossi: la webmail non la mostra');
    expect(new Set(attempts.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await acts()).toEqual([['doubt-decided', 'a.rossi', id, 'resend']]);
  });

  it('takes the letter as having left, under the person’s name', async () => {
    const id = await inDoubt();
    expect(await desk.decide(id, 'has-left', WHO)).toEqual({ done: 'has-left' });
    expect(await bench.letter()).toMatchObject({ state: 'sent' });
    expect(await bench.attempt()).toMatchObject({ state: 'submitted' });
    expect((await bench.facts()).at(-1)).toMatchObject({
      type: 'sent',
      actor: 'a.rossi',
      source: 'officer',
    });
    expect(await desk.decide(id, 'give-up', WHO)).toMatchObject({ refused: true, code: 'settled' });
    expect(await acts()).toHaveLength(1);
  });

  it('gives the letter up with its reason; a receipt that comes later still proves that it left', async () => {
    const id = await inDoubt();
    const attempt = await bench.attempt();
    expect(await desk.decide(id, 'give-up', WHO)).toEqual({ done: 'give-up' });
    expect(await bench.letter()).toMatchObject({ state: 'withdrawn', reason: WHO.reason });
    expect((await bench.facts()).at(-1)).toMatchObject({
      type: 'withdrawn',
      actor: 'a.rossi',
      payload: { letter: id, reason: WHO.reason },
    });
    bench.minutes(60);
    await bench.settler.doubts();
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'nothing' });
    await bench.arrive(await provider.receipt('delivery', attempt, bench.clock.now()));
    expect(await bench.letter()).toMatchObject({ state: 'delivered' });
    expect(await bench.told()).toEqual(['queued', 'withdrawn', 'sent', 'delivered']);
  });

  it('changes nothing when a receipt was first, or when two decide at once', async () => {
    const id = await inDoubt();
    bench.minutes(30);
    const both = await Promise.all([
      desk.decide(id, 'give-up', WHO),
      desk.decide(id, 'has-left', { by: 'b.verdi', reason: 'è fra le inviate' }),
    ]);
    expect(both.filter((one) => 'done' in one)).toHaveLength(1);
    expect(await acts()).toHaveLength(1);
    await bench.close();
    const other = await inDoubt();
    const attempt = await bench.attempt();
    await bench.arrive(await provider.receipt('acceptance', attempt, bench.clock.now()));
    expect(await desk.decide(other, 'give-up', WHO)).toMatchObject({ code: 'settled' });
    expect(await bench.attempt()).toMatchObject({ state: 'accepted' });
    expect(await acts()).toEqual([]);
  });

  it('closes the question that was asked of a person', async () => {
    const id = await inDoubt();
    await bench.db.query(`update letter set rung = 'formal-notice', template = 'formal-notice'`);
    bench.minutes(31);
    await bench.settler.doubts();
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['dispatch-in-doubt']);
    expect(await desk.view(id)).toMatchObject({ advice: { act: 'ask-officer' } });
    await desk.decide(id, 'has-left', WHO);
    expect(await bench.alerts()).toEqual([]);
  });
});
