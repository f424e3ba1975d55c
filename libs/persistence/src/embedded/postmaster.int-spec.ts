import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { unprivilegedAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { accessTo } from './cluster.js';
import { startPostmaster } from './postmaster.js';
import { dataFolder } from './testing/data-folder.js';

const at = dataFolder();

describe('ports', () => {
  it('does not start on a port that somebody has', async () => {
    await at.known();
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const account = unprivilegedAccount(join(at.dir, 'postgres'));
    const access = accessTo(join(at.dir, 'postgres'), account);
    const started = await startPostmaster(
      findBinaries(account).postgres,
      join(at.dir, 'postgres'),
      access,
      port,
      { listen_addresses: '127.0.0.1', unix_socket_directories: '' },
      join(at.dir, 'postgres.log'),
    );
    expect(started).toBe('port-taken');
    await new Promise((resolve) => holder.close(resolve));
  });
});
