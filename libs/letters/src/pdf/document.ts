import type { Block } from '../markup/types.js';
import type { SignatureView } from '../view/view.js';

/** What stands on the paper, as data: the layout decides how it looks and nothing of it is ever read as markup. */
export interface LetterDocument {
  readonly title: string;
  /** Headed paper: who writes, one line each. */
  readonly letterhead: readonly string[];
  /** The day of the letter, in words. */
  readonly day: string;
  readonly created: { readonly year: number; readonly month: number; readonly day: number };
  /** "Prot. n. 123 del 31/03/2022" and, on a line of its own, the register; empty when there is no protocol. */
  readonly protocol: readonly string[];
  readonly addressee: readonly string[];
  readonly blocks: readonly Block[];
  readonly signatures: readonly SignatureView[];
  readonly reference: string;
  readonly template: string;
  /** Shown across the page when the letter is a rehearsal. */
  readonly rehearsal: string | null;
}

/** Puts a document on paper: the same bytes for the same document. */
export type PdfPrinter = (document: LetterDocument, layout: string) => Uint8Array;
