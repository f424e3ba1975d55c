import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverageOf } from './coverage.js';
import { ownFamily } from './own-family.js';

/** `templates/fonts` of this installation: Lora, Titillium Web (SIL OFL 1.1) and DejaVu Sans (Bitstream Vera licence). */
const FONTS_DIR = fileURLToPath(new URL('../../../../templates/fonts/', import.meta.url));

/** The family that stands in where the text faces have no glyph. */
const FALLBACK = /^DejaVu/;

export interface Fonts {
  readonly dir: string;
  readonly blobs: readonly Buffer[];
  /** True when the text faces or the one that stands in for them can draw the character. */
  readonly covers: (codePoint: number) => boolean;
}

const bitmap = (blobs: readonly Buffer[]): Uint8Array => {
  const bits = new Uint8Array(0x110000 / 8);
  for (const [from, to] of blobs.flatMap(coverageOf)) {
    for (let code = from; code <= to; code += 1)
      bits[code >> 3] = (bits[code >> 3] ?? 0) | (1 << (code & 7));
  }
  return bits;
};

/** Reads the fonts that are shipped, in order of name: the machine's own fonts never decide how a letter looks. */
export const loadFonts = (dir: string = FONTS_DIR): Fonts => {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.ttf'))
    .sort();
  const blobs = names.map((name) => readFileSync(join(dir, name)));
  const standIn = bitmap(blobs.filter((_, index) => FALLBACK.test(names[index] ?? '')));
  const covers = (code: number): boolean => ((standIn[code >> 3] ?? 0) & (1 << (code & 7))) !== 0;
  return { dir, blobs: blobs.map(ownFamily), covers };
};
