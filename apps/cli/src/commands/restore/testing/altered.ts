import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createGzip } from 'node:zlib';
import { sha256 } from '@app/evidence';
import { type BackupManifest, MANIFEST, MOST_PART_BYTES } from '../../backup/manifest.js';
import { appendFile, endArchive, readArchive, type TarFile } from '../../backup/tar.js';

/** A copy with some of its files changed, and an index that agrees with them. */
export async function altered(
  file: string,
  target: string,
  change: (one: TarFile) => Buffer,
): Promise<string> {
  const gzip = createGzip();
  const out = gzip.pipe(createWriteStream(target));
  const done = once(out, 'close');
  const digests = new Map<string, string>();
  for await (const one of readArchive(file, MOST_PART_BYTES)) {
    let bytes = change(one);
    if (one.name === MANIFEST) {
      const manifest = JSON.parse(bytes.toString()) as BackupManifest;
      const parts = manifest.tables.flatMap((table) => table.parts);
      for (const part of parts) part.sha256 = digests.get(part.name) ?? part.sha256;
      bytes = Buffer.from(JSON.stringify(manifest));
    }
    digests.set(one.name, sha256(bytes));
    await appendFile(gzip, { name: one.name, bytes }, 0);
  }
  await endArchive(gzip);
  await done;
  return target;
}

/** The index of a copy whose last fact was cut off. */
export function withRows(bytes: Buffer, change: (line: string) => string): Buffer {
  if (change('x') !== '') return bytes;
  const manifest = JSON.parse(bytes.toString()) as BackupManifest;
  for (const table of manifest.tables) {
    if (table.name !== 'fact') continue;
    table.rows -= 1;
    const last = table.parts.at(-1);
    if (last !== undefined) last.rows -= 1;
  }
  return Buffer.from(JSON.stringify(manifest));
}
