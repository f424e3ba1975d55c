import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { withSessionLock } from '@app/persistence';
import type { BenchOptions } from '../testing/bench.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { andria } from '../testing/samples.js';
import { ScriptedSender } from '../testing/twins.js';

const THREE = ['110001', '110002', '110003'].map((istat) => andria({ istat }));

describe('a turn at the mailbox', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  async function open(options: BenchOptions = {}): Promise<string[]> {
    bench = await Bench.open(provider, { municipalities: THREE, ...options });
    return (await bench.letters()).map(({ id }) => id);
  }

  const states = async () => (await bench.letters()).map(({ state }) => state);
  const sent = (sender = bench.sender) => sender.sent.map(({ raw }) => subjectOf(raw));

  /** Ends the session that holds the lock, as a restart of PostgreSQL or a cut connection does. */
  async function cutLock(): Promise<void> {
    const session = `from pg_stat_activity where application_name = 'sollecito lock' and datname = current_database()`;
    const cut = await bench.db.query(`select pg_terminate_backend(pid) ${session}`);
    expect(cut).toHaveLength(1);
    while (((await bench.db.query(`select 1 ${session}`)) as unknown[]).length > 0);
  }

  it('sends all that may leave, in the order of the day that it is for', async () => {
    const [a, b, c] = await open();
    await bench.db.query(`update letter set target = '2022-02-01' where id = $1`, [c]);
    await bench.db.query(`update letter set decided_at = '2022-02-10' where id = $1`, [b]);
    expect(await bench.drain.turn()).toBe('2022-02-14T08:30:00.000Z');
    expect(sent()).toEqual([c, b, a]);
  });

  it('ends at the end of a letter when its time is over, and another is due at once', async () => {
    await open();
    expect(await bench.drain.turn(0)).toBe('now');
    expect(bench.sender.sent).toHaveLength(1);
    expect(await bench.drain.turn(0)).toBe('now');
    await bench.drain.turn(0);
    expect(bench.sender.sent).toHaveLength(3);
  });

  it('keeps the provider’s limits, and says when the next letter may leave', async () => {
    await open({ settings: { ratePerMinute: 2 } });
    expect(await bench.drain.turn()).toBe('2022-02-14T08:01:00.000Z');
    expect(bench.sender.sent).toHaveLength(2);
  });

  it('tries no other letter once the login is refused, and waits for nobody', async () => {
    await open();
    bench.sender.next({ outcome: 'login-refused', response: '535 5.7.8 no' });
    expect(await bench.drain.turn()).toBeNull();
    expect(bench.sender.sent).toEqual([]);
  });

  it('goes past a letter that can’t be looked at, and tells its error when nothing else is left', async () => {
    const [a, b, c] = await open();
    await bench.db.query(`update letter set survey = 'unknown' where id = $1`, [a]);
    await expect(bench.drain.turn()).rejects.toThrow('unknown survey');
    expect(sent()).toEqual([b, c]);
    await expect(bench.drain.turn()).rejects.toThrow('unknown survey');
  });

  it('finds the mailbox taken while another has it', async () => {
    await open();
    const lock = `mailbox/${bench.settings.mailbox}`;
    const others = await withSessionLock(bench.db, lock, () => bench.drain.turn());
    expect(others).toBe('taken');
    expect(await states()).toEqual(['queued', 'queued', 'queued']);
  });

  it('takes up at once what a dead process left: before the dot it leaves, after it it is in doubt', async () => {
    const [a, b] = await open();
    for (const dotted of [false, true]) {
      bench.sender.next(async (hooks) => {
        if (dotted) await hooks.beforeFinalDot?.();
        throw new Error('SIGKILL');
      });
    }
    await expect(bench.dispatcher.dispatch(a!)).rejects.toThrow('SIGKILL');
    await expect(bench.dispatcher.dispatch(b!)).rejects.toThrow('SIGKILL');
    await bench.drain.turn();
    expect(await states()).toEqual(['sent', 'queued', 'sent']);
    const doubt = await bench.db.query(`select letter from dispatch where state = 'in-doubt'`);
    expect(doubt).toEqual([{ letter: b }]);
  });

  it('loses its lock before the dot: another takes the letter over, and it leaves once', async () => {
    await open();
    const other = new ScriptedSender();
    let refused: unknown = null;
    bench.sender.next(async (hooks) => {
      await cutLock();
      await bench.otherDrain(other).turn();
      await hooks.beforeFinalDot?.().catch((error: unknown) => (refused = error));
      return { outcome: 'retry', code: null, response: 'gave up', throttled: false };
    });
    await bench.drain.turn();
    expect(String(refused)).toContain('no longer ours');
    expect(sent(other).toSorted()).toEqual((await bench.letters()).map(({ id }) => id));
    expect(bench.sender.sent).toEqual([]);
    expect(await bench.attempts()).toMatchObject([{ state: 'submitted', tries: 1 }]);
  });

  it('sends nothing more once it has lost its lock', async () => {
    await open();
    bench.sender.next(async (hooks) => {
      await hooks.beforeFinalDot?.();
      await cutLock();
      return { outcome: 'submitted', response: '250 ok' };
    });
    expect(await bench.drain.turn()).toBe('now');
    expect(await states()).toEqual(['sent', 'queued', 'queued']);
  });

  it('loses its lock after the dot: nobody sends the letter again, and its own answer counts', async () => {
    await open();
    const other = new ScriptedSender();
    bench.sender.next(async (hooks) => {
      await hooks.beforeFinalDot?.();
      await cutLock();
      await bench.otherDrain(other).turn();
      expect(await bench.attempt()).toMatchObject({ state: 'in-doubt' });
      return { outcome: 'submitted', response: '250 ok' };
    });
    await bench.drain.turn();
    expect(await states()).toEqual(['sent', 'sent', 'sent']);
    expect(sent(other)).toHaveLength(2);
    expect(bench.sender.sent).toEqual([]);
    expect(await bench.attempt()).toMatchObject({ state: 'submitted' });
  });
});

const subjectOf = (raw: Uint8Array): string =>
  /^Subject: (.*)$/m.exec(Buffer.from(raw).toString())?.[1]?.trim() ?? '';
