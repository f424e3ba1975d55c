import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  followClock,
  ScriptError,
  startSandbox,
  type Sandbox,
  type SandboxClock,
  type SandboxScript,
} from '@app/pec-sandbox';
import { type Command, type Io, UsageError } from '../command.js';
import { parseUser, type User } from './sandbox-user.js';

const usage =
  'sollecito sandbox [--smtp-port N] [--maildir DIR] [--user indirizzo:password]… ' +
  '[--script FILE.json] [--data DIR] [--tls starttls|implicit] [--json]';

/** Runs the simulated provider alone, on the system clock, until it is told to stop. */
export const sandbox: Command = {
  name: 'sandbox',
  summary: 'Avvia da solo il gestore PEC simulato (SMTP e Maildir su loopback).',
  usage,
  run: (args, io) => serve(args, io, { now: () => Date.now() }, interrupted()),
};

/** Ctrl-C, or the stop of a service. */
const interrupted = (): Promise<unknown> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });

/** What `sandbox` does, with its clock and its end given from outside. */
export async function serve(
  args: readonly string[],
  io: Io,
  clock: SandboxClock,
  stopped: Promise<unknown>,
): Promise<number> {
  const wanted = readArguments(args);
  let running: Sandbox;
  try {
    running = await startSandbox({
      dir: wanted.data,
      smtpPort: wanted.port,
      clock,
      users: wanted.users,
      script: await readScript(wanted.script),
      tls: wanted.tls,
      maildirs: maildirsOf(wanted),
    });
  } catch (error) {
    const reason = refusalOf(error, wanted.port);
    if (reason === null) throw error;
    io.stderr(`sollecito sandbox: ${reason}\n`);
    return 1;
  }
  let failed: unknown = null;
  const broke = new Promise<void>((resolve) => {
    const unfollow = followClock(running, clock, (error) => {
      failed = error;
      resolve();
    });
    void stopped.then(unfollow).then(resolve);
  });
  announce(running, wanted, io);
  await broke;
  await running.stop();
  if (failed !== null) throw failed;
  return 0;
}

interface Wanted {
  readonly port: number;
  readonly maildir: string | null;
  readonly data: string;
  readonly users: readonly User[];
  readonly script: string | null;
  readonly tls: false | true | 'implicit';
  readonly json: boolean;
}

const DEFAULT_USER: User = { address: 'ente@pec.sandbox.example', password: 'prova' };

function readArguments(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'smtp-port': { type: 'string' },
      maildir: { type: 'string' },
      user: { type: 'string', multiple: true },
      script: { type: 'string' },
      data: { type: 'string' },
      tls: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const port = Number(values['smtp-port'] ?? '1025');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(
      `--smtp-port «${values['smtp-port']}»: attesa una porta da 0 (una libera) a 65535`,
    );
  }
  const { tls } = values;
  if (tls !== undefined && tls !== 'starttls' && tls !== 'implicit') {
    throw new UsageError(`--tls «${tls}»: atteso starttls oppure implicit`);
  }
  const maildir = values.maildir === undefined ? null : resolve(values.maildir);
  const users = (values.user ?? []).map(parseUser);
  const twice = users.find((one, i) => users.findIndex((o) => o.address === one.address) !== i);
  if (twice !== undefined) throw new UsageError(`--user ${twice.address}: indicato due volte`);
  return {
    port,
    maildir,
    data: resolve(values.data ?? (maildir === null ? 'data/sandbox-pec' : `${maildir}-sandbox`)),
    users: users.length === 0 ? [DEFAULT_USER] : users,
    script: values.script ?? null,
    tls: tls === 'starttls' ? true : (tls ?? false),
    json: values.json ?? false,
  };
}

/** One mailbox is the folder itself; several are folders in it, by address. */
function maildirsOf({ maildir, users }: Wanted): Record<string, string> {
  if (maildir === null) return {};
  return Object.fromEntries(
    users.map(({ address }) => [address, users.length === 1 ? maildir : join(maildir, address)]),
  );
}

async function readScript(file: string | null): Promise<SandboxScript> {
  if (file === null) return { version: 1 };
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as SandboxScript;
  } catch (error) {
    throw new ScriptError(`Copione ${file}: non è JSON valido (${(error as Error).message}).`);
  }
}

function refusalOf(error: unknown, port: number): string | null {
  if (error instanceof ScriptError) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE')
    return `la porta ${port} è già in uso: indicarne un'altra con --smtp-port.`;
  if (code === 'EACCES' || code === 'ENOENT' || code === 'ENOTDIR') return (error as Error).message;
  return null;
}

function announce(running: Sandbox, wanted: Wanted, io: Io): void {
  const maildirs = Object.fromEntries(
    wanted.users.map(({ address }) => [address, running.maildirOf(address)]),
  );
  const ca = join(wanted.data, 'ca', 'root.pem');
  if (wanted.json) {
    const ready = { event: 'ready', smtpPort: running.smtpPort, maildirs, ca, data: wanted.data };
    io.stdout(`${JSON.stringify(ready)}\n`);
    return;
  }
  io.stdout(
    [
      `Gestore PEC simulato pronto: smtp://127.0.0.1:${running.smtpPort}`,
      ...Object.entries(maildirs).map(([address, path]) => `  casella ${address}: ${path}`),
      `  autorità di certificazione di prova: ${ca}`,
      '  Nessun messaggio esce da questo elaboratore. Ctrl-C per fermarlo.',
      '',
    ].join('\n'),
  );
}
