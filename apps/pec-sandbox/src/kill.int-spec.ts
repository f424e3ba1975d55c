import { expect, it, jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import nodemailer from 'nodemailer';
import { startSandbox } from './sandbox.js';
import { dissect } from './testing/anatomy.js';
import { PASSWORD, USER } from './testing/harness.js';
import { kindOf } from './testing/table.js';

jest.setTimeout(300_000);

const VICTIM = resolve('apps/pec-sandbox/src/testing/victim.mjs');
const LETTERS = 200;
const LIVES = 12;

/** Starts the provider on its folder and waits until it takes letters. */
async function live(dir: string): Promise<{ child: ChildProcess; port: number }> {
  await access(resolve('apps/pec-sandbox/dist/index.js'));
  const child = spawn(process.execPath, [VICTIM, dir, '0', USER, PASSWORD], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, port: Number(line.toString()) };
}

/** Sends letters until the provider dies; gives those that got their 250 and the one in doubt. */
async function sendUntilDead(
  port: number,
  first: number,
): Promise<{ taken: string[]; doubtful: string }> {
  const taken: string[] = [];
  for (let n = first; ; n++) {
    const messageId = `<lettera-${n}@pec.regione.example>`;
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port,
      ignoreTLS: true,
      auth: { user: USER, pass: PASSWORD },
    });
    try {
      if (n >= LETTERS) return { taken, doubtful: '' };
      await transport.sendMail({
        from: USER,
        to: 'c@pec.example',
        subject: 's',
        text: 't',
        messageId,
      });
      taken.push(messageId);
    } catch {
      return { taken, doubtful: messageId };
    } finally {
      transport.close();
    }
  }
}

it('loses and doubles nothing when it is killed again and again while it takes letters', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-kill-'));
  const taken: string[] = [];
  const doubtful: string[] = [];
  for (let life = 0; life < LIVES; life++) {
    const { child, port } = await live(dir);
    const died = once(child, 'exit');
    // Dies in the midst of its work, at another moment each time.
    const timer = setTimeout(() => child.kill('SIGKILL'), 150 + ((life * 137) % 700));
    const sent = await sendUntilDead(port, taken.length + doubtful.length);
    clearTimeout(timer);
    child.kill('SIGKILL');
    await died;
    taken.push(...sent.taken);
    if (sent.doubtful !== '') doubtful.push(sent.doubtful);
  }
  expect(taken.length).toBeGreaterThan(LIVES);

  const now = Date.now() + 60_000;
  const sandbox = await startSandbox({
    dir,
    smtpPort: 0,
    clock: { now: () => now },
    users: [{ address: USER, password: PASSWORD }],
    script: { version: 1 },
  });
  await sandbox.advanceTo(now);
  await sandbox.stop();

  const folder = join(dir, 'mailboxes', USER, 'new');
  const counts = new Map<string, number>();
  for (const name of await readdir(folder)) {
    const message = dissect(await readFile(join(folder, name)));
    const key = `${kindOf(message)} ${message.daticert?.value('dati/msgid')}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  for (const id of taken) {
    expect([id, counts.get(`acceptance ${id}`), counts.get(`delivery ${id}`)]).toEqual([id, 1, 1]);
  }
  for (const id of doubtful) {
    // Taken or not, but then wholly: never twice, never a receipt without the other.
    expect([undefined, 1]).toContain(counts.get(`acceptance ${id}`));
    expect(counts.get(`delivery ${id}`)).toBe(counts.get(`acceptance ${id}`));
  }
  await rm(dir, { recursive: true, force: true });
});
