import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A random secret kept in the data folder, `<dir>/secrets/<name>`, made at its first reading: 256 bits
 * as base64url, readable by the owner alone (file 600, folder 700). Two processes that ask at once
 * get the same one: the file appears whole, under its name, once.
 *
 * @example secretOf('/srv/dati', 'postgres') //=> 'mZ0…' (43 characters), the same at the next call
 */
export function secretOf(dir: string, name: string): string {
  const folder = join(dir, 'secrets');
  const file = join(folder, name);
  const known = read(file);
  if (known !== null) return known;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const half = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(half, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(half, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(half);
  }
  const made = read(file);
  if (made === null) throw new Error(`secret "${name}": ${file} vanished while it was being made`);
  return made;
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, 'utf8').trim();
    // A copy of the data folder (a backup unpacked) may have lost the mode: it is set again.
    chmodSync(file, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
