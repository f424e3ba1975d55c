import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { zipSync } from 'fflate';
import { actsAfter } from '@app/persistence';
import type { Jobs } from '../jobs.js';
import { Bench } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { MessageDesk } from './message-desk.js';

const BROKEN = Buffer.from([0, 255, 13, 10, 0]);

describe('messages that come by hand', () => {
  let provider: TestProvider;
  let bench: Bench;
  let desk: MessageDesk;
  let woken: string[];

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  /** The opening letter has left, and nothing has come back. */
  async function sent(): Promise<void> {
    bench = await Bench.open(provider);
    for (const { id } of await bench.letters()) await bench.dispatcher.dispatch(id);
    woken = [];
    const jobs = { wakeMessages: async (ids: string[]) => void woken.push(...ids) };
    desk = new MessageDesk(bench.db, bench.clock, bench.processor, jobs as unknown as Jobs);
  }

  const receipt = async (kind: 'acceptance' | 'delivery') =>
    provider.receipt(kind, await bench.attempt(), bench.minutes(1));

  it('go the way of the mailbox: a receipt moves its letter, what can’t be read is in quarantine', async () => {
    await sent();
    const bytes = zipSync({
      'a/accettazione.eml': await receipt('acceptance'),
      'consegna.eml': await receipt('delivery'),
      'nota.txt': BROKEN,
    });
    const id = await desk.upload(
      [
        { name: 'ricevute.zip', bytes },
        { name: 'rotto.eml', bytes: BROKEN },
      ],
      'rossi',
    );
    expect(await bench.attempt()).toMatchObject({ state: 'delivered' });
    const report = await desk.report(id);
    const letter = (await bench.letter()).id;
    expect(
      report!.files.map(({ name, known, fate }) => [name, known, fate!.state, fate!.letter]),
    ).toEqual([
      ['a/accettazione.eml', false, 'processed', letter],
      ['consegna.eml', false, 'processed', letter],
      ['rotto.eml', false, 'quarantined', null],
    ]);
    expect(report!.files[2]!.fate!.problem).toMatch(/\S/);
    expect(report!.refused).toEqual([
      { name: 'nota.txt', message: '«nota.txt» non è un file .eml' },
    ]);
    expect(report).toMatchObject({ actor: 'rossi', at: bench.clock.now() });
  });

  it('are taken once, whether they come from the mailbox, twice in an upload, or in a second one', async () => {
    await sent();
    const acceptance = await receipt('acceptance');
    const delivery = await receipt('delivery');
    await bench.arrive(acceptance);
    const files = [acceptance, delivery, delivery].map((bytes, n) => ({ name: `${n}.eml`, bytes }));
    const first = await desk.report(await desk.upload(files, 'rossi'));
    expect(first!.files.map(({ known }) => known)).toEqual([true, false, true]);
    const second = await desk.report(await desk.upload(files, 'verdi'));
    expect(second!.files.map(({ known }) => known)).toEqual([true, true, true]);
    expect(await bench.told()).toEqual(['queued', 'sent', 'accepted', 'delivered']);
    expect(await desk.report('unknown')).toBeNull();
  });

  it('leave the rest to the queue when they are many, and one that fails for later', async () => {
    await sent();
    const many = Array.from({ length: 103 }, (_, n) => ({
      name: `${n}.eml`,
      bytes: Buffer.from(`Subject: ${n}\r\n\r\n${n}\r\n`),
    }));
    await desk.upload(many, 'rossi');
    expect(woken).toHaveLength(3);
    await bench.db.query(`alter table fact add constraint no check (type <> 'accepted') not valid`);
    const acceptance = await receipt('acceptance');
    const id = await desk.upload([{ name: 'a.eml', bytes: acceptance }], 'rossi');
    const report = await desk.report(id);
    expect(report!.files[0]!.fate).toMatchObject({ state: 'new', tries: 1 });
    expect(woken).toHaveLength(4);
  });

  it('leave the rest to the queue when they are large, and are stored in their order, byte for byte', async () => {
    await sent();
    const mail = (name: string, megabytes: number): Buffer =>
      Buffer.concat([
        Buffer.from(`Subject: ${name}\r\n\r\n`),
        Buffer.alloc(megabytes * 1024 * 1024, 'abcdefg\r\n'),
      ]);
    const mails = [mail('a', 5), mail('b', 0), mail('c', 5), mail('d', 0), mail('a', 5)];
    const id = await desk.upload(
      mails.map((bytes, index) => ({ name: `${index}.eml`, bytes })),
      'rossi',
    );
    const stored = (await bench.db.query(
      `select sha256, bytes, size, state from raw_message order by position`,
    )) as { sha256: string; bytes: Buffer; size: number; state: string }[];
    const same = stored.map(
      ({ bytes, size }, n) => size === bytes.length && mails[n]!.equals(bytes),
    );
    expect(same).toEqual([true, true, true, true]);
    expect(stored.map(({ state }) => state)).toEqual(['processed', 'processed', 'new', 'new']);
    expect(woken).toEqual(stored.slice(2).map(({ sha256 }) => sha256));
    const known = (await desk.report(id))!.files.map((file) => file.known);
    expect(known).toEqual([false, false, false, false, true]);
  });

  it('leave quarantine when a person has them read again and they can be, or files them with a reason', async () => {
    await sent();
    await desk.upload([{ name: 'rotto.eml', bytes: BROKEN }], 'rossi');
    const { total, messages } = await desk.quarantined(10, 0);
    expect(total).toBe(1);
    const digest = messages[0]!.sha256;
    expect(await desk.retry(digest, 'rossi')).toMatchObject({ state: 'quarantined' });
    expect(await desk.file(digest, 'non è un messaggio', 'rossi')).toBe(true);
    expect(await desk.file(digest, 'due volte', 'rossi')).toBe(false);
    expect(await desk.retry(digest, 'rossi')).toBeNull();
    expect((await desk.quarantined(10, 0)).total).toBe(0);
    const acts = await actsAfter(bench.db, 0, 10);
    expect(acts.map(({ act, actor }) => [act, actor])).toEqual([
      ['messages-uploaded', 'rossi'],
      ['message-retried', 'rossi'],
      ['message-filed', 'rossi'],
    ]);
  });

  it('closes the alert of a message that can be processed at last', async () => {
    await sent();
    await bench.db.query(`alter table fact add constraint no check (type <> 'accepted') not valid`);
    const acceptance = await receipt('acceptance');
    await desk.upload([{ name: 'a.eml', bytes: acceptance }], 'rossi');
    const digest = woken[0]!;
    for (let n = 0; n < 4; n += 1) await expect(bench.processor.process(digest)).rejects.toThrow();
    expect((await bench.alerts()).map(({ kind }) => kind)).toEqual(['message-unprocessed']);
    await bench.db.query(`alter table fact drop constraint no`);
    expect(await desk.retry(digest, 'rossi')).toMatchObject({ state: 'processed' });
    expect(await bench.alerts()).toEqual([]);
  });
});
