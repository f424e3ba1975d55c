import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../command.js';
import { serve } from './sandbox.js';
import { parseUser } from './sandbox-user.js';

// Making RSA keys on a busy machine takes its time.
jest.setTimeout(60_000);

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cli-sandbox-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const clock = { now: () => Date.UTC(2026, 10, 23, 9) };

/** Runs the command until its first line of output was seen, then stops it. */
async function run(args: string[], whileRunning: (line: string) => Promise<void>) {
  const out: string[] = [];
  const err: string[] = [];
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  let seen: Promise<void> = Promise.resolve();
  const io = {
    stdout: (text: string) => {
      out.push(text);
      seen = whileRunning(text).finally(stop);
    },
    stderr: (text: string) => {
      err.push(text);
    },
  };
  const code = await serve(args, io, clock, stopped);
  await seen;
  return { code, out: out.join(''), err: err.join('') };
}

const greeting = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject).once('data', (bytes) => {
      socket.destroy();
      resolve(bytes.toString());
    });
  });

describe('sollecito sandbox', () => {
  it('says as JSON where it listens, where the mail comes and what to trust; ends with 0', async () => {
    const maildir = join(dir, 'posta');
    const { code, err } = await run(
      ['--smtp-port', '0', '--maildir', maildir, '--user', 'a@pec.it:x', '--json'],
      async (line) => {
        const ready = JSON.parse(line) as { smtpPort: number; maildirs: unknown; ca: string };
        expect(ready.maildirs).toEqual({ 'a@pec.it': maildir });
        expect(ready.ca).toBe(join(`${maildir}-sandbox`, 'ca', 'root.pem'));
        expect(await greeting(ready.smtpPort)).toMatch(/^220 /);
      },
    );
    expect([code, err]).toEqual([0, '']);
    expect((await readdir(maildir)).sort()).toEqual(['.Sent', 'cur', 'new', 'tmp']);
  });

  it('keeps one folder for each of several mailboxes', async () => {
    const users = ['--user', 'a@pec.it:x', '--user', 'B@pec.it:y:z'];
    await run(['--smtp-port', '0', '--maildir', dir, ...users], async (text) => {
      expect(text).toContain(`casella a@pec.it: ${join(dir, 'a@pec.it')}`);
      expect(text).toContain(`casella b@pec.it: ${join(dir, 'b@pec.it')}`);
    });
  });

  it.each([
    [['--smtp-port', '70000'], /attesa una porta/],
    [['--user', 'senza-password@pec.it'], /atteso indirizzo:password/],
    [['--user', 'a@pec.it:x', '--user', 'A@pec.it:y'], /indicato due volte/],
    [['--tls', 'forse'], /starttls oppure implicit/],
  ])('refuses %j as wrong usage', async (args, words) => {
    const refused = run([...args, '--data', dir], async () => undefined);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(words);
  });

  it('refuses a broken script, a missing one and a taken port with 1 and the reason', async () => {
    const script = join(dir, 'copione.json');
    const base = ['--smtp-port', '0', '--data', join(dir, 'dati'), '--script'];
    await writeFile(script, '{');
    const broken = await run([...base, script], async () => undefined);
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('non è JSON valido')]);
    await writeFile(script, '{"version":2}');
    const wrong = await run([...base, script], async () => undefined);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('attesa la versione 1')]);
    const missing = await run([...base, join(dir, 'nessuno')], async () => undefined);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('ENOENT')]);
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const taken = await run(
      ['--smtp-port', String(port), '--data', join(dir, 'dati')],
      async () => undefined,
    );
    other.close();
    expect([taken.code, taken.err]).toEqual([1, expect.stringContaining('già in uso')]);
  });
});

it('reads a user: the address in lower case, the password with its colons', () => {
  expect(parseUser('Ufficio@PEC.it:a:b')).toEqual({ address: 'ufficio@pec.it', password: 'a:b' });
});
