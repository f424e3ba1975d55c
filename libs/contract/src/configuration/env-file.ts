import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * The environment with what `.env` adds to it: a variable that is really set wins, and nothing of this
 * process is changed. A file that is not there adds nothing.
 *
 * @throws the file system's error when there is one that cannot be read
 * @example environmentWith('.env', { PORT: '8080' }) //=> { PORT: '8080', PEC_FROM: … from the file }
 */
export function environmentWith(
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...env };
    throw error;
  }
  return { ...parseEnv(text), ...env };
}
