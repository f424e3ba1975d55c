import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MAIL_USER, startDovecot, type TestDovecot } from '../../../test/support/dovecot.js';
import { describeWith } from '../../../test/support/requires.js';
import { ImapMailbox } from './imap/imap-mailbox.js';
import { MaildirMailbox } from './maildir/maildir-mailbox.js';
import { whole } from './testing/collect.js';
import type { Mailbox, MailboxCursor } from './types.js';

const MESSAGES = 20_000;
const BODY = 'x'.repeat(3000);
/** 60 MB of messages; a reader that kept them would show. */
const MEMORY = 40 * 1024 * 1024;

describeWith(['dovecot'], 'a first start on a mailbox of 20,000 messages', () => {
  let dovecot: TestDovecot;
  let indexDir: string;

  beforeAll(async () => {
    dovecot = await startDovecot(['grande']);
    indexDir = mkdtempSync(join(tmpdir(), 'sollecito-index-'));
    const box = dovecot.maildir('grande');
    for (const part of ['new', 'cur', 'tmp']) mkdirSync(join(box, part), { recursive: true });
    for (let n = 0; n < MESSAGES; n += 200)
      await Promise.all(Array.from({ length: 200 }, (_, at) => deliver(box, n + at)));
    execFileSync('chown', ['-R', `${MAIL_USER}:${MAIL_USER}`, box]);
  }, 300_000);

  afterAll(async () => {
    rmSync(indexDir, { recursive: true, force: true });
    await dovecot.stop();
  });

  async function deliver(box: string, n: number): Promise<void> {
    const path = join(box, 'new', `${1_640_000_000 + n}.M${n}.prova`);
    await writeFile(path, `Subject: ${n}\r\n\r\n${BODY}\r\n`);
    await utimes(path, 1_640_000_000 + n, 1_640_000_000 + n);
  }

  /** Reads everything as the engine does, in portions, each time from the cursor; gives the peak of memory. */
  async function readAll(open: () => Mailbox): Promise<{ read: number; peak: number }> {
    const start = inUse();
    let peak = 0;
    let read = 0;
    let cursor: MailboxCursor | null = null;
    for (let before = -1; read !== before;) {
      before = read;
      // A new reader for each portion: what it knows must come from the cursor alone.
      const box = open();
      for await (const one of box.fetch('INBOX', cursor, 5000)) {
        if (
          !Buffer.from(whole(one).raw.subarray(0, 40)).toString().startsWith(`Subject: ${read}\r`)
        )
          throw new Error(`message ${read} came out of order`);
        cursor = { folder: one.folder, uidValidity: one.uidValidity, uid: one.uid };
        read += 1;
        if (read % 1000 === 0) peak = Math.max(peak, inUse() - start);
      }
      await box.close();
    }
    return { read, peak };
  }

  // What is kept, not what waits to be collected: that depends on the machine.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inUse = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  it('by Maildir: all, in order, resumed three times, memory flat', async () => {
    const path = dovecot.maildir('grande');
    const { read, peak } = await readAll(() => new MaildirMailbox({ path, indexDir }));
    expect(read).toBe(MESSAGES);
    expect(peak).toBeLessThan(MEMORY);
  }, 300_000);

  it('by IMAP: all, in order, resumed three times, memory flat', async () => {
    const url = dovecot.url('grande');
    const open = () => new ImapMailbox({ url, allowOnlyLoopback: true });
    const { read, peak } = await readAll(open);
    expect(read).toBe(MESSAGES);
    expect(peak).toBeLessThan(MEMORY);
  }, 300_000);
});
