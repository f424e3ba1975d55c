import { inflateSync } from 'node:zlib';

/** One indirect object: its dictionary as text and its stream, inflated. */
export interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

const unescaped = (raw: string): string =>
  raw.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
    /^[0-7]/.test(escaped)
      ? String.fromCharCode(parseInt(escaped, 8))
      : (ESCAPES[escaped] ?? escaped),
  );

/** Where a literal string ends: balanced parentheses need no escape (ISO 32000-1, 7.3.4.2). */
const endOfLiteral = (content: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < content.length; at += 1) {
    if (content[at] === '\\') at += 1;
    else if (content[at] === '(') depth += 1;
    else if (content[at] === ')' && (depth -= 1) === 0) return at;
  }
  return content.length;
};

/** Literal strings as hexadecimal ones, so that a content stream can be read by patterns. */
const hexed = (content: string): string => {
  let out = '';
  for (let at = 0; at < content.length; at += 1) {
    if (content[at] !== '(') {
      out += content[at];
      continue;
    }
    const end = endOfLiteral(content, at);
    const bytes = Buffer.from(unescaped(content.slice(at + 1, end)), 'latin1');
    out += `<${bytes.toString('hex')}>`;
    at = end;
  }
  return out;
};

/** What tests need of a PDF, read from its bytes. Written for the plain cross-reference tables that our printer makes. */
export class PdfReader {
  readonly objects = new Map<number, PdfObject>();
  private readonly latin: string;

  constructor(private readonly bytes: Uint8Array) {
    this.latin = Buffer.from(bytes).toString('latin1');
    for (const found of this.latin.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
      const start = (found.index ?? 0) + found[0].length;
      this.objects.set(Number(found[1]), this.objectAt(start));
    }
  }

  /** XMP metadata as text. */
  get xmp(): string {
    const found = [...this.objects.values()].find(({ dictionary }) =>
      /\/Type\s*\/Metadata/.test(dictionary),
    );
    return found?.stream?.toString('utf8') ?? '';
  }

  get catalog(): string {
    return this.dictionaries(/\/Type\s*\/Catalog\b/)[0] ?? '';
  }

  dictionaries(pattern: RegExp): string[] {
    return [...this.objects.values()]
      .map(({ dictionary }) => dictionary)
      .filter((dictionary) => pattern.test(dictionary));
  }

  object(number: number): PdfObject {
    return this.objects.get(number) ?? { dictionary: '', stream: null };
  }

  /** Roles of all structure elements, e.g. { H1: 1, P: 11 }. */
  get roles(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const dictionary of this.dictionaries(/\/Type\s*\/StructElem\b/)) {
      const role = /\/S\s*\/(\w+)/.exec(dictionary)?.[1] ?? '?';
      counts[role] = (counts[role] ?? 0) + 1;
    }
    return counts;
  }

  /** The characters of the pages in the order in which they are painted, through each font's ToUnicode map. */
  get text(): string {
    const pages = this.dictionaries(/\/Type\s*\/Page\b(?!s)/);
    return pages.map((page) => this.pageText(page)).join('\n');
  }

  private pageText(page: string): string {
    const stream = this.object(this.reference(page, 'Contents')).stream;
    const content = hexed(stream?.toString('latin1') ?? '');
    const maps = this.fontMaps(page);
    let map = new Map<string, string>();
    let text = '';
    for (const [, block = ''] of content.matchAll(/\bBT\n([\s\S]*?)\nET\b/g)) {
      // Strings elsewhere in the block are replacement text of marked content.
      const shown = block.replace(/\/ActualText <[0-9a-f]*>/gi, '');
      for (const token of shown.matchAll(/\/(f\d+) [\d.]+ Tf|<([0-9a-f]+)>/gi)) {
        if (token[1]) map = maps.get(token[1]) ?? new Map<string, string>();
        for (const code of token[2]?.match(/.{4}/g) ?? [])
          text += map.get(code.toUpperCase()) ?? '';
      }
      text += '\n';
    }
    return text;
  }

  private fontMaps(page: string): Map<string, Map<string, string>> {
    const direct = /\/Resources\s+(\d+) 0 R/.exec(page);
    const resources = direct ? this.object(Number(direct[1])).dictionary : page;
    const fontDictionary = /\/Font\s*<<([\s\S]*?)>>/.exec(resources)?.[1] ?? '';
    const fonts = [...fontDictionary.matchAll(/\/(f\d+)\s+(\d+) 0 R/g)];
    return new Map(fonts.map(([, name = '', number]) => [name, this.toUnicode(Number(number))]));
  }

  private toUnicode(font: number): Map<string, string> {
    const number = this.reference(this.object(font).dictionary, 'ToUnicode');
    const source = this.object(number).stream?.toString('latin1') ?? '';
    const map = new Map<string, string>();
    for (const [, block = ''] of source.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
      for (const [, code = '', target = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) {
        const units = (target.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16));
        map.set(code.toUpperCase(), String.fromCharCode(...units));
      }
    }
    return map;
  }

  private reference(dictionary: string, key: string): number {
    return Number(new RegExp(`/${key}\\s+(\\d+) 0 R`).exec(dictionary)?.[1] ?? -1);
  }

  private objectAt(start: number): PdfObject {
    const end = this.latin.indexOf('endobj', start);
    const streamAt = this.latin.indexOf('stream\n', start);
    const crlfAt = this.latin.indexOf('stream\r\n', start);
    const at = [streamAt, crlfAt].filter((one) => one >= 0 && one < end).sort((a, b) => a - b)[0];
    if (at === undefined) return { dictionary: this.latin.slice(start, end), stream: null };
    const dictionary = this.latin.slice(start, at);
    const from = at + (this.latin[at + 6] === '\r' ? 8 : 7);
    const length = Number(/\/Length\s+(\d+)/.exec(dictionary)?.[1] ?? 0);
    const raw = Buffer.from(this.bytes.subarray(from, from + length));
    return { dictionary, stream: /FlateDecode/.test(dictionary) ? inflateSync(raw) : raw };
  }
}
