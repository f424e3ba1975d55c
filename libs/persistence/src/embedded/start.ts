import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unprivilegedAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { accessTo, ensureCluster } from './cluster.js';
import { EmbeddedPostgresError, explain } from './error.js';
import { ensureDatabase, type Ownership, takeOwnership } from './ownership.js';
import { runningPostmaster } from './pidfile.js';
import { freePort } from './port.js';
import { type Postmaster, startPostmaster, stopPostmaster, untilGone } from './postmaster.js';
import { secretOf } from './secrets.js';
import { supervise } from './supervise.js';

/** A PostgreSQL of our own, running. */
export interface EmbeddedPostgres {
  /** `postgres://sollecito:…@127.0.0.1:PORT/sollecito`: contains the password, not for logs. */
  readonly url: string;
  readonly port: number;
  /** Process id of the postmaster. */
  readonly pid: number;
  /** Stops it cleanly; safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data folder; the cluster is `<dir>/postgres`, passwords are in `<dir>/secrets`. */
  readonly dir: string;
  /** Told, in Italian, what takes time (the first start, a recovery). */
  readonly onProgress?: (line: string) => void;
  /** Further server settings, over the defaults; tests turn `fsync` off. */
  readonly settings?: Readonly<Record<string, string>>;
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '80',
  shared_buffers: '64MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_statement: 'none',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic', // statements may carry personal data
  log_checkpoints: 'off',
};

const ATTEMPTS = 8;

/**
 * Starts PostgreSQL on the data folder and makes this process its only owner. Whatever the last run
 * left is dealt with: a stale pid file is removed, an orphan is stopped cleanly, a crash is recovered.
 *
 * @throws EmbeddedPostgresError with an Italian sentence and a `code`; `in-use` when another living
 *   process owns the folder
 * @example const pg = await startEmbeddedPostgres({ dir: './data' }); pg.url
 *   //=> 'postgres://sollecito:…@127.0.0.1:41873/sollecito'
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dir = prepareFolder(options.dir);
  const onProgress = options.onProgress ?? (() => undefined);
  const cluster = join(dir, 'postgres');
  const account = unprivilegedAccount(cluster);
  const binaries = findBinaries(account);
  const { admin, app } = passwords(dir);
  await ensureCluster(dir, cluster, account, binaries, admin, onProgress);
  const access = accessTo(cluster, account);
  const settings = { ...SETTINGS, ...options.settings };
  const logFile = join(dir, 'postgres.log');
  const start = (port: number) =>
    startPostmaster(binaries.postgres, cluster, access, port, settings, logFile);

  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    await clearTheWay(cluster, admin, options.dir, onProgress);
    const port = await freePort();
    const started = await start(port);
    if (started === 'port-taken' || started === 'already-running') continue;
    if (started === 'failed') throw explain(tail(logFile), options.dir);
    const owner = await owned(started, port, admin, options.dir);
    await ensureDatabase(port, admin, app);
    return supervise({ first: started, owner, port, start, admin, url: appUrl(port, app) });
  }
  throw inUse(options.dir, 'sollecito');
}

function prepareFolder(given: string): string {
  try {
    mkdirSync(resolve(given), { recursive: true, mode: 0o700 });
    return realpathSync(resolve(given));
  } catch (error) {
    throw explain((error as Error).message, given, error);
  }
}

function passwords(dir: string): { admin: string; app: string } {
  try {
    return { admin: secretOf(dir, 'postgres-admin'), app: secretOf(dir, 'postgres') };
  } catch (error) {
    throw explain((error as Error).message, dir, error);
  }
}

/** Nobody's postmaster is stopped, somebody's is respected. */
async function clearTheWay(
  cluster: string,
  admin: string,
  dir: string,
  onProgress: (line: string) => void,
): Promise<void> {
  const found = runningPostmaster(cluster);
  if (found === null) return;
  if (found.status === 'ready' && found.port !== null) {
    const taken = await takeOwnership(found.port, admin).catch((error: unknown) => {
      if ((error as { code?: string }).code === '28P01') throw wrongPassword(dir, error);
      return null; // it stopped, or is stopping, just now
    });
    if (taken !== null && 'ownedBy' in taken) throw inUse(dir, taken.ownedBy);
    if (taken !== null) {
      onProgress('Riprendo la banca dati di un avvio interrotto…');
      // Still the owner while it stops: nobody else can take it for theirs in between.
      if (!(await stopPostmaster(found.pid))) throw inUse(dir, `processo ${found.pid}`);
      await taken.release().catch(() => undefined);
      return;
    }
  }
  if (found.status === 'stopping') await untilGone(found.pid, 30_000);
  else await pause(100);
}

async function owned(
  started: Postmaster,
  port: number,
  admin: string,
  dir: string,
): Promise<Ownership> {
  const taken = await takeOwnership(port, admin).catch(async (error: unknown) => {
    await stopPostmaster(started.pid);
    if ((error as { code?: string }).code === '28P01') throw wrongPassword(dir, error);
    throw error;
  });
  if ('ownedBy' in taken) throw inUse(dir, taken.ownedBy);
  return taken;
}

function appUrl(port: number, password: string): string {
  return `postgres://sollecito:${password}@127.0.0.1:${port}/sollecito`;
}

function inUse(dir: string, owner: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'in-use',
    `La cartella dati «${dir}» è già in uso (${owner}). Fermare quel Sollecito, o indicare un’altra cartella con SOLLECITO_DATA=….`,
  );
}

function wrongPassword(dir: string, cause: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'wrong-password',
    `La banca dati in «${dir}/postgres» non accetta la password in «${dir}/secrets»: le due cartelle vanno copiate e ripristinate insieme.`,
    { cause },
  );
}

function tail(logFile: string): string {
  return readFileSync(logFile, 'utf8').slice(-4000);
}
