import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Access } from './cluster.js';
import { readPidFile } from './pidfile.js';
import { alive } from './process.js';

/** A postmaster that this process started. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: Promise<void>;
}

/** How a start can end other than well. */
export type StartFailure = 'port-taken' | 'already-running' | 'failed';

const LOG_LIMIT = 4 * 1024 * 1024;
const START_LIMIT_MS = 120_000; // crash recovery of a large database replays its log first
const STOP_LIMIT_MS = 30_000;

/**
 * Starts PostgreSQL and waits until it takes connections. It gets its own process group: Ctrl-C in
 * the terminal reaches this program alone, which stops the database last. A small guard process holds
 * a pipe from this one and stops PostgreSQL when the pipe breaks, so that not even SIGKILL leaves an
 * orphan.
 */
export async function startPostmaster(
  program: string,
  cluster: string,
  access: Access,
  port: number,
  settings: Readonly<Record<string, string>>,
  logFile: string,
): Promise<Postmaster | StartFailure> {
  const log = openLog(logFile);
  const from = fstatSync(log).size;
  const { dataDir, ...how } = access;
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program, ['-D', dataDir, '-p', String(port), ...options], {
    ...how,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const ready = await untilReady(child, cluster, gone);
  if (!ready || child.pid === undefined) {
    if (child.pid !== undefined && child.exitCode === null) child.kill('SIGQUIT');
    return whyNot(logFile, from);
  }
  guard(child.pid, gone, access);
  return { pid: child.pid, gone };
}

/** PostgreSQL's log is started anew at the first start that finds it large. */
function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  if (fstatSync(log).size > LOG_LIMIT) ftruncateSync(log);
  return log;
}

async function untilReady(
  child: ChildProcess,
  cluster: string,
  gone: Promise<void>,
): Promise<boolean> {
  let ended = false;
  void gone.then(() => (ended = true));
  const deadline = performance.now() + START_LIMIT_MS;
  while (!ended && performance.now() < deadline) {
    const file = readPidFile(cluster);
    if (file !== null && file.pid === child.pid && file.status === 'ready') return true;
    await pause(10);
  }
  return false;
}

function whyNot(logFile: string, from: number): StartFailure {
  const told = readFileSync(logFile).subarray(from).toString('utf8');
  if (/could not bind|could not create any TCP\/IP sockets/.test(told)) return 'port-taken';
  if (
    /lock file "postmaster\.pid" already exists|shared memory block .* is still in use/.test(told)
  ) {
    return 'already-running';
  }
  return 'failed';
}

/** Stops PostgreSQL (fast: sessions are ended, everything is on disk) when this process ends. */
function guard(pid: number, gone: Promise<void>, access: Access): void {
  const shell = spawn('/bin/sh', ['-c', `read _; kill -INT ${pid} 2>/dev/null`], {
    uid: access.uid,
    gid: access.gid,
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined); // no /bin/sh: the next start deals with the orphan
  shell.unref();
  (shell.stdin as unknown as { unref?(): void }).unref?.();
  void gone.then(() => shell.kill('SIGKILL'));
}

/**
 * Stops a postmaster, ours or an orphan of a run that was killed: fast shutdown, and when that takes
 * too long (a session that hangs) immediate shutdown, which the next start recovers from.
 *
 * @returns false when it could not be stopped: not our process to signal
 */
export async function stopPostmaster(pid: number, limitMs = STOP_LIMIT_MS): Promise<boolean> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
    if (await untilGone(pid, limitMs)) return true;
  }
  return false;
}

/** Waits for a process to end. */
export async function untilGone(pid: number, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (alive(pid)) {
    if (performance.now() > deadline) return false;
    await pause(10);
  }
  return true;
}
