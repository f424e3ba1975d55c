import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArrivalIndex } from './arrival-index.js';

/** One file of a folder as found. `key` survives renames (new → cur, flags) and changes with the content. */
interface Found {
  readonly key: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface Numbered {
  readonly sequence: number;
  readonly key: string;
  readonly path: string;
  readonly size: number;
}

/** File look-ups under way at once: a disk answers many together much sooner than one by one. */
const LOOKUPS = 64;

/** A directory's time moves in ticks: a listing is reused only when the directory rested for this long. */
const SETTLED_MS = 2000;

/** One Maildir folder (`new` and `cur`), read without touching it. */
export class MaildirFolder {
  private readonly index: ArrivalIndex;
  private listing: readonly Found[] = [];
  private stamp = '';

  constructor(
    private readonly path: string,
    indexFile: string | null,
  ) {
    this.index = new ArrivalIndex(indexFile);
  }

  get validity(): string {
    return this.index.validity;
  }

  /** The messages after a sequence number, in order of arrival. Arrival is when it was first seen here. */
  async after(sequence: number): Promise<readonly Numbered[]> {
    const found = await this.list();
    const numbers = await this.index.number(found.map((one) => one.key));
    return found
      .map(({ key, path, size }) => ({ sequence: numbers.get(key) ?? 0, key, path, size }))
      .filter((one) => one.sequence > sequence)
      .sort((a, b) => a.sequence - b.sequence);
  }

  /**
   * The bytes, also when another client renamed the file meanwhile; null when it is gone or was replaced.
   *
   * @throws what the disk says, or that it gave fewer bytes than the file has
   */
  async read(message: Numbered): Promise<Uint8Array | null> {
    const direct = await bytesOf(message.path);
    if (direct?.byteLength === message.size) return direct;
    this.stamp = '';
    const again = (await this.list()).find((one) => one.key === message.key);
    const bytes = again === undefined ? null : await bytesOf(again.path);
    if (bytes === null || bytes.byteLength === message.size) return bytes;
    throw new Error(`letti ${bytes.byteLength} byte di ${message.size}`);
  }

  private async list(): Promise<readonly Found[]> {
    const stamp = await this.stampOf();
    if (stamp !== null && stamp === this.stamp) return this.listing;
    // cur first: a message that moves new → cur in between is then missed in neither.
    const seen = new Map<string, Found>();
    for (const part of ['cur', 'new', 'cur'])
      for (const one of await filesOf(join(this.path, part))) seen.set(one.key, one);
    this.listing = [...seen.values()].sort(byArrival);
    this.stamp = stamp ?? '';
    return this.listing;
  }

  private async stampOf(): Promise<string | null> {
    const times = await Promise.all(['new', 'cur'].map((part) => changedAt(join(this.path, part))));
    const settled = times.every((time) => Date.now() - time > SETTLED_MS);
    return settled ? times.join(' ') : null;
  }
}

function byArrival(a: Found, b: Found): number {
  return a.mtimeMs - b.mtimeMs || (a.key < b.key ? -1 : 1);
}

async function changedAt(directory: string): Promise<number> {
  return absent(async () => (await lstat(directory)).mtimeMs, 0);
}

async function bytesOf(path: string): Promise<Uint8Array | null> {
  return absent(async () => new Uint8Array(await readFile(path)), null);
}

async function filesOf(directory: string): Promise<Found[]> {
  const names = (await absent(() => readdir(directory), [])).filter((one) => !one.startsWith('.'));
  const found: Found[] = [];
  for (let at = 0; at < names.length; at += LOOKUPS) {
    const some = names.slice(at, at + LOOKUPS).map((name) => fileAt(directory, name));
    for (const one of await Promise.all(some)) if (one !== null) found.push(one);
  }
  return found;
}

async function fileAt(directory: string, name: string): Promise<Found | null> {
  const path = join(directory, name);
  // Never through a symbolic link: a mailbox doesn't open other files of the machine.
  const stat = await absent(() => lstat(path), null);
  if (stat === null || !stat.isFile()) return null;
  const { size, mtimeMs } = stat;
  return { key: keyOf(name, size, mtimeMs), path, size, mtimeMs };
}

/** Base name without flags, size and time: a file put anew under an old name is another message. */
function keyOf(name: string, size: number, mtimeMs: number): string {
  const base = name.replace(/:[^:]*$/, '').replace(/[\t\n\r]/g, '\uFFFD');
  return `${base}\t${size}\t${Math.floor(mtimeMs * 1000)}`;
}

async function absent<T>(run: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return otherwise;
    throw error;
  }
}
