import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A Maildir++ folder as Dovecot reads it: INBOX in the root, `.Sent` beside. */
export async function makeMaildir(root: string): Promise<void> {
  for (const folder of [root, join(root, '.Sent')]) {
    for (const part of ['tmp', 'new', 'cur']) {
      await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
    }
  }
  await writeFile(join(root, '.Sent', 'maildirfolder'), '', { flag: 'a' });
}

/**
 * A file name that follows from the message, and sorts by arrival: seconds, then order within the second.
 * Writing it again replaces the same bytes, so repeating does nothing.
 */
export const maildirName = (at: number, order: number, id: string): string =>
  `${Math.floor(at / 1000)}.M${String(at % 1000).padStart(3, '0')}Q${String(order).padStart(8, '0')}_${id}.sandbox`;

/**
 * Writes the message into tmp, for `publish` to rename into new: a reader sees all of it or none, and
 * messages prepared together still arrive in order.
 */
export async function prepare(root: string, name: string, bytes: Uint8Array): Promise<void> {
  await writeFile(join(root, 'tmp', name), bytes, { mode: 0o600 });
}

export const publish = (root: string, name: string): Promise<void> =>
  rename(join(root, 'tmp', name), join(root, 'new', name));

/** Whether the message is there already, in new or (with flags behind a colon) in cur. */
export async function holds(root: string, name: string): Promise<boolean> {
  const fresh = await readdir(join(root, 'new'));
  if (fresh.includes(name)) return true;
  const seen = await readdir(join(root, 'cur'));
  return seen.some((file) => file === name || file.startsWith(`${name}:`));
}
