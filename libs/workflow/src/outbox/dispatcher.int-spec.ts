import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate } from '@app/domain';
import { MailError } from '@app/mail';
import { markTold, saveMunicipalities, untoldAlerts } from '@app/persistence';
import type { BenchOptions } from '../testing/bench.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { aFact, andria } from '../testing/samples.js';
import { ScriptedSender } from '../testing/twins.js';
import { mailboxState } from './mailbox-state.js';

describe('taking a letter to the provider', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  async function open(options: BenchOptions = {}): Promise<string> {
    bench = await Bench.open(provider, options);
    const [letter] = await bench.letters();
    return letter?.id ?? '';
  }

  it('puts it on record as sent, with its copy in Sent', async () => {
    const id = await open();
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(await bench.letter()).toMatchObject({ state: 'sent' });
    expect(await bench.attempt()).toMatchObject({ state: 'submitted', response: '250 2.0.0 ok' });
    expect(await bench.told()).toEqual(['queued', 'sent']);
    expect(bench.mailbox.sent).toEqual(bench.sender.sent.map(({ raw }) => raw));
  });

  it('does nothing the second time, nor when two do it at once', async () => {
    const id = await open();
    const other = new ScriptedSender();
    await Promise.all([bench.dispatcher.dispatch(id), bench.otherDispatcher(other).dispatch(id)]);
    await bench.dispatcher.dispatch(id);
    expect(bench.sender.sent.length + other.sent.length).toBe(1);
    expect(await bench.attempts()).toHaveLength(1);
  });

  it('has the attempt on record before the provider hears of it, and the dot before it is sent', async () => {
    const id = await open();
    const seen: unknown[] = [];
    bench.sender.next(async (hooks) => {
      seen.push(await bench.attempt());
      await hooks.beforeFinalDot?.();
      seen.push(await bench.attempt());
      return { outcome: 'submitted', response: '250' };
    });
    await bench.dispatcher.dispatch(id);
    expect(seen).toMatchObject([
      { state: 'submitting', dotAt: null },
      { state: 'submitting', dotAt: bench.clock.now() },
    ]);
  });

  it('tries again what failed before the dot: the same bytes, later each time', async () => {
    const id = await open();
    const down = {
      outcome: 'retry',
      code: null,
      response: 'ECONNREFUSED',
      throttled: false,
    } as const;
    bench.sender.next(down, down);
    const first = await bench.dispatcher.dispatch(id);
    // 15 seconds of rest for the mailbox and as many for the letter, so that others go first.
    expect(first).toEqual({ done: 'later', at: '2022-02-14T08:00:30.000Z' });
    expect(await bench.dispatcher.dispatch(id)).toMatchObject({ done: 'later' });
    expect(bench.sender.answers).toHaveLength(1);
    bench.minutes(1);
    expect(await bench.dispatcher.dispatch(id)).toEqual({
      done: 'later',
      at: '2022-02-14T08:02:00.000Z',
    });
    bench.minutes(1);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(await bench.attempts()).toHaveLength(1);
    expect(await mailboxState(bench.db, bench.settings.mailbox)).toMatchObject({ failures: 0 });
  });

  it('rests the whole mailbox when the provider says less, and only the letter when it says not this one', async () => {
    const municipalities = [andria(), andria({ istat: '110009', name: 'Trani' })];
    const id = await open({ municipalities });
    const [, trani] = await bench.letters();
    const answer = { outcome: 'retry', code: 450, response: '450 later', throttled: true } as const;
    bench.sender.next(answer);
    expect(await bench.dispatcher.dispatch(id)).toMatchObject({ done: 'later' });
    expect(await bench.dispatcher.dispatch(trani?.id ?? '')).toEqual({
      done: 'later',
      at: '2022-02-14T08:01:00.000Z',
    });
    bench.minutes(2);
    bench.sender.next({ ...answer, code: 454, throttled: false });
    expect(await bench.dispatcher.dispatch(id)).toMatchObject({ done: 'later' });
    expect(await bench.dispatcher.dispatch(trani?.id ?? '')).toEqual({ done: 'submitted' });
  });

  it('tells a person once of a letter that nobody takes', async () => {
    const id = await open();
    for (let n = 0; n < 7; n += 1) {
      bench.sender.next({ outcome: 'retry', code: 454, response: '454 no', throttled: false });
      await bench.dispatcher.dispatch(id);
      bench.minutes(60);
    }
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['letter-struggling']);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(await bench.alerts()).toEqual([]);
  });

  it('ends a letter that the provider refuses, and says so', async () => {
    const id = await open();
    bench.sender.next({ outcome: 'rejected', code: 553, response: '553 5.7.1 no' });
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'rejected' });
    expect(await bench.letter()).toMatchObject({ state: 'failed', reason: '553 5.7.1 no' });
    expect(await bench.told()).toEqual(['queued', 'delivery-failed look final']);
    expect(await bench.alerts()).toMatchObject([{ kind: 'letter-rejected' }]);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'nothing' });
  });

  it('suspends the mailbox at a refused login, with one alert, and tries no other letter', async () => {
    const municipalities = [andria(), andria({ istat: '110009', name: 'Trani' })];
    const id = await open({ municipalities });
    const [, trani] = await bench.letters();
    bench.sender.next({ outcome: 'login-refused', response: '535 5.7.8 no' });
    await bench.dispatcher.dispatch(id);
    bench.minutes(60);
    await bench.dispatcher.dispatch(id);
    expect(await bench.dispatcher.dispatch(trani?.id ?? '')).toEqual({ done: 'later', at: null });
    expect(bench.sender.sent).toEqual([]);
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['mailbox-suspended']);
    expect(await bench.attempt()).toMatchObject({ state: 'queued', dotAt: null });
  });

  it('leaves in doubt what was lost after the dot, and does not send it again', async () => {
    const id = await open();
    bench.sender.next({ outcome: 'in-doubt', response: 'reset' });
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'in-doubt' });
    bench.minutes(120);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'nothing' });
    expect(bench.sender.sent).toHaveLength(1);
    expect(await bench.told()).toEqual(['queued']);
  });

  it('gives the letter up before the dot when another took it over meanwhile', async () => {
    const id = await open();
    let refused: unknown = null;
    bench.sender.next(async (hooks) => {
      // The lock's session fell and another process found an orphan.
      await bench.db.query(`update dispatch set state = 'queued', tries = tries + 1`);
      await bench.db.query(`update dispatch set state = 'submitting'`);
      await hooks.beforeFinalDot?.().catch((error: unknown) => (refused = error));
      return { outcome: 'retry', code: null, response: 'gave up', throttled: false };
    });
    await bench.dispatcher.dispatch(id);
    expect(String(refused)).toContain('no longer ours');
    expect(await bench.attempt()).toMatchObject({ state: 'submitting', tries: 1, dotAt: null });
  });

  it('keeps the provider’s limits: a minute’s, and a day’s', async () => {
    const municipalities = ['110001', '110002', '110003'].map((istat) => andria({ istat }));
    const id = await open({ municipalities, settings: { ratePerMinute: 1, ratePerDay: 2 } });
    const [, second, third] = await bench.letters();
    await bench.dispatcher.dispatch(id);
    expect(await bench.dispatcher.dispatch(second?.id ?? '')).toEqual({
      done: 'later',
      at: '2022-02-14T08:01:00.000Z',
    });
    bench.minutes(1);
    expect(await bench.dispatcher.dispatch(second?.id ?? '')).toEqual({ done: 'submitted' });
    bench.minutes(1);
    expect(await bench.dispatcher.dispatch(third?.id ?? '')).toEqual({
      done: 'later',
      at: '2022-02-15T08:00:00.000Z',
    });
  });

  it('holds what is still queued after the window until the next morning', async () => {
    const id = await open();
    bench.clock.moveTo('2022-02-14T16:31:00.000Z' as Instant);
    const opens = '2022-02-15T07:30:00.000Z';
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'later', at: opens });
    expect(await bench.letter()).toMatchObject({ state: 'queued', notBefore: opens });
    bench.clock.moveTo(opens as Instant);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
  });

  it('sends nothing after an answer that came between decision and sending', async () => {
    const id = await open();
    await bench.recorder.record([aFact('transmitted', bench.clock.now(), { mode: 'flow' })]);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'withdrawn' });
    expect(await bench.told()).toEqual(['queued', 'transmitted', 'withdrawn']);
    expect(bench.sender.sent).toEqual([]);
  });

  it('writes a letter anew that waited while its address changed, and sends the old bytes to nobody', async () => {
    const id = await open();
    bench.sender.next({ outcome: 'retry', code: 454, response: 'later', throttled: false });
    await bench.dispatcher.dispatch(id);
    const [old] = andria().addresses;
    const moved = {
      ...old!,
      address: 'nuova@pec.comune.example',
      validFrom: '2022-02-01' as LocalDate,
    };
    await saveMunicipalities(bench.db, [andria({ addresses: [old!, moved] })]);
    bench.minutes(5);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(bench.sender.sent.map(({ to }) => to)).toEqual(['nuova@pec.comune.example']);
    expect((await bench.attempts()).map(({ state }) => state)).toEqual(['abandoned', 'submitted']);
  });

  it('stops a letter that no provider could take, and lets it go when a person mended it', async () => {
    const id = await open();
    bench.sender.next(async () => {
      throw new MailError('not-canonical', 'letter: bare LF at byte 7');
    });
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'stopped' });
    expect(await bench.alerts()).toMatchObject([
      { kind: 'letter-stopped', message: expect.stringContaining('bare LF') },
    ]);
    expect(await bench.dispatcher.release(id)).toBe(true);
    expect(await bench.alerts()).toEqual([]);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
  });

  it('tells once more of a letter that stops again after a person let it go, until it has left', async () => {
    const id = await open();
    const stops = (why: string) =>
      bench.sender.next(async () => {
        throw new MailError('not-canonical', why);
      });
    stops('first');
    await bench.dispatcher.dispatch(id);
    await markTold(bench.db, [`stopped/${id}`], bench.clock.now());
    await bench.dispatcher.release(id);
    bench.minutes(5);
    stops('second');
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'stopped' });
    expect(await untoldAlerts(bench.db)).toMatchObject([
      {
        id: `stopped/${id}`,
        message: expect.stringContaining('second'),
        raisedAt: bench.clock.now(),
      },
    ]);
    await bench.dispatcher.release(id);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(await bench.alerts()).toEqual([]);
  });

  it('counts a letter as sent whose copy in Sent fails, and tells the failure once', async () => {
    const id = await open();
    bench.mailbox.sentFails = 'quota';
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(await bench.letter()).toMatchObject({ state: 'sent' });
    expect(await bench.alerts()).toMatchObject([{ kind: 'sent-copy' }]);
  });
});
