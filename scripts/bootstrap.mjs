// Makes a clone runnable: components and build, only what changed. Needs Node and npm, nothing else;
// says nothing and takes a blink when there is nothing to do.
//
//   node scripts/bootstrap.mjs [--dev] [--quiet]
import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, isBuilt } from './lib/build.mjs';
import { install, isInstalled } from './lib/install.mjs';
import { alone } from './lib/lock.mjs';
import { requireNode } from './lib/node-version.mjs';
import { Refusal, runMain } from './lib/say.mjs';

/**
 * Installs and builds what is missing.
 *
 * @param {{ root?: string, dev?: boolean }} options dev: the tools of the tests are needed too
 */
export async function bootstrap({ root = ownRoot(), dev = false } = {}) {
  requireNode();
  if (isReady(root, dev)) return;
  try {
    await alone(root, async () => {
      // Whoever held the lock may have done it all.
      if (!isInstalled(root, { dev: dev || !isBuilt(root) })) await install(root);
      if (!isBuilt(root)) await build(root);
    });
  } catch (error) {
    throw inWords(error, root);
  }
}

function isReady(root, dev) {
  const built = isBuilt(root);
  return built && isInstalled(root, { dev });
}

function inWords(error, root) {
  if (error.code === 'ENOSPC') {
    return new Refusal('Il disco è pieno. Liberare spazio e ripetere il comando.');
  }
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    return new Refusal(
      `Questo utente non può scrivere in «${root}» (${error.path ?? error.code}). Correggere il proprietario della cartella e ripetere il comando.`,
    );
  }
  return error;
}

function ownRoot() {
  return dirname(dirname(fileURLToPath(import.meta.url)));
}

const calledDirectly =
  process.argv[1] !== undefined &&
  realpathSync(resolve(process.argv[1])) === realpathSync(fileURLToPath(import.meta.url));

if (calledDirectly) await runMain(() => bootstrap({ dev: process.argv.includes('--dev') }));
