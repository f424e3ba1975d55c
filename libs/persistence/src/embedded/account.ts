import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EmbeddedPostgresError } from './error.js';

/** The unprivileged account that PostgreSQL runs as when the program itself is root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** First choice: the account made for it; second: the one that every Unix has. */
const NAMES = ['postgres', 'nobody'];

/**
 * The account to hand PostgreSQL to, or null when the program is not root (PostgreSQL then runs as
 * the same user). An existing cluster stays with the account that owns it.
 *
 * @param cluster folder of the cluster, which may not exist yet
 * @throws EmbeddedPostgresError `no-account`
 */
export function unprivilegedAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  for (const name of NAMES) {
    const account = fromPasswd(name) ?? fromId(name);
    if (account !== null && account.uid !== 0) return account;
  }
  throw new EmbeddedPostgresError(
    'no-account',
    'PostgreSQL non può girare come root e su questo sistema mancano gli utenti «postgres» e «nobody». Creare un utente senza privilegi e avviare Sollecito con quello, o usare DATABASE_URL.',
  );
}

function fromPasswd(name: string): Account | null {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    return uid === undefined || gid === undefined
      ? null
      : { name, uid: Number(uid), gid: Number(gid) };
  } catch {
    return null;
  }
}

/** macOS keeps its accounts in a directory service; `id` asks it. */
function fromId(name: string): Account | null {
  try {
    const ask = (flag: string) =>
      Number(
        execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      );
    return { name, uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

/**
 * Can this account get to the file: may it pass through every folder above it? By mode bits; an
 * access list that says more is not read, since a "no" here only costs the detour.
 *
 * @example reachable('/root/sollecito/bin', { name: 'nobody', uid: 65534, gid: 65534 }) //=> false
 */
export function reachable(path: string, account: Account): boolean {
  let folder = dirname(resolve(path));
  for (;;) {
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat !== undefined) {
      const bit = stat.uid === account.uid ? 0o100 : stat.gid === account.gid ? 0o010 : 0o001;
      if ((stat.mode & bit) === 0) return false;
    }
    const above = dirname(folder);
    if (above === folder) return true;
    folder = above;
  }
}
