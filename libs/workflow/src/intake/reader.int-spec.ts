import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MaildirMailbox } from '@app/mail';
import { cursorOf, rawInState, unreadMessages } from '@app/persistence';
import { mailboxState } from '../outbox/mailbox-state.js';
import { Bench, FROM } from '../testing/bench.js';
import { TestProvider } from '../testing/provider.js';
import { MailboxReader } from './reader.js';

const MANY = 20_000;
/** 160 MB of messages; a reader that kept them would show. */
const BODY = 'x'.repeat(8000);
const MEMORY = 112 * 1024 * 1024;

const message = (n: number): Buffer => Buffer.from(`Subject: ${n}\r\n\r\nriga\r\n`);

describe('reading the mailbox into the record', () => {
  let provider: TestProvider;
  let bench: Bench;

  beforeAll(async () => {
    provider = await TestProvider.open();
  });
  afterAll(() => provider.close());
  afterEach(() => bench.close());

  const stored = async (): Promise<number> =>
    (await bench.db.query(`select count(*)::int as count from raw_message`))[0].count;

  it('stores every message once and goes on where it left off', async () => {
    bench = await Bench.open(provider);
    bench.mailbox.messages.push(message(1), message(2), message(2));
    expect(await bench.reader.poll()).toHaveLength(2);
    expect(await cursorOf(bench.db, FROM, 'INBOX')).toMatchObject({ uid: 3, uidValidity: '1' });
    expect(await bench.reader.poll()).toEqual([]);
    bench.mailbox.messages.push(message(3));
    expect(await bench.reader.poll()).toHaveLength(1);
    const state = await mailboxState(bench.db, FROM);
    expect(state).toMatchObject({ readUpTo: bench.clock.now(), renumberedAt: null });
  });

  it('notes the place with the messages, or neither', async () => {
    bench = await Bench.open(provider);
    bench.mailbox.messages.push(message(1));
    await bench.db.query(`alter table mailbox_cursor add constraint no check (uid < 1)`);
    await expect(bench.reader.poll()).rejects.toThrow();
    expect(await stored()).toBe(0);
    expect((await mailboxState(bench.db, FROM)).readUpTo).toBeNull();
    await bench.db.query(`alter table mailbox_cursor drop constraint no`);
    expect(await bench.reader.poll()).toHaveLength(1);
  });

  it('reads a renumbered folder from its start, stores nothing twice, and remembers that it was', async () => {
    bench = await Bench.open(provider);
    bench.mailbox.messages.push(message(1), message(2));
    await bench.reader.poll();
    bench.mailbox.uidValidity = '2';
    bench.mailbox.messages.shift();
    bench.mailbox.messages.push(message(3));
    bench.minutes(5);
    expect(await bench.reader.poll()).toHaveLength(1);
    expect(await stored()).toBe(3);
    expect(await mailboxState(bench.db, FROM)).toMatchObject({ renumberedAt: bench.clock.now() });
  });

  it('read by two at once, stores each message once', async () => {
    bench = await Bench.open(provider);
    bench.mailbox.messages.push(...Array.from({ length: 120 }, (_, n) => message(n)));
    const found = await Promise.all([bench.reader.poll(), bench.reader.poll()]);
    expect(found.flat()).toHaveLength(120);
    expect(await stored()).toBe(120);
  });

  describe('a message that can’t be read', () => {
    const WORDS = 'il server risponde «NO [SERVERBUG] Internal error»';

    const unread = () => unreadMessages(bench.db, FROM);
    const told = async () => (await bench.alerts()).map(({ message: text }) => text);

    async function withUnread(): Promise<void> {
      bench = await Bench.open(provider);
      bench.mailbox.messages.push(message(1), message(2), message(3));
      bench.mailbox.unreadable.set(2, WORDS);
      expect(await bench.reader.poll()).toHaveLength(2);
    }

    it('is kept with its place and the server’s words, told once, and the cursor passes it', async () => {
      await withUnread();
      expect(await cursorOf(bench.db, FROM, 'INBOX')).toMatchObject({ uid: 3 });
      const kept = { folder: 'INBOX', uidValidity: '1', uid: 2, problem: WORDS, tries: 1 };
      expect(await unread()).toEqual([expect.objectContaining(kept)]);
      bench.mailbox.messages.push(message(4));
      expect(await bench.reader.poll()).toHaveLength(1);
      expect(await told()).toEqual([
        `Messaggio non letto: cartella INBOX, UID 2: ${WORDS}. Si riprova da sé; gli altri messaggi si leggono.`,
      ]);
    });

    it('is tried again after longer and longer pauses, until it is read: then the alert closes', async () => {
      await withUnread();
      const tries: number[] = [];
      for (let minute = 0; minute < 32; minute += 1) {
        await bench.reader.poll();
        tries.push((await unread())[0]!.tries);
        bench.minutes(1);
      }
      const at = [2, 3, 4, 5, 6].map((count) => tries.indexOf(count));
      expect(at).toEqual([1, 3, 7, 15, 31]);
      bench.mailbox.unreadable.clear();
      expect(await bench.reader.poll()).toEqual([]);
      bench.minutes(60);
      expect(await bench.reader.poll()).toHaveLength(1);
      expect([await unread(), await told()]).toEqual([[], []]);
      expect(await stored()).toBe(3);
    });

    it('that is gone when it is tried again stays told: nobody knows what it said', async () => {
      await withUnread();
      bench.mailbox.messages.length = 1;
      bench.minutes(1);
      await bench.reader.poll();
      expect(await unread()).toEqual([
        expect.objectContaining({ nextTryAt: null, problem: expect.stringContaining('spostato') }),
      ]);
      expect(await told()).toHaveLength(1);
    });

    it('in a folder that is renumbered comes again under its new number', async () => {
      await withUnread();
      bench.mailbox.uidValidity = '2';
      bench.mailbox.messages.shift();
      bench.mailbox.unreadable.clear();
      expect(await bench.reader.poll()).toHaveLength(1);
      expect([await unread(), await told()]).toEqual([[], []]);
    });

    it('in one folder keeps no other waiting, and neither does a folder that fails', async () => {
      await withUnread();
      bench.mailbox.messages.push(message(5));
      bench.mailbox.folders = async () => ['Rotta', 'INBOX'];
      const fetch = bench.mailbox.fetch.bind(bench.mailbox);
      bench.mailbox.fetch = (folder, ...rest) => {
        if (folder === 'Rotta') throw new Error('IMAP: NO [SERVERBUG] cartella guasta');
        return fetch(folder, ...rest);
      };
      bench.minutes(1);
      await expect(bench.reader.poll()).rejects.toThrow('cartella guasta');
      expect((await rawInState(bench.db, 'new')).map(({ uid }) => uid)).toEqual([4, 3, 1]);
      expect((await unread())[0]).toMatchObject({ tries: 2 });
      const state = await mailboxState(bench.db, FROM);
      expect(state.readUpTo).not.toBe(bench.clock.now());
    });
  });

  it(`reads ${MANY} messages at a first start: in order, resumed after a crash, memory flat`, async () => {
    bench = await Bench.open(provider);
    const path = mkdtempSync(join(tmpdir(), 'sollecito-first-start-'));
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(path, part));
    for (let from = 0; from < MANY; from += 500) {
      const some = Array.from({ length: 500 }, (_, n) => from + n);
      await Promise.all(
        some.map(async (n) => {
          const file = join(
            path,
            'new',
            `${1_640_000_000 + n}.M${String(n).padStart(6, '0')}.prova`,
          );
          await writeFile(file, `Subject: ${n}\r\n\r\n${BODY}\r\n`);
          await utimes(file, 1_640_000_000 + n, 1_640_000_000 + n);
        }),
      );
    }
    const reader = (crashAt: number | null): MailboxReader => {
      let read = 0;
      let peak = 0;
      class Crashing extends MaildirMailbox {
        override async *fetch(...asked: Parameters<MaildirMailbox['fetch']>) {
          for await (const one of super.fetch(...asked)) {
            read += 1;
            if (read === crashAt) throw new Error('crash');
            if (read % 1000 === 0) {
              const { heapUsed, external } = process.memoryUsage();
              peak = Math.max(peak, heapUsed + external - before);
              if (peak > MEMORY) throw new Error(`memory grows: ${peak} bytes`);
            }
            yield one;
          }
        }
      }
      const mailbox = new Crashing({ path, indexDir: join(path, '..', `${FROM}-index`) });
      return new MailboxReader(bench.db, bench.clock, bench.settings, mailbox);
    };
    const { heapUsed, external } = process.memoryUsage();
    const before = heapUsed + external;
    try {
      await expect(reader(7_777).poll()).rejects.toThrow('crash');
      expect(await stored()).toBe(7_776);
      expect(await reader(null).poll()).toHaveLength(MANY - 7_776);
      expect(await stored()).toBe(MANY);
      const [order] = await bench.db.query(`
        select bool_and(convert_from(substring(bytes from 10 for position('\\x0d'::bytea in bytes) - 10), 'UTF8')::int = rank - 1) as right
        from (select bytes, row_number() over (order by position) as rank from raw_message) m`);
      expect(order.right).toBe(true);
    } finally {
      rmSync(path, { recursive: true, force: true });
      rmSync(join(path, '..', `${FROM}-index`), { recursive: true, force: true });
    }
  }, 180_000);
});
