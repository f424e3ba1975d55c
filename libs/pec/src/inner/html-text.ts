import { LIMITS } from '../limits.js';
import { Marks, mayHide, SHOWS } from './html-marks.js';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', agrave: 'à', egrave: 'è', eacute: 'é',
  igrave: 'ì', ograve: 'ò', ugrave: 'ù', Agrave: 'À', Egrave: 'È', Eacute: 'É', Igrave: 'Ì', Ograve: 'Ò',
  Ugrave: 'Ù', laquo: '«', raquo: '»', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“', ndash: '–',
  mdash: '—', euro: '€', deg: '°', hellip: '…', middot: '·', bull: '•', ordm: 'º', ordf: 'ª', copy: '©',
}; // prettier-ignore
/** Never shown as text. What `head` and `noscript` hold is: a reader without scripts closes the one, shows the other. */
const SILENT = new Set(['script', 'style', 'title', 'template']);
const BREAKS = new Set(['br', 'p', 'div', 'tr', 'li', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'hr']); // prettier-ignore

/**
 * The words of an HTML body as plain text: no markup, script, style or comment survives, so nothing in
 * it can run or load. What a reader sees struck, or does not see, stands in brackets that say so; what shows without
 * being text is named. One pass, no backtracking.
 *
 * @example htmlToText('<p>Alloggi: <b>0</b></p><script>x()</script>') //=> 'Alloggi: 0'
 * @example htmlToText('Il Comune <s>non</s> possiede alloggi') //=> 'Il Comune [barrato: non] possiede alloggi'
 */
export function htmlToText(html: string): string {
  const source = html.slice(0, LIMITS.textBytes * 2);
  const pieces: string[] = [];
  const marks = new Marks(pieces, words);
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    if (open < 0) {
      pieces.push(words(source.slice(at)));
      break;
    }
    if (open > at) pieces.push(words(source.slice(at, open)));
    at = markup(source, open, pieces, marks);
  }
  marks.end();
  return pieces
    .join('')
    .replace(/[ \u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Handles one `<…` and gives the position behind it. */
function markup(source: string, open: number, pieces: string[], marks: Marks): number {
  if (source.startsWith('<!--', open)) return comment(source, open, pieces);
  const found = /^<(\/?)([a-z][a-z0-9:]{0,20})/i.exec(source.slice(open, open + 24));
  if (found === null) {
    if (/^<[!?/]/.test(source.slice(open, open + 2))) return behind(source, '>', open);
    pieces.push('<');
    return open + 1;
  }
  const name = (found[2] ?? '').toLowerCase();
  const end = behind(source, '>', open);
  if (BREAKS.has(name)) pieces.push('\n');
  if (name === 'td' || name === 'th') pieces.push(' ');
  if (found[1] === '/') {
    marks.close(name);
    return end;
  }
  if (SILENT.has(name)) {
    marks.look(name, source.slice(open, end));
    const after = closing(source, name, end);
    if (name === 'style' && mayHide(source.slice(end, after)))
      pieces.push('\n[un foglio di stile può nascondere o barrare parole]\n');
    return after;
  }
  if (SHOWS.has(name)) pieces.push(' [immagine] ');
  marks.open(name, source.slice(open, end));
  return end;
}

/** Behind a comment, which `<!-->` and `--!>` end too; one that a single programme shows is said. */
function comment(source: string, open: number, pieces: string[]): number {
  const ends = /--!?>/g;
  ends.lastIndex = open + 2;
  const end = ends.exec(source) === null ? source.length : ends.lastIndex;
  const inside = source.slice(open + 4, end - 3);
  const shown = /^\s*\[if/i.test(inside) && !/^\s*\[if gte mso|<(?:xml|style)\b/i.test(inside);
  if (shown && />[^<>]*\p{L}/u.test(inside)) pieces.push(' [testo condizionale] ');
  return end;
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
