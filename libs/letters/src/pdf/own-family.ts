/** Sign before which our families sort under a name that no installed font has. In Mac Roman 0xA4, in UTF-16 0x00A7. */
export const OWN = '§';

const FAMILY_IDS = new Set([1, 16]);
const MAC = 1;

const tableOffset = (font: Buffer, tag: string): number | null => {
  for (let n = 0; n < font.readUInt16BE(4); n += 1) {
    const at = 12 + n * 16;
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  return null;
};

/**
 * A copy of the font whose family name begins with "§" in place of its first letter: "Lora" is looked up as "§ora". The compiler also
 * knows the fonts installed on the machine and would mix them with ours of the same name, so that a letter would look different from
 * machine to machine. Glyphs and PostScript name stay (OpenType 1.9, `name`).
 */
export const ownFamily = (font: Buffer): Buffer => {
  const copy = Buffer.from(font);
  const table = tableOffset(copy, 'name');
  if (table === null) return copy;
  const strings = table + copy.readUInt16BE(table + 4);
  const done = new Set<number>();
  for (let n = 0; n < copy.readUInt16BE(table + 2); n += 1) {
    const record = table + 6 + n * 12;
    const at = strings + copy.readUInt16BE(record + 10);
    if (!FAMILY_IDS.has(copy.readUInt16BE(record + 6)) || done.has(at)) continue;
    done.add(at);
    if (copy.readUInt16BE(record) === MAC) copy.writeUInt8(0xa4, at);
    else copy.writeUInt16BE(0x00a7, at);
  }
  return copy;
};
