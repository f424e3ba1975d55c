import { isAllowed, isHarmlessSheet } from './html-allowed.js';

/** Elements that show something which is no text of the message. */
export const SHOWS = new Set(
  'img picture svg object embed iframe frame video canvas input select textarea math'.split(' '),
);

const VOID = new Set(
  'img embed input br hr area base col link meta source wbr frame track param'.split(' '),
);
const STRUCK = new Set(['s', 'strike', 'del']);
const STRIKES = /line-through/;
/** Declarations by which a word stands in the message and not before the reader's eyes, or elsewhere than it stands. */
const HIDES =
  /\\|(?:^|[;{"'\s])(?:display:none|visibility:(?:hidden|collapse)|mso-hide:|opacity:0?(?:\.[0-4]|[;"'}]|$)|font-size:(?:0|[0-4](?:\.\d+)?(?:px|pt)|\.\d)|font:0|(?:max-)?(?:height|width):0(?:px|pt|[;"'}]|$)|text-indent:-|position:(?:absolute|fixed)|clip(?:-path)?:|transform:|(?:left|top|margin-left):-\d{3}|direction:rtl|unicode-bidi:|order:|content:)/;
const COLOUR = /(?:^|[;{"'\s])color[:=]["']?(#[0-9a-f]{3,8}|rgba?\([^)]{1,40}\)|[a-z]{1,20})/;
const BACKGROUND =
  /(?:background(?:-color)?:|bgcolor=["']?)(#[0-9a-f]{3,8}|rgba?\([^)]{1,40}\)|[a-z]{1,20})/;
const WHITES = new Set(
  'white transparent snow ivory whitesmoke ghostwhite floralwhite mintcream azure'.split(' '),
);

/** Whether a style sheet may hide, strike, move or add words: it isn't worked out which, a person looks. */
export const mayHide = (css: string): boolean => !isHarmlessSheet(squeezed(css));

/** Lower case, without comments and without blanks around signs. Linear, for any text. */
const squeezed = (css: string): string =>
  withoutComments(css.toLowerCase())
    .replace(/\s+/g, ' ')
    .replace(/ ?([:;=,{}]) ?/g, '$1');

function withoutComments(css: string): string {
  let kept = '';
  let at = 0;
  for (;;) {
    const open = css.indexOf('/*', at);
    if (open < 0) return kept + css.slice(at);
    kept += css.slice(at, open);
    const close = css.indexOf('*/', open + 2);
    if (close < 0) return kept;
    at = close + 2;
  }
}

/** What a reader sees of an element's words: struck, or nothing; null for words like any. */
function markOf(name: string, tag: string): 'barrato' | 'nascosto' | null {
  if (STRUCK.has(name)) return 'barrato';
  const plain = squeezed(tag);
  if (STRIKES.test(plain)) return 'barrato';
  const hidden =
    name === 'bdo' ||
    / (?:hidden|dir=["']?rtl)\b/.test(plain) ||
    HIDES.test(plain) ||
    isPale(plain);
  return hidden ? 'nascosto' : null;
}

/** Written in white or nearly, or in the colour of its ground. */
function isPale(tag: string): boolean {
  const colour = COLOUR.exec(tag)?.[1];
  if (colour === undefined) return false;
  const ground = BACKGROUND.exec(tag)?.[1];
  if (ground !== undefined && ground === colour) return true;
  if (WHITES.has(colour)) return true;
  const parts = channels(colour);
  return parts.length >= 3 && (parts.slice(0, 3).every((one) => one >= 0xe0) || parts[3] === 0);
}

function channels(colour: string): readonly number[] {
  if (!colour.startsWith('#'))
    return [...colour.matchAll(/[\d.]+/g)].map(([number]) => Number(number));
  const digits = colour.slice(1);
  const size = digits.length <= 4 ? 1 : 2;
  return [...digits.matchAll(new RegExp(`.{${size}}`, 'g'))].map(([pair]) =>
    parseInt(size === 1 ? pair + pair : pair, 16),
  );
}

const DOUBTFUL = '\n\n[l’HTML usa elementi o stili che possono nascondere parole]';

/**
 * Puts brackets around the words of elements that are struck or hidden, the innermost that is so; and says at the end
 * when anything else may hide words, being none of the elements and styles that are known to show them.
 */
export class Marks {
  readonly #around: { readonly name: string; depth: number }[] = [];
  #doubtful = false;

  /** @param read resolves the entities of a piece of the source */
  constructor(
    private readonly pieces: string[],
    private readonly read: (source: string) => string,
  ) {}

  open(name: string, tag: string): void {
    const top = this.#around.at(-1);
    const mark = VOID.has(name) ? null : markOf(name, this.read(tag));
    if (mark === null) {
      this.look(name, tag);
      if (top?.name === name && !VOID.has(name)) top.depth += 1;
      return;
    }
    this.#around.push({ name, depth: 0 });
    this.pieces.push(`[${mark}: `);
  }

  /** Notes an element that isn't known to show its words, or to be silent. */
  look(name: string, tag: string): void {
    this.#doubtful ||= !isAllowed(name, tag, (value) => squeezed(this.read(value)));
  }

  close(name: string): void {
    const top = this.#around.at(-1);
    if (top?.name !== name) return;
    if (top.depth > 0) top.depth -= 1;
    else {
      this.#around.pop();
      this.pieces.push(']');
    }
  }

  /** Whatever was left open ends with the message. */
  end(): void {
    this.pieces.push(']'.repeat(this.#around.splice(0).length));
    if (this.#doubtful) this.pieces.push(DOUBTFUL);
  }
}
