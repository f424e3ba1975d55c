const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;

/**
 * What a ZIP says that it unfolds to, in bytes, by its central directory (APPNOTE 4.3.12): asked before anything is
 * unfolded. Null when there is no sound directory.
 */
export function declaredSize(zip: Buffer): number | null {
  const end = endOf(zip);
  if (end === null) return null;
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  let total = 0;
  for (let n = 0; n < entries; n += 1) {
    if (at + ENTRY_SIZE > zip.length || zip.readUInt32LE(at) !== ENTRY) return null;
    total += zip.readUInt32LE(at + 24);
    at +=
      ENTRY_SIZE +
      zip.readUInt16LE(at + 28) +
      zip.readUInt16LE(at + 30) +
      zip.readUInt16LE(at + 32);
  }
  return total;
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function endOf(zip: Buffer): number | null {
  const least = Math.max(0, zip.length - END_SIZE - 0xffff);
  for (let at = zip.length - END_SIZE; at >= least; at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  return null;
}
