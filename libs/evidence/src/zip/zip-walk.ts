/** One entry as the container states it. */
export interface ZipEntryInfo {
  readonly name: string;
  readonly method: number;
  /** Checksum as stated. */
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its content begins; null when no file header is where it should be. */
  readonly dataAt: number | null;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;

/**
 * The entries by the directory at the end; null when it can't be read from first to last. Nothing of what it states is checked.
 *
 * @param exact nothing stands between the directory and its end record, as in what we write; others put ZIP64 records there
 */
export function centralEntries(zip: Buffer, exact = true): readonly ZipEntryInfo[] | null {
  const end = endRecordAt(zip);
  if (end === null) return null;
  const count = zip.readUInt16LE(end + 10);
  const entries: ZipEntryInfo[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL) return null;
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: nameAt(zip, at + 46, nameLength),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      dataAt: dataOf(zip, zip.readUInt32LE(at + 42)),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return at === end || !exact ? entries : null;
}

/** The entries by the header before each file, from the start on: what is left when the directory is gone. */
export function sequentialEntries(zip: Buffer): readonly ZipEntryInfo[] {
  const entries: ZipEntryInfo[] = [];
  let at = 0;
  while (at + 30 <= zip.length && zip.readUInt32LE(at) === LOCAL) {
    const dataAt = dataOf(zip, at)!;
    const packedSize = zip.readUInt32LE(at + 18);
    entries.push({
      name: nameAt(zip, at + 30, zip.readUInt16LE(at + 26)),
      method: zip.readUInt16LE(at + 8),
      crc: zip.readUInt32LE(at + 14),
      packedSize,
      size: zip.readUInt32LE(at + 22),
      dataAt,
    });
    at = dataAt + packedSize;
  }
  return entries;
}

function endRecordAt(zip: Buffer): number | null {
  const lowest = Math.max(0, zip.length - END_SIZE - MAX_COMMENT);
  for (let at = zip.length - END_SIZE; at >= lowest; at -= 1)
    if (zip.readUInt32LE(at) === END) return at;
  return null;
}

function dataOf(zip: Buffer, at: number): number | null {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL) return null;
  return at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
}

/** A name that is no UTF-8 comes out with U+FFFD, which no name of ours holds. */
function nameAt(zip: Buffer, at: number, length: number): string {
  return zip.subarray(at, at + length).toString('utf8');
}
