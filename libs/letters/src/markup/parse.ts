import { SaxesParser } from 'saxes';
import { LetterError } from '../errors.js';
import { TYPED_BREAK, type Block, type Cell, type Inline } from './types.js';

interface Element {
  readonly name: string;
  readonly href: string | null;
  readonly line: number;
  readonly children: (Element | string)[];
}

const ATTRIBUTES: Record<string, readonly string[]> = { a: ['href'] };
const CONTENT: Record<string, readonly string[]> = {
  lettera: ['h1', 'h2', 'p', 'blockquote', 'ul', 'ol', 'table'],
  ul: ['li'],
  ol: ['li'],
  table: ['caption', 'tr'],
  tr: ['th', 'td'],
};
const INLINE: readonly string[] = ['strong', 'em', 'a', 'br'];

const fault = (place: string, line: number, name: string, reason: string): LetterError =>
  new LetterError('markup', { template: place, line, name }, reason);

/** What the parser says most often, in Italian; the rest of its words are for developers. */
const REASONS: readonly (readonly [said: RegExp, words: string])[] = [
  [/text data outside|only one root/, 'testo dopo la fine della lettera'],
  [/unclosed tag: (.+?)\.?$/, '<$1> non è chiuso, oppure una «&» sta da sola (scrivere &amp;)'],
  [/unexpected close tag/, 'si chiude un elemento mentre un altro è aperto'],
  [/duplicate attribute: (.+?)\.?$/, 'l’attributo «$1» è ripetuto'],
  [/attribute without value|unquoted/, 'un attributo è senza valore fra virgolette'],
  [/undefined entity/, 'entità sconosciuta: scrivere il carattere stesso'],
  [/disallowed character/, 'un carattere che qui non può stare'],
];

const inItalian = (message: string): string => {
  for (const [said, words] of REASONS) {
    const found = said.exec(message);
    if (found !== null) return `: ${words.replace('$1', found[1] ?? '')}`;
  }
  return '';
};

const tree = (source: string, place: string): Element => {
  const root: Element = { name: 'lettera', href: null, line: 1, children: [] };
  const stack: Element[] = [];
  const parser = new SaxesParser({ xmlns: false });
  const top = (): Element => stack[stack.length - 1] ?? root;
  parser.on('error', (error) => {
    const reason = `non ben formata alla colonna ${parser.column}${inItalian(error.message)}`;
    throw fault(place, parser.line, 'marcatura', reason);
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (stack.length === 0) return void stack.push(root);
    const allowed = CONTENT[top().name] ?? INLINE;
    if (!allowed.includes(name)) {
      const inside = top().name === 'lettera' ? 'alla lettera' : `a <${top().name}>`;
      const expected = allowed.map((one) => `<${one}>`).join(', ');
      throw fault(place, parser.line, name, `dentro ${inside} si attende uno fra ${expected}`);
    }
    for (const attribute of Object.keys(attributes)) {
      if (!ATTRIBUTES[name]?.includes(attribute)) {
        throw fault(place, parser.line, attribute, `attributo non ammesso in <${name}>`);
      }
    }
    const href = name === 'a' ? String(attributes['href'] ?? '') : null;
    if (href !== null && !/^(https:\/\/|mailto:)/.test(href)) {
      throw fault(place, parser.line, 'a', `collegamento non ammesso: «${href}»`);
    }
    const element: Element = { name, href, line: parser.line, children: [] };
    top().children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => void stack.pop());
  parser.on('text', (text) => {
    if (CONTENT[top().name] === undefined) top().children.push(text);
    else if (text.trim() !== '') {
      throw fault(place, parser.line, text.trim().slice(0, 40), 'testo fuori da un capoverso');
    }
  });
  parser.write(`<lettera>${source}</lettera>`).close();
  return root;
};

const isElement = (child: Element | string): child is Element => typeof child !== 'string';

/** Source line ends and indentation are one space; line ends typed in a value are breaks. */
const textRuns = (text: string): Inline[] =>
  text.split(TYPED_BREAK).flatMap((piece, index): Inline[] => {
    const run = { kind: 'text', text: piece.replace(/[ \t\n]+/g, ' ') } as const;
    return [...(index > 0 ? [{ kind: 'break' } as const] : []), ...(run.text ? [run] : [])];
  });

const inlineOf = (child: Element | string): Inline[] => {
  if (!isElement(child)) return textRuns(child);
  const children = child.children.flatMap(inlineOf);
  if (child.name === 'br') return [{ kind: 'break' }];
  if (child.name === 'a') return [{ kind: 'link', href: child.href ?? '', children }];
  return [{ kind: child.name === 'em' ? 'em' : 'strong', children }];
};

/** Spaces at the rim of a block and around breaks are indentation of the source. */
const trimmed = (runs: readonly Inline[]): Inline[] =>
  runs.flatMap((run, index): Inline[] => {
    if (run.kind !== 'text') return [run];
    const before = runs[index - 1];
    const after = runs[index + 1];
    let text = run.text;
    if (before === undefined || before.kind === 'break') text = text.trimStart();
    if (after === undefined || after.kind === 'break') text = text.trimEnd();
    return text === '' ? [] : [{ kind: 'text', text }];
  });

const runsOf = (element: Element): Inline[] => trimmed(element.children.flatMap(inlineOf));
const elements = (element: Element): Element[] => element.children.filter(isElement);

const cellOf = (cell: Element): Cell => ({
  heading: cell.name === 'th',
  children: runsOf(cell),
});

const KINDS = { h1: 'subject', h2: 'heading', p: 'paragraph', blockquote: 'exact' } as const;

const tableOf = (table: Element, place: string): Block => {
  const [caption, ...rest] = elements(table);
  const rows = rest.map((row) => elements(row).map(cellOf));
  if (caption?.name !== 'caption') {
    throw fault(place, table.line, 'table', 'la tabella deve iniziare con il titolo <caption>');
  }
  const width = rows[0]?.length ?? 0;
  const uneven = rows.findIndex((row) => row.length !== width || row.length === 0);
  if (rows.length === 0 || uneven >= 0) {
    const line = rest[uneven]?.line ?? table.line;
    throw fault(place, line, 'tr', `righe di ${width} celle attese in tutta la tabella`);
  }
  return { kind: 'table', caption: runsOf(caption), rows };
};

const blockOf = (element: Element, place: string): Block => {
  if (element.name === 'table') {
    return tableOf(element, place);
  }
  if (element.name === 'ul' || element.name === 'ol') {
    const items = elements(element).map(runsOf);
    if (items.length === 0) throw fault(place, element.line, element.name, 'elenco senza voci');
    return { kind: 'list', ordered: element.name === 'ol', items };
  }
  return { kind: KINDS[element.name as keyof typeof KINDS], children: runsOf(element) };
};

/**
 * Reads the small markup of letter.hbs (h1, h2, p, blockquote, ul, ol, li, table, caption, tr, th, td, strong, em, a, br).
 * Anything else is an error with its line: what a letter can't show must not be lost silently.
 *
 * @example parseMarkup('<p>Si <strong>invita</strong></p>', 'x') //=> [{ kind: 'paragraph', children: [...] }]
 */
export const parseMarkup = (source: string, place: string): Block[] =>
  elements(tree(source, place)).map((element) => blockOf(element, place));
