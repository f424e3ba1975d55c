// node --import ./scripts/with-build.mjs SCRIPT: the script finds everything installed and built.
import { bootstrap } from './bootstrap.mjs';
import { Refusal, say } from './lib/say.mjs';

try {
  await bootstrap({ dev: true });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  process.exit(error.exitCode);
}
