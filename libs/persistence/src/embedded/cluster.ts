import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, reachable } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError, explain } from './error.js';
import { alive } from './process.js';

const run = promisify(execFile);

/** The role that owns the cluster; the program itself signs in as `sollecito`, which owns its database only. */
export const ADMIN = 'sollecito_admin';

/** Who may sign in: over loopback, with a password. No socket, no replication, nobody else. */
const HBA = `# Written by Sollecito. The server listens on loopback only.
host  all  all  127.0.0.1/32  scram-sha-256
host  all  all  ::1/128       scram-sha-256
`;

/** What a process that works on the cluster needs: which account it takes and how it names the folder. */
export interface Access {
  readonly uid?: number;
  readonly gid?: number;
  readonly cwd: string;
  /** The value of PostgreSQL's `-D`. */
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * How to run a program on the cluster. Where the unprivileged account may not pass through a folder
 * above (data under /root, or in a private home), the program is started inside the folder and names
 * it `/proc/self/cwd`: no permission above has to be opened for it.
 */
export function accessTo(cluster: string, account: Account | null): Access {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  if (account === null) return { cwd: cluster, dataDir: cluster, env };
  const inside = process.platform === 'linux' && !reachable(join(cluster, 'x'), account);
  return {
    uid: account.uid,
    gid: account.gid,
    cwd: cluster,
    dataDir: inside ? '/proc/self/cwd' : cluster,
    env,
  };
}

/**
 * Makes the cluster if there is none: UTF-8, the built-in C.UTF-8 locale (the same order on every
 * machine), data checksums, passwords by SCRAM. It is made beside its place and moved there whole, so
 * that a start that was killed half way leaves nothing that looks like a cluster.
 *
 * @returns true when it was made now
 * @throws EmbeddedPostgresError `newer-cluster`, `older-cluster`, `disk-full`, `no-permission`, `start-failed`
 */
export async function ensureCluster(
  dir: string,
  cluster: string,
  account: Account | null,
  binaries: Binaries,
  adminPassword: string,
  onProgress: (line: string) => void,
): Promise<boolean> {
  removeHalfMade(dir);
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    checkVersion(cluster, binaries.major);
    if (account !== null && statSync(cluster).uid === 0) handOver(cluster, account);
    return false;
  }
  onProgress('Preparo la banca dati (solo la prima volta)…');
  const half = join(dir, `postgres.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  const passwordFile = join(half, 'pwfile');
  const data = join(half, 'data');
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
    if (account !== null) {
      for (const path of [half, data, passwordFile]) chownSync(path, account.uid, account.gid);
    }
    await initdb(binaries.initdb, accessTo(data, account), '../pwfile');
    writeFileSync(join(data, 'pg_hba.conf'), HBA);
    renameSync(data, cluster);
    return true;
  } catch (error) {
    // Someone else made it in the meantime: theirs is as good.
    if (existsSync(join(cluster, 'PG_VERSION'))) return false;
    if (error instanceof EmbeddedPostgresError) throw error;
    const { stderr, message } = error as Error & { stderr?: string };
    throw explain(stderr ?? message, dir, error);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

async function initdb(program: string, access: Access, passwordFile: string): Promise<void> {
  const { dataDir, ...spawn } = access;
  const args = [
    `--pgdata=${dataDir}`,
    `--username=${ADMIN}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  await run(program, args, spawn);
}

function checkVersion(cluster: string, major: number): void {
  const found = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (found === major) return;
  throw found > major
    ? new EmbeddedPostgresError(
        'newer-cluster',
        `La banca dati in «${cluster}» è di PostgreSQL ${found}, più nuovo di quello di questa versione di Sollecito (${major}). Aggiornare Sollecito, o indicare un’altra cartella con SOLLECITO_DATA=….`,
      )
    : new EmbeddedPostgresError(
        'older-cluster',
        `La banca dati in «${cluster}» è di PostgreSQL ${found}; questa versione di Sollecito usa PostgreSQL ${major}. Con la versione precedente eseguire «sollecito backup FILE», poi «sollecito restore FILE» in una cartella nuova.`,
      );
}

/** Gives a cluster that root copied or unpacked to the account that has to run it. */
function handOver(cluster: string, account: Account): void {
  for (const entry of readdirSync(cluster, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(cluster, entry), account.uid, account.gid);
  }
  chownSync(cluster, account.uid, account.gid);
  chmodSync(cluster, 0o700);
}

/** Folders of first starts that were killed; one whose process lives is left to it. */
function removeHalfMade(dir: string): void {
  for (const name of readdirSync(dir)) {
    const pid = /^postgres\.new-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || alive(Number(pid))) continue;
    rmSync(join(dir, name), { recursive: true, force: true });
  }
}
