import { afterEach, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from './sandbox.js';
import type { SandboxScript } from './script/schema.js';
import {
  Bench,
  DAY,
  HOUR,
  MINUTE,
  PASSWORD,
  SECOND,
  USER,
  type Arrived,
} from './testing/harness.js';
import type { WorldEvent } from './world.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(60_000);

const SCRIPT: Omit<SandboxScript, 'version'> = {
  recipients: [
    { address: 'lenta@pec.comune.example', fate: { do: 'notice-12h-then-delivery' } },
    { address: 'doppia@pec.comune.example', fate: { do: 'duplicate-receipts' } },
  ],
  municipalities: [
    {
      istat: '110001',
      name: 'Andria',
      address: 'protocollo@pec.comune.example',
      rules: [
        {
          id: 'risponde',
          when: { letter: { nth: 1 }, after: 'PT2H' },
          action: { do: 'extension-request', references: ['2021-12-31'] },
        },
        {
          id: 'trasmette',
          when: { day: '2022-02-14', time: '12:00' },
          action: { do: 'transmit', mode: 'flow', units: 3, reference: '2021-12-31' },
        },
      ],
    },
  ],
};

let bench: Bench;
afterEach(() => bench.close());

const letters = async (): Promise<void> => {
  for (const to of ['protocollo', 'lenta', 'doppia']) {
    await bench.send({ to: `${to}@pec.comune.example`, messageId: `<${to}@x.it>` });
  }
};

const shown = (messages: readonly Arrived[]): string[] =>
  messages.map(({ name, raw }) => `${name} ${createHash('sha256').update(raw).digest('hex')}`);

it('goes on with the same queue after a restart at any moment, and the mailbox ends the same', async () => {
  bench = await Bench.open(SCRIPT);
  await letters();
  // The state just after the last 250: every life below starts from here.
  const seed = await mkdtemp(join(tmpdir(), 'sandbox-seed-'));
  await cp(bench.dir, seed, { recursive: true });
  await bench.advance(2 * DAY);
  const whole = shown(await bench.inbox());
  expect(whole).toHaveLength(12);

  for (const stop of [SECOND, 3 * SECOND, MINUTE, HOUR, 3 * HOUR, 13 * HOUR, DAY]) {
    const dir = await mkdtemp(join(tmpdir(), 'sandbox-life-'));
    await cp(seed, dir, { recursive: true });
    await advanceIn(dir, bench.now - 2 * DAY + stop);
    // A kill between the message in the Maildir and its mark: the mark is lost, whole or in part.
    const log = join(dir, 'queue', 'done.log');
    await truncate(log, Math.max(0, (await readFile(log)).length - 25));
    await advanceIn(dir, bench.now);
    const again = await contents(dir);
    expect(again).toEqual(whole);
    await rm(dir, { recursive: true, force: true });
  }
  await rm(seed, { recursive: true, force: true });
});

async function advanceIn(dir: string, to: number): Promise<void> {
  const sandbox = await openIn(dir, to);
  await sandbox.advanceTo(to);
  await sandbox.stop();
}

const openIn = (dir: string, now: number) =>
  startSandbox({
    dir,
    smtpPort: 0,
    clock: { now: () => now },
    users: [{ address: USER, password: PASSWORD }],
    script: { version: 1, ...SCRIPT },
  });

async function contents(dir: string): Promise<string[]> {
  const folder = join(dir, 'mailboxes', USER, 'new');
  const names = (await readdir(folder)).sort();
  return shown(
    await Promise.all(
      names.map(async (name) => ({ name, raw: await readFile(join(folder, name)) })),
    ),
  );
}

it('does not write again what a reader has moved to cur and flagged, when its mark was lost', async () => {
  bench = await Bench.open(SCRIPT);
  await letters();
  await bench.advance(3 * SECOND);
  const before = await bench.inbox();
  const root = bench.sandbox.maildirOf(USER);
  for (const { name } of before) {
    await rename(join(root, 'new', name), join(root, 'cur', `${name}:2,S`));
  }
  await bench.sandbox.stop();
  await writeFile(join(bench.dir, 'queue', 'done.log'), '');
  bench.sandbox = await openIn(bench.dir, bench.now);
  await bench.advance(0);
  expect(await bench.inbox()).toHaveLength(before.length);
});

it('tells what happens in PUSH at its time, with an id that stays, and again when the listener failed', async () => {
  bench = await Bench.open(SCRIPT);
  const told: WorldEvent[] = [];
  bench.sandbox.onWorldEvent(() => {
    throw new Error('database down');
  });
  await bench.advance(2 * HOUR);
  await expect(bench.advance(HOUR)).rejects.toThrow('database down');
  await bench.restart();
  bench.sandbox.onWorldEvent((event) => {
    told.push(event);
  });
  await bench.advance(0);
  await bench.restart();
  bench.sandbox.onWorldEvent((event) => {
    told.push(event);
  });
  await bench.advance(DAY);
  expect(told).toEqual([
    {
      id: '110001-trasmette',
      at: Date.UTC(2022, 1, 14, 11),
      municipality: '110001',
      round: '2021-12-31',
      type: 'transmitted',
      mode: 'flow',
      units: 3,
    },
  ]);
});

it('lets the mail run on while nobody listens to what happens in PUSH', async () => {
  bench = await Bench.open(SCRIPT);
  await letters();
  await bench.advance(2 * DAY);
  expect(bench.sandbox.due(bench.now)).toBeNull();
  bench.sandbox.onWorldEvent(() => undefined);
  expect(bench.sandbox.due(bench.now)).toBe(Date.UTC(2022, 1, 14, 11));
});

it('numbers the same letter sent twice as two', async () => {
  bench = await Bench.open();
  await bench.send({ messageId: '<stessa@x.it>' });
  await bench.restart();
  await bench.send({ messageId: '<stessa@x.it>' });
  const [first, second] = bench.sandbox.submissions();
  expect([first?.seq, second?.seq]).toEqual([1, 2]);
  expect(first?.providerId).not.toBe(second?.providerId);
});

it('carries out what is due in the order of time, whatever order it was planned in', async () => {
  bench = await Bench.open({
    recipients: [{ address: 'dopo@pec.comune.example', fate: { do: 'delivered', after: 'PT3H' } }],
  });
  await bench.send({ to: 'dopo@pec.comune.example', subject: 'prima' });
  bench.now += MINUTE;
  await bench.send({ subject: 'seconda' });
  expect(bench.sandbox.due(bench.now)).toBe(bench.now - MINUTE + 2 * SECOND);
  await bench.advance(DAY);
  const names = (await bench.inbox()).map(({ name }) => name.replace(/^.*_|\.sandbox$/g, ''));
  expect(names).toEqual(['1-acceptance', '2-acceptance', '2-0-delivery', '1-0-delivery']);
});
