import { LIMITS } from '../limits.js';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', agrave: 'à', egrave: 'è', eacute: 'é',
  igrave: 'ì', ograve: 'ò', ugrave: 'ù', Agrave: 'À', Egrave: 'È', Eacute: 'É', Igrave: 'Ì', Ograve: 'Ò',
  Ugrave: 'Ù', laquo: '«', raquo: '»', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“', ndash: '–',
  mdash: '—', euro: '€', deg: '°', hellip: '…', middot: '·', bull: '•', ordm: 'º', ordf: 'ª', copy: '©',
}; // prettier-ignore
const SILENT = new Set([
  'script',
  'style',
  'head',
  'title',
  'noscript',
  'template',
  'svg',
  'object',
]);
const BREAKS = new Set(['br', 'p', 'div', 'tr', 'li', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'hr']); // prettier-ignore

/**
 * The words of an HTML body as plain text: no markup, script, style or comment survives, so nothing in
 * it can run or load. One pass, no backtracking.
 *
 * @example htmlToText('<p>Alloggi: <b>0</b></p><script>x()</script>') //=> 'Alloggi: 0'
 */
export function htmlToText(html: string): string {
  const source = html.slice(0, LIMITS.textBytes * 2);
  const pieces: string[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) {
      pieces.push(words(source.slice(at)));
      break;
    }
    if (open > at) pieces.push(words(source.slice(at, open)));
    at = markup(source, open, pieces);
  }
  return pieces
    .join('')
    .replace(/[ \u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Handles one `<…` and gives the position behind it. */
function markup(source: string, open: number, pieces: string[]): number {
  if (source.startsWith('<!--', open)) return behind(source, '-->', open + 4);
  const found = /^<(\/?)([a-z][a-z0-9]{0,20})/i.exec(source.slice(open, open + 24));
  if (found === null) {
    if (/^<[!?/]/.test(source.slice(open, open + 2))) return behind(source, '>', open);
    pieces.push('<');
    return open + 1;
  }
  const name = (found[2] ?? '').toLowerCase();
  const end = behind(source, '>', open);
  if (BREAKS.has(name)) pieces.push('\n');
  if (name === 'td' || name === 'th') pieces.push(' ');
  if (found[1] === '/' || !SILENT.has(name)) return end;
  return closing(source, name, end);
}

/** Behind `</name>`; a silent element that never ends swallows the rest, as in a browser. */
function closing(source: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}[\\s>/]`, 'gi');
  pattern.lastIndex = from;
  const found = pattern.exec(source);
  return found === null ? source.length : behind(source, '>', found.index);
}

function behind(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

function words(text: string): string {
  const joined = text.replace(/[\r\n\t]+/g, ' ');
  if (!joined.includes('&')) return joined;
  return joined.replace(
    /&(?:#(\d{1,7})(?!\d)|#x([0-9a-f]{1,6})(?![0-9a-f])|([a-z]{1,8}));?/gi,
    (whole, dec, hex, name) => {
      if (name !== undefined)
        return ENTITIES[name as string] ?? ENTITIES[String(name).toLowerCase()] ?? whole;
      const code = dec !== undefined ? Number(dec) : Number.parseInt(hex as string, 16);
      const printable = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return printable ? String.fromCodePoint(code) : ' ';
    },
  );
}
