import { join } from 'node:path';
import type { Clock, ProtocolSystem } from '@app/workflow';
import { ProtocolClient } from '@app/workflow';
import { startSandboxProtocol } from '@app/pec-sandbox';
import type { ServerOptions } from './options.js';

/**
 * The protocol system that numbers are asked of: the one configured; in the sandbox a simulated one on loopback; otherwise none, and
 * numbers come by CSV or by hand.
 */
export async function openProtocolSystem(
  options: ServerOptions,
  clock: Clock,
  closers: (() => Promise<void>)[],
): Promise<ProtocolSystem | null> {
  const { protocolUrl = null, protocolToken: token = null } = options;
  const isSandbox = options.mode === 'sandbox';
  if (protocolUrl !== null) {
    return new ProtocolClient({ url: protocolUrl, token, allowOnlyLoopback: isSandbox });
  }
  if (!isSandbox) return null;
  const simulated = await startSandboxProtocol({
    dir: join(options.dataDir, 'sandbox'),
    clock: { now: () => Date.parse(clock.now()) },
  });
  closers.push(() => simulated.stop());
  return new ProtocolClient({ url: simulated.url, token: null, allowOnlyLoopback: true });
}
