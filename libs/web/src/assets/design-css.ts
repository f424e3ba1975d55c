/** What stands at one level of a style sheet: a rule with its block, or a statement that ends with `;`. */
interface Piece {
  readonly prelude: string;
  /** Null for a statement. */
  readonly block: string | null;
}

/** Groups whose content is rules again. */
const NESTED = /^@(?:media|supports|layer|container)\b/;
/** Class names at the end of a longer word are built by templates: `text-{{tone}}`. */
const CLASS = /\.((?:\\.|[\w-])+)/g;

/** Words that a page can put in a `class`: the whole ones, and the starts that a template completes. */
export interface Words {
  readonly whole: ReadonlySet<string>;
  readonly starts: readonly string[];
}

/** The words of these sources. `icon-{{tone}}` gives the start `icon-`. */
export function wordsOf(sources: readonly string[]): Words {
  const whole = new Set<string>();
  const starts = new Set<string>();
  for (const source of sources) {
    for (const [word] of source.matchAll(/[A-Za-z][\w-]*/g)) whole.add(word);
    for (const [, start] of source.matchAll(/([A-Za-z][\w-]*-)(?=\{\{|\$\{)/g)) starts.add(start!);
  }
  return { whole, starts: [...starts] };
}

/**
 * A style sheet without the rules of classes that no page uses: a national design system is a hundred times
 * what one service needs. Rules without classes stay; so does everything that is not understood.
 *
 * @example reduceCss('.a{color:red}.b{color:blue}', wordsOf(['class="a"'])) //=> '.a{color:red}'
 */
export function reduceCss(css: string, words: Words): string {
  return piecesOf(css)
    .map(({ prelude, block }) => reducePiece(prelude, block, words))
    .join('');
}

function reducePiece(prelude: string, block: string | null, words: Words): string {
  if (block === null) return `${prelude};`;
  if (NESTED.test(prelude)) {
    const inner = reduceCss(block, words);
    return inner === '' ? '' : `${prelude}{${inner}}`;
  }
  if (prelude.startsWith('@')) return `${prelude}{${block}}`;
  const kept = splitSelectors(prelude).filter((selector) => mayMatch(selector, words));
  return kept.length === 0 ? '' : `${kept.join(',')}{${block}}`;
}

function mayMatch(selector: string, words: Words): boolean {
  // What must not be there needs no class to exist.
  const positive = selector.replaceAll(/:not\((?:[^()]|\([^()]*\))*\)/g, '');
  return [...positive.matchAll(CLASS)].every(([, name]) => {
    const plain = name!.replaceAll('\\', '');
    return words.whole.has(plain) || words.starts.some((start) => plain.startsWith(start));
  });
}

/** Commas between selectors, not those inside of `:is(…)`. */
function splitSelectors(prelude: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < prelude.length; at += 1) {
    const sign = prelude[at];
    if (sign === '(' || sign === '[') depth += 1;
    else if (sign === ')' || sign === ']') depth -= 1;
    else if (sign === ',' && depth === 0) {
      found.push(prelude.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, prelude.slice(start)];
}

function piecesOf(css: string): Piece[] {
  const text = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"' || sign === "'") at = endOfString(text, at);
    else if (sign === ';') {
      pieces.push({ prelude: text.slice(start, at).trim(), block: null });
      start = at + 1;
    } else if (sign === '{') {
      const end = endOfBlock(text, at);
      pieces.push({ prelude: text.slice(start, at).trim(), block: text.slice(at + 1, end) });
      at = end;
      start = end + 1;
    }
  }
  return pieces.filter(({ prelude }) => prelude !== '');
}

function endOfString(text: string, from: number): number {
  const quote = text[from];
  let at = from + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' ? 2 : 1;
  return at;
}

function endOfBlock(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"' || sign === "'") at = endOfString(text, at);
    else if (sign === '{') depth += 1;
    else if (sign === '}' && (depth -= 1) === 0) return at;
  }
  return text.length;
}
