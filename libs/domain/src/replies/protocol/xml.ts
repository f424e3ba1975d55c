/** An element of a small XML file. */
export interface XmlElement {
  /** Local name, as written. */
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Files of protocol systems are a few kilobytes. */
const LONGEST = 256 * 1024;
const MOST = 5000;
const DEEPEST = 40;

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/**
 * Reads a small XML file as it comes from protocol systems: comments, CDATA and prefixes are taken, a tag that is
 * never closed ends with its parent. Entities are the five of XML and numbers; a DTD is passed over, nothing it
 * declares is expanded. Null when it has no root, or is beyond the limits. One pass, linear.
 *
 * @example readXml('<a><b>1</b></a>')?.children[0]?.text //=> '1'
 */
export function readXml(source: string): XmlElement | null {
  if (source.length > LONGEST) return null;
  const root: Open = { name: '', text: '', children: [] };
  const stack: Open[] = [root];
  let count = 0;
  let at = 0;
  while (at < source.length) {
    const tag = source.indexOf('<', at);
    const top = stack.at(-1) as Open;
    top.text += unescape(source.slice(at, tag < 0 ? undefined : tag));
    if (tag < 0) break;
    if (source.startsWith('<![CDATA[', tag)) {
      const end = endOf(source, ']]>', tag);
      top.text += source.slice(tag + 9, end - 3);
      at = end;
      continue;
    }
    if (source.startsWith('<!--', tag)) {
      at = endOf(source, '-->', tag);
      continue;
    }
    if (/^<[!?]/.test(source.slice(tag, tag + 2))) {
      at = endOfDeclaration(source, tag);
      continue;
    }
    const end = endOf(source, '>', tag);
    const inside = source.slice(tag + 1, end - 1);
    at = end;
    if (inside.startsWith('/')) {
      close(stack, localName(inside.slice(1)));
      continue;
    }
    const name = localName(inside);
    if (name === '') continue;
    count += 1;
    if (count > MOST || stack.length > DEEPEST) return null;
    const element: Open = { name, text: '', children: [] };
    top.children.push(element);
    if (!inside.endsWith('/')) stack.push(element);
  }
  return root.children[0] ?? null;
}

function close(stack: Open[], name: string): void {
  const open = stack.findLastIndex((element) => element.name === name);
  if (open > 0) stack.length = open;
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from);
  return end < 0 ? source.length : end + mark.length;
}

/** A DOCTYPE may hold declarations between brackets. */
function endOfDeclaration(source: string, from: number): number {
  const end = endOf(source, '>', from);
  return source.slice(from, end).includes('[') ? endOf(source, ']>', from) : end;
}

const localName = (inside: string): string =>
  /^\s*(?:[\w.-]{1,64}:)?([\w.-]{1,128})/.exec(inside)?.[1] ?? '';

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

function unescape(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi, (whole, dec, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = dec === undefined ? parseInt(String(hex), 16) : Number(dec);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** The first element of that name in document order, at any depth. */
export function findElement(element: XmlElement, name: string): XmlElement | null {
  for (const child of element.children) {
    if (child.name.toLowerCase() === name.toLowerCase()) return child;
    const found = findElement(child, name);
    if (found !== null) return found;
  }
  return null;
}

/** All text of an element and of those in it. */
export const wholeText = (element: XmlElement): string =>
  [element.text, ...element.children.map(wholeText)].join(' ').replace(/\s+/g, ' ').trim();
