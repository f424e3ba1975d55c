import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newRaw, rawBytes, rawInState, repliesIn } from '@app/persistence';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { Readers, readWith } from '../untrusted/read-apart.js';

describe('processing a message', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  async function sent(): Promise<void> {
    bench = await Bench.open(provider);
    for (const { id } of await bench.letters()) await bench.dispatcher.dispatch(id);
  }

  it('puts what can’t be read into quarantine with the reason, and goes on with the next', async () => {
    await sent();
    const receipt = await provider.receipt('acceptance', await bench.attempt(), bench.minutes(1));
    const torn = receipt.subarray(0, 900);
    await bench.arrive(Buffer.alloc(0), torn, Buffer.from([0, 255, 13, 10, 0]), receipt);
    expect(await bench.attempt()).toMatchObject({ state: 'accepted' });
    for (const { problem } of await rawInState(bench.db, 'quarantined')) {
      expect(problem).toMatch(/\S/);
    }
    expect(await newRaw(bench.db)).toEqual([]);
  });

  it('stores what bears NULs in its headers and text without them, its bytes as they came', async () => {
    await sent();
    const raw = Buffer.from(
      'From: a\0b@example.it\r\nMessage-ID: <x\0y@example.it>\r\nSubject: Domanda\0 =?utf-8?q?a=00b?=\r\n\r\nBuon\0giorno\r\n',
    );
    await bench.arrive(raw);
    const [stored] = await rawInState(bench.db, 'processed');
    expect(stored).toMatchObject({ problem: null });
    expect(JSON.stringify(stored)).not.toContain('\\u0000');
    expect(await rawBytes(bench.db, stored!.sha256)).toEqual(raw);
    expect(await repliesIn(bench.db, ['held', 'filed'])).toHaveLength(1);
  });

  it('keeps the place of a message that could not be processed, and tries it again', async () => {
    await sent();
    const attempt = await bench.attempt();
    bench.mailbox.messages.push(await provider.receipt('acceptance', attempt, bench.minutes(1)));
    bench.mailbox.messages.push(await provider.receipt('delivery', attempt, bench.minutes(1)));
    const [first = '', second = ''] = await bench.reader.poll();
    await bench.db.query(`alter table fact add constraint no check (type <> 'accepted') not valid`);
    await expect(bench.processor.process(first)).rejects.toThrow();
    await bench.processor.process(second);
    expect((await newRaw(bench.db)).map(({ sha256, tries }) => [sha256, tries])).toEqual([
      [first, 1],
    ]);
    expect(await bench.told()).toEqual(['queued', 'sent', 'delivered']);
    await bench.db.query(`alter table fact drop constraint no`);
    await bench.processor.process(first);
    expect(await bench.told()).toEqual(['queued', 'sent', 'delivered', 'accepted']);
  });

  it('shows to a person what failed five times, once, and takes it up again when told to', async () => {
    await sent();
    const attempt = await bench.attempt();
    bench.mailbox.messages.push(await provider.receipt('acceptance', attempt, bench.minutes(1)));
    const [sha256 = ''] = await bench.reader.poll();
    await bench.db.query(`alter table fact add constraint no check (type <> 'accepted') not valid`);
    for (let n = 0; n < 5; n += 1) {
      await expect(bench.processor.process(sha256)).rejects.toThrow();
    }
    await bench.processor.process(sha256);
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['message-unprocessed']);
    await bench.db.query(`alter table fact drop constraint no`);
    expect(await bench.processor.retry(sha256)).toBe(true);
    await bench.processor.process(sha256);
    expect(await bench.attempt()).toMatchObject({ state: 'accepted' });
  });

  it('shows a message that stops its reader with the limit, and goes on with the next', async () => {
    await sent();
    const receipt = await provider.receipt('acceptance', await bench.attempt(), bench.minutes(1));
    bench.mailbox.messages.push(Buffer.from('Subject: bomba\r\n\r\n'), receipt);
    const [bomb = '', next = ''] = await bench.reader.poll();
    const message = 'la lettura è stata fermata perché supera il limite di 5 secondi';
    const stopping = new Readers(null);
    stopping.ask = async () => ({ stopped: 'time', message });
    readWith(stopping);
    try {
      for (let n = 0; n < 5; n += 1) {
        await expect(bench.processor.process(bomb)).rejects.toThrow(message);
      }
    } finally {
      readWith(new Readers(null));
    }
    await bench.processor.process(next);
    expect(await rawInState(bench.db, 'quarantined')).toMatchObject([
      { sha256: bomb, problem: message },
    ]);
    expect(await bench.alerts()).toMatchObject([
      { kind: 'message-unprocessed', message: expect.stringContaining(message) },
    ]);
    expect(await bench.attempt()).toMatchObject({ state: 'accepted' });
  });
});
