import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server, ServerOptions } from '@app/server';
import { startServer } from '@app/server';

/** Options of a sandbox installation in its own folder, on a free port, with nothing outside. */
export function sandboxOptions(dataDir: string, more: Partial<ServerOptions> = {}): ServerOptions {
  return {
    port: 0,
    dataDir,
    role: 'all',
    mode: 'sandbox',
    databaseUrl: null,
    redisUrl: null,
    pecSmtpUrl: null,
    pecImapUrl: null,
    pecFrom: null,
    ratePerMinute: 5,
    trustAnchors: [],
    publicUrl: null,
    ...more,
  };
}

/** A folder that goes away with the test. */
export function temporaryFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `sollecito-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A sandbox installation that has taken up whatever its folder holds. */
export async function startSandboxServer(
  dataDir: string,
  more: Partial<ServerOptions> = {},
): Promise<Server> {
  const server = await startServer(sandboxOptions(dataDir, more));
  await server.resumed;
  return server;
}
