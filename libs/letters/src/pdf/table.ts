import { readFileSync } from 'node:fs';
import { typstCompiler } from './compiler.js';
import { drawableIn } from './drawable.js';
import { loadFonts, type Fonts } from './fonts.js';

/** A table on paper, every cell as it is to be read. */
export interface TableDocument {
  readonly title: string;
  /** Under the title: what was filtered, when it was taken. */
  readonly notes: readonly string[];
  readonly office: string;
  readonly columns: readonly { readonly title: string; readonly right: boolean }[];
  readonly rows: readonly (readonly string[])[];
  /** The day on which it was taken: the file knows no other. */
  readonly created: { readonly year: number; readonly month: number; readonly day: number };
}

const LAYOUT = new URL('../../../../templates/tables/table.typ', import.meta.url);
/** Characters up to which a column is never broken, and beyond which it asks for no more. */
const [SHORT, WIDEST] = [16, 48];
/** Longer words get places to break (`drawable`). */
const UNBROKEN = 30;

/**
 * A printer of tables: PDF/A-2a, tagged with heads and rows, A4 across.
 *
 * @throws LetterError `pdf` when the layout does not compile
 * @example tablePrinter()(document).subarray(0, 5) //=> '%PDF-'
 */
export const tablePrinter = (
  fonts: Fonts = loadFonts(),
): ((table: TableDocument) => Uint8Array) => {
  const compile = typstCompiler(fonts);
  let layout: string | null = null;
  return (table) => {
    layout ??= readFileSync(LAYOUT, 'utf8');
    const { year, month, day } = table.created;
    return compile({
      layout,
      template: 'tables/table.typ',
      inputs: {
        tabella: { ...drawableIn(table, fonts.covers), title: table.title, widths: widths(table) },
      },
      timestamp: Date.UTC(year, month - 1, day) / 1000,
    });
  };
};

/**
 * A short column takes what it needs (null); the others share what is left by their longest text, and by their longest word, which
 * must find room.
 */
function widths({ columns, rows }: TableDocument): (number | null)[] {
  return columns.map(({ title }, index) => {
    const texts = rows.map((row) => row[index] ?? '');
    const words = [title, ...texts].flatMap((text) => text.split(/\s+/));
    const longest = lengthOf(texts);
    const word = Math.min(UNBROKEN, lengthOf(words));
    return Math.max(longest, word) <= SHORT ? null : Math.max(Math.min(WIDEST, longest), 2 * word);
  });
}

const lengthOf = (texts: readonly string[]): number =>
  texts.reduce((most, { length }) => Math.max(most, length), 0);
