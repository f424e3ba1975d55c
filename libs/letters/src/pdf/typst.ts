import { createRequire } from 'node:module';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { LetterError } from '../errors.js';
import type { LetterDocument, PdfPrinter } from './document.js';
import { drawableIn } from './drawable.js';
import { loadFonts, type Fonts } from './fonts.js';

/** Letters after which the compiler's memo of earlier documents is thrown away. */
const EVICT_EVERY = 200;

const require = createRequire(import.meta.url);

const createCompiler = (fonts: Fonts): NodeCompiler => {
  // The binding is CommonJS and native: loaded when the first PDF is wanted, so that subjects and tests start without it.
  const binding = require('@myriaddreamin/typst-ts-node-compiler') as {
    NodeCompiler: typeof NodeCompiler;
  };
  return binding.NodeCompiler.create({
    // The layout reads no file: an own folder of fonts is all that it could see.
    workspace: fonts.dir,
    fontArgs: [{ fontBlobs: [...fonts.blobs] }],
  });
};

const fault = (name: string, reason: string): LetterError =>
  new LetterError('pdf', { template: '_layout/letter.typ', line: null, name }, reason);

/** Seconds at 00:00 UTC of the day of the letter: the file must not know when it was made. */
const timestamp = ({ created }: LetterDocument): number =>
  Date.UTC(created.year, created.month - 1, created.day) / 1000;

const exported = (run: () => Buffer | undefined): Buffer => {
  try {
    const pdf = run();
    if (pdf) return pdf;
  } catch (error) {
    throw fault('PDF/A-2a', `esportazione non riuscita: ${(error as Error).message.slice(0, 300)}`);
  }
  throw fault('PDF/A-2a', 'esportazione senza risultato');
};

/**
 * A printer on typst: PDF/A-2a, tagged, fonts embedded. The document travels as JSON in `sys.inputs`, never inside the source,
 * so that no value can be read as markup. One compiler serves all letters: the first takes some 200 ms, the others about 30 ms of one core.
 *
 * @throws LetterError `pdf` when the layout does not compile
 */
export const typstPrinter = (fonts: Fonts = loadFonts()): PdfPrinter => {
  let compiler: NodeCompiler | null = null;
  let printed = 0;
  return (document, layout) => {
    compiler ??= createCompiler(fonts);
    const inputs = { lettera: JSON.stringify(drawableIn(document, fonts.covers)) };
    const result = compiler.compile({ mainFileContent: layout, inputs });
    if (!result.result) {
      const error = result.takeError();
      const detail = error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'nessun dettaglio';
      throw fault('impaginazione', `non riuscita: ${detail}`);
    }
    const pdf = exported(() =>
      compiler?.pdf(result.result as NodeTypstDocument, {
        pdfStandard: 'a-2a',
        pdfTags: true,
        creationTimestamp: timestamp(document),
      }),
    );
    printed += 1;
    if (printed % EVICT_EVERY === 0) compiler.evictCache(0);
    return new Uint8Array(pdf);
  };
};
