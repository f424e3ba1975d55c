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
/** Columns are as wide as their longest text asks, within these. */
const [NARROWEST, WIDEST] = [5, 34];

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

function widths({ columns, rows }: TableDocument): number[] {
  return columns.map(({ title }, index) => {
    const longest = rows.reduce(
      (most, row) => Math.max(most, row[index]?.length ?? 0),
      Math.max(...title.split(' ').map((word) => word.length)),
    );
    return Math.min(WIDEST, Math.max(NARROWEST, longest));
  });
}
