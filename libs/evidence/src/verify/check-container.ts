import { zipOrder } from '../write/write-evidence.js';
import { writeZip } from '../zip/zip-write.js';
import type { Contents } from './contents.js';
import type { Problem } from './types.js';

/**
 * The container must be, bit by bit, the one that the format makes of these files in their order: otherwise
 * something was changed in it, be it a date that no file digest covers.
 */
export function checkContainer(bytes: Uint8Array, contents: Contents): readonly Problem[] {
  const problems: Problem[] = [];
  const found = contents.zip.files.map((file) => file.name);
  const expected = zipOrder(contents.manifest?.files.map((file) => file.name) ?? []);
  const common = expected.filter((name) => contents.files.has(name));
  const present = found.filter((name) => expected.includes(name));
  const moved = present.findIndex((name, index) => name !== common[index]);
  if (contents.manifest !== null && moved >= 0)
    problems.push({
      code: 'order',
      name: present[moved]!,
      message: `i file non sono nell'ordine del fascicolo: «${present[moved]}» è fuori posto`,
    });
  for (const file of contents.zip.files)
    if (!file.crcOk)
      problems.push({
        code: 'checksum',
        name: file.name,
        message: `«${file.name}»: il contenuto non ha la somma di controllo scritta nel contenitore ZIP`,
      });
  const rebuilt = Buffer.from(writeZip(contents.zip.files));
  const at = firstDifference(rebuilt, bytes);
  if (at === null) return problems;
  const name = ownerOfAll(at, rebuilt, bytes, contents);
  const where = name === null ? '' : `, intestazione di «${name}»`;
  problems.push({
    code: 'container',
    name,
    message: `il contenitore ZIP non è quello prodotto (byte ${at}${where}): è stato modificato o ricompresso`,
  });
  return problems;
}

function firstDifference(expected: Buffer, bytes: Uint8Array): number | null {
  if (expected.equals(bytes)) return null;
  const shorter = Math.min(expected.length, bytes.length);
  for (let at = 0; at < shorter; at += 1) if (expected[at] !== bytes[at]) return at;
  return shorter;
}

/** The one file that every difference belongs to; null when the container is another one altogether. */
function ownerOfAll(
  first: number,
  rebuilt: Buffer,
  bytes: Uint8Array,
  contents: Contents,
): string | null {
  if (rebuilt.length !== bytes.length) return null;
  let last = bytes.length - 1;
  while (rebuilt[last] === bytes[last]) last -= 1;
  const owner = ownerOf(first, contents);
  return owner === ownerOf(last, contents) ? owner : null;
}

/** The file whose header or content begins at or before this byte; null inside the directory at the end. */
function ownerOf(at: number, contents: Contents): string | null {
  let offset = 0;
  for (const file of contents.zip.files) {
    offset += 30 + Buffer.byteLength(file.name) + file.bytes.length;
    if (at < offset) return file.name;
  }
  return null;
}
