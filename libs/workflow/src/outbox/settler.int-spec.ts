import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { andria } from '../testing/samples.js';

const TWO = [andria(), andria({ istat: '110009', name: 'Trani' })];

describe('settling what a crash or a lost connection left open', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  /** A letter whose submitter died: before the dot was noted, or after. */
  async function died(dotted: boolean, at?: string): Promise<string> {
    bench = await Bench.open(provider, {
      municipalities: TWO,
      ...(at === undefined ? {} : { at: at as Instant }),
    });
    const [letter] = await bench.letters();
    bench.sender.next(async (hooks) => {
      if (dotted) await hooks.beforeFinalDot?.();
      throw new Error('SIGKILL');
    });
    await expect(bench.dispatcher.dispatch(letter?.id ?? '')).rejects.toThrow('SIGKILL');
    return letter?.id ?? '';
  }

  /** Another letter, after that one, with its acceptance: the pipe works. */
  async function laterAccepted(): Promise<void> {
    const trani = (await bench.letters()).find(({ municipality }) => municipality === '110009');
    bench.minutes(1);
    await bench.dispatcher.dispatch(trani?.id ?? '');
    await bench.db.query(
      `update dispatch set state = 'accepted', accepted_at = submitting_at + interval '5 seconds' where letter = $1`,
      [trani?.id],
    );
  }

  const readAll = (): Promise<string[]> => bench.reader.poll();

  it('sends again at once, as it is, what died before the dot', async () => {
    const id = await died(false);
    expect(await bench.settler.orphans()).toEqual([id]);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    expect(await bench.attempts()).toMatchObject([{ attempt: 1, state: 'submitted', tries: 1 }]);
  });

  it('leaves in doubt what died after it', async () => {
    const id = await died(true);
    expect(await bench.settler.orphans()).toEqual([]);
    expect(await bench.attempt()).toMatchObject({ state: 'in-doubt' });
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'nothing' });
  });

  it('leaves in doubt what notes the dot in that very instant: its submitter lives', async () => {
    await died(false);
    const query = bench.db.query.bind(bench.db);
    bench.db.query = (async (sql: string, values?: unknown[]) => {
      if (sql.includes(`set state = 'queued'`)) await query(`update dispatch set dot_at = now()`);
      return query(sql, values);
    }) as typeof bench.db.query;
    expect(await bench.settler.orphans()).toEqual([]);
    expect(await bench.attempt()).toMatchObject({ state: 'in-doubt' });
  });

  it('settles a doubt by the acceptance that names it', async () => {
    await died(true);
    await bench.settler.orphans();
    const attempt = await bench.attempt();
    await bench.arrive(await provider.receipt('acceptance', attempt, bench.minutes(1)));
    expect(await bench.attempt()).toMatchObject({ state: 'accepted' });
    expect(await bench.letter()).toMatchObject({ state: 'sent' });
    expect(await bench.told()).toEqual(['queued', 'sent', 'accepted']);
  });

  it('does not take silence for evidence while a message found since could not be read or processed', async () => {
    const id = await died(true);
    await bench.settler.orphans();
    await laterAccepted();
    const receipt = await provider.receipt('acceptance', await bench.attempt(), bench.minutes(1));
    bench.mailbox.messages.push(receipt);
    bench.mailbox.unreadable.set(1, 'il server risponde «NO»');
    await readAll();
    bench.minutes(60);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
    bench.mailbox.unreadable.clear();
    bench.minutes(60);
    const [read = ''] = await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
    await bench.processor.process(read);
    expect(await bench.attempt()).toMatchObject({ state: 'accepted' });
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'nothing' });
  });

  it('sends once more on negative evidence: a new attempt, a new id, linked and with its reason', async () => {
    const id = await died(true);
    await bench.settler.orphans();
    await laterAccepted();
    bench.minutes(28);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
    bench.minutes(1);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([id]);
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'submitted' });
    const [first, second] = await bench.attempts();
    expect(first).toMatchObject({
      state: 'abandoned',
      response: expect.stringContaining('30 minuti'),
    });
    expect(second).toMatchObject({ state: 'submitted', attempt: 2 });
    expect(second?.messageId).not.toBe(first?.messageId);
  });

  it('does not, without a later letter that was accepted or a mailbox read to the end', async () => {
    await died(true);
    await bench.settler.orphans();
    bench.minutes(60);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
    expect(await bench.attempt()).toMatchObject({ state: 'in-doubt' });
  });

  it('does not, when the mailbox was renumbered since', async () => {
    await died(true);
    await bench.settler.orphans();
    await laterAccepted();
    bench.mailbox.messages.push(Buffer.from('Subject: x\r\n\r\n'));
    await readAll();
    bench.mailbox.uidValidity = '2';
    bench.minutes(60);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
  });

  it('asks a person, once, when the second attempt is in doubt too', async () => {
    const id = await died(true);
    await bench.settler.orphans();
    await laterAccepted();
    bench.minutes(30);
    await readAll();
    await bench.settler.doubts();
    bench.sender.next({ outcome: 'in-doubt', response: 'reset' });
    await bench.dispatcher.dispatch(id);
    bench.minutes(60);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
    await bench.settler.doubts();
    const asked = (await bench.alerts()).filter(({ kind }) => kind === 'dispatch-in-doubt');
    expect(asked).toMatchObject([
      { message: expect.stringContaining('è già stata rispedita una volta') },
    ]);
  });

  it('takes back the resend when the first attempt’s receipt comes before it left', async () => {
    const id = await died(true);
    await bench.settler.orphans();
    await laterAccepted();
    bench.minutes(30);
    await readAll();
    await bench.settler.doubts();
    const first = await bench.attempt();
    await bench.arrive(await provider.receipt('acceptance', first, bench.clock.now()));
    expect(await bench.dispatcher.dispatch(id)).toEqual({ done: 'nothing' });
    expect(await bench.attempts()).toMatchObject([{ state: 'accepted' }]);
  });

  it('prefers a double to silence on the last working afternoon before the due date, and says why', async () => {
    // The last call of Wednesday 30 March 2022; the due date is Thursday 31.
    const id = await died(true, '2022-03-30T07:00:00.000Z');
    await bench.settler.orphans();
    bench.clock.moveTo('2022-03-31T14:59:00.000Z' as Instant);
    expect(await bench.settler.doubts()).toEqual([]);
    bench.clock.moveTo('2022-03-31T15:00:00.000Z' as Instant);
    expect(await bench.settler.doubts()).toEqual([id]);
    expect((await bench.attempt()).response).toMatch(/^il termine sta per scadere/);
  });

  it('asks a person about a formal notice', async () => {
    await died(true);
    await bench.db.query(`update letter set rung = 'formal-notice', template = 'formal-notice'`);
    await bench.settler.orphans();
    await laterAccepted();
    bench.minutes(30);
    await readAll();
    expect(await bench.settler.doubts()).toEqual([]);
    expect(await bench.alerts()).toMatchObject([
      { kind: 'dispatch-in-doubt', message: expect.stringContaining('decide una persona') },
    ]);
  });
});
