/** Ranges of code points that a font can draw, from its `cmap` table (OpenType 1.9, formats 4 and 12). */
export type Ranges = readonly (readonly [from: number, to: number])[];

const tableAt = (font: Buffer, tag: string): number | null => {
  const tables = font.readUInt16BE(4);
  for (let n = 0; n < tables; n += 1) {
    const at = 12 + n * 16;
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  return null;
};

/** Format 4: segments of the basic plane; a glyph 0 inside a segment is a hole. */
const format4 = (font: Buffer, at: number): [number, number][] => {
  const count = font.readUInt16BE(at + 6) / 2;
  const ends = at + 14;
  const starts = ends + count * 2 + 2;
  const deltas = starts + count * 2;
  const offsets = deltas + count * 2;
  const ranges: [number, number][] = [];
  for (let n = 0; n < count; n += 1) {
    const start = font.readUInt16BE(starts + n * 2);
    const end = font.readUInt16BE(ends + n * 2);
    const delta = font.readUInt16BE(deltas + n * 2);
    const offset = font.readUInt16BE(offsets + n * 2);
    for (let code = start; code <= end && code !== 0xffff; code += 1) {
      const glyphAt = offsets + n * 2 + offset + (code - start) * 2;
      const raw = offset === 0 ? code : font.readUInt16BE(glyphAt);
      const glyph = offset !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph === 0) continue;
      const last = ranges[ranges.length - 1];
      if (last && last[1] === code - 1) last[1] = code;
      else ranges.push([code, code]);
    }
  }
  return ranges;
};

const format12 = (font: Buffer, at: number): [number, number][] => {
  const groups = font.readUInt32BE(at + 12);
  return Array.from({ length: groups }, (_, n): [number, number] => {
    const group = at + 16 + n * 12;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });
};

/**
 * The code points that a TrueType font has a glyph for. PDF/A admits no missing glyph, so it must be known before.
 *
 * @example coverageOf(readFileSync('Lora.ttf')).some(([a, b]) => a <= 0xe8 && 0xe8 <= b) //=> true
 */
export const coverageOf = (font: Buffer): Ranges => {
  const cmap = tableAt(font, 'cmap');
  if (cmap === null) return [];
  const subtables = font.readUInt16BE(cmap + 2);
  let best: Ranges = [];
  for (let n = 0; n < subtables; n += 1) {
    const at = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4);
    const format = font.readUInt16BE(at);
    if (format === 12) return format12(font, at);
    if (format === 4) best = format4(font, at);
  }
  return best;
};
