import { typstCompiler } from './compiler.js';
import type { LetterDocument, PdfPrinter } from './document.js';
import { drawableIn } from './drawable.js';
import { loadFonts, type Fonts } from './fonts.js';

/** Seconds at 00:00 UTC of the day of the letter: the file must not know when it was made. */
const timestamp = ({ created }: LetterDocument): number =>
  Date.UTC(created.year, created.month - 1, created.day) / 1000;

/**
 * A printer of letters on typst: PDF/A-2a, tagged, fonts embedded.
 *
 * @throws LetterError `pdf` when the layout does not compile
 */
export const typstPrinter = (fonts: Fonts = loadFonts()): PdfPrinter => {
  const compile = typstCompiler(fonts);
  return (document, layout) =>
    compile({
      layout,
      template: '_layout/letter.typ',
      inputs: { lettera: drawableIn(document, fonts.covers) },
      timestamp: timestamp(document),
    });
};
