import { createRequire } from 'node:module';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { LetterError } from '../errors.js';
import type { Fonts } from './fonts.js';

/** Documents after which the compiler's memo of earlier ones is thrown away. */
const EVICT_EVERY = 200;

const require = createRequire(import.meta.url);

/** What is put on paper: a layout, and the data that it draws. */
export interface Sheet {
  readonly layout: string;
  /** The layout's path under `templates/`, for errors. */
  readonly template: string;
  /** By name, each as JSON in `sys.inputs`: never inside the source, so that no value can be read as markup. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Seconds; part of the file, which must not know when it was made. */
  readonly timestamp: number;
}

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

/**
 * A compiler on typst: PDF/A-2a, tagged, fonts embedded, the same bytes for the same sheet. One serves all: the first document takes some
 * 200 ms, the others about 30 ms of one core.
 *
 * @throws LetterError `pdf` when the layout does not compile
 */
export const typstCompiler = (fonts: Fonts): ((sheet: Sheet) => Uint8Array) => {
  let compiler: NodeCompiler | null = null;
  let printed = 0;
  return ({ layout, template, inputs, timestamp }) => {
    compiler ??= createCompiler(fonts);
    const fault = (name: string, reason: string): LetterError =>
      new LetterError('pdf', { template, line: null, name }, reason);
    const texts = Object.entries(inputs).map(([name, value]) => [name, JSON.stringify(value)]);
    const made = compiler.compile({
      mainFileContent: layout,
      inputs: Object.fromEntries(texts) as Record<string, string>,
    });
    if (!made.result) {
      const error = made.takeError();
      const detail = error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'nessun dettaglio';
      throw fault('impaginazione', `non riuscita: ${detail}`);
    }
    const pdf = exported(compiler, made.result, timestamp, fault);
    printed += 1;
    if (printed % EVICT_EVERY === 0) compiler.evictCache(0);
    return new Uint8Array(pdf);
  };
};

function exported(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
  creationTimestamp: number,
  fault: (name: string, reason: string) => LetterError,
): Buffer {
  try {
    const pdf = compiler.pdf(document, { pdfStandard: 'a-2a', pdfTags: true, creationTimestamp });
    if (pdf) return pdf;
  } catch (error) {
    throw fault('PDF/A-2a', `esportazione non riuscita: ${(error as Error).message.slice(0, 300)}`);
  }
  throw fault('PDF/A-2a', 'esportazione senza risultato');
}
