import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chmodSync } from 'node:fs';

/** Another process that holds an embedded PostgreSQL, for tests that kill it. */
export interface OtherProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Its postmaster. */
  readonly postmaster: number;
}

const SCRIPT = `
  const { startEmbeddedPostgres } = await import(process.argv[1]);
  const server = await startEmbeddedPostgres({ dir: process.argv[2], settings: { fsync: 'on' } });
  console.log(JSON.stringify({ url: server.url, postmaster: server.pid }));
  process.on('SIGTERM', async () => { await server.stop(); process.exit(0); });
  setInterval(() => {}, 60_000);
`;

/** Starts one and waits until it is up; rejects with what it said when it was refused. */
export async function startElsewhere(
  compiledFolder: string,
  dir: string,
  uid?: number,
): Promise<OtherProcess> {
  if (uid !== undefined) chmodSync(compiledFolder, 0o755);
  const module = `${compiledFolder}/index.js`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, module, dir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    uid,
    gid: uid,
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    once(child, 'exit').then(() => null),
  ]);
  if (line === null) throw new Error(said);
  return { child, ...(JSON.parse(line) as { url: string; postmaster: number }) };
}

/** Kills the process as a power cut would, and waits until it is gone. */
export async function killHard(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
