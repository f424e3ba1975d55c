/** A run of text inside a paragraph. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] };

export interface Cell {
  /** A heading of its column (in the first row) or of its row (first in the row). */
  readonly heading: boolean;
  readonly children: readonly Inline[];
}

/** A block of a letter. What letter.hbs may hold, and nothing else. */
export type Block =
  | { readonly kind: 'subject' | 'heading' | 'paragraph'; readonly children: readonly Inline[] }
  /** Text to be copied exactly, such as the subject of a nil return. */
  | { readonly kind: 'exact'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly Inline[])[];
    }
  | {
      readonly kind: 'table';
      /** What the table is about; shown above it and read out first. */
      readonly caption: readonly Inline[];
      readonly rows: readonly (readonly Cell[])[];
    };

/** Stands for a line break typed inside a value, between Handlebars and the parser. */
export const TYPED_BREAK = '\u2028';
