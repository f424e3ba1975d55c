import { join, resolve } from 'node:path';
import { runningPostmaster } from './pidfile.js';
import { secretOf } from './secrets.js';

/**
 * The URL of the PostgreSQL that another process runs on this data folder, or null when none runs: for
 * commands that read a running installation beside its server.
 *
 * @example runningEmbeddedUrl('./data') //=> 'postgres://sollecito:…@127.0.0.1:41873/sollecito'
 */
export function runningEmbeddedUrl(dir: string): string | null {
  const running = runningPostmaster(join(resolve(dir), 'postgres'));
  if (running === null || running.port === null || running.status !== 'ready') return null;
  return `postgres://sollecito:${secretOf(dir, 'postgres')}@127.0.0.1:${running.port}/sollecito`;
}
