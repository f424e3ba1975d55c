import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Forgets queue and mailboxes of a stopped sandbox, for a campaign from the start. The CA stays: making
 * keys is slow, and its certificates are good for any year.
 */
export async function clearSandbox(dir: string): Promise<void> {
  for (const part of ['queue', 'mailboxes']) {
    await rm(join(dir, part), { recursive: true, force: true });
  }
}
