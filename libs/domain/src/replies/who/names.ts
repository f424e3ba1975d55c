import type { IstatCode, Municipality } from '../../municipalities/types.js';
import { clean } from '../text/clean.js';
import { isSlipOf } from '../text/distance.js';
import { tokens } from '../text/tokens.js';
import type { Token } from '../text/tokens.js';

/** A municipality named in a text. */
export interface Mention {
  readonly municipality: IstatCode;
  /** Token range, `end` excluded, with "Comune di" before the name. */
  readonly at: number;
  readonly end: number;
  /** "Comune di", "Città di" stand before it. */
  readonly titled: boolean;
  /** Written without a slip. */
  readonly exact: boolean;
}

interface Name {
  readonly words: readonly string[];
  readonly municipality: IstatCode;
}

/** Names by their first word, the longest first. */
export type NameIndex = ReadonlyMap<string, readonly Name[]>;

/** What stands before a name that is no municipality's: streets, courts, provinces. */
const NOT_A_MUNICIPALITY = new Set(
  'via viale v.le corso piazza piazzale largo strada contrada prov provincia tribunale procura diocesi stazione ambito distretto asl questura prefettura vicolo lungomare ferrovia casello svincolo'.split(
    ' ',
  ),
);
const TITLES = new Set(['comune', 'citta', 'municipio', 'comuni', 'amministrazione', 'commune']);

/** The index of the names that municipalities bear or bore, and of their usual short forms. */
export function nameIndex(municipalities: readonly Municipality[]): NameIndex {
  const all = new Map<string, Name>();
  const shorts = new Map<string, Name | null>();
  for (const one of municipalities) {
    const former = (one.formerNames ?? []).map((name) => name.text);
    for (const text of new Set([one.name, ...former])) {
      const words = wordsOf(text);
      if (words.length === 0) continue;
      all.set(`${words.join(' ')}/${one.istat}`, { words, municipality: one.istat });
      for (const short of shortForms(words)) {
        const key = short.join(' ');
        const known = shorts.get(key);
        const taken = known === null || (known !== undefined && known.municipality !== one.istat);
        shorts.set(key, taken ? null : { words: short, municipality: one.istat });
      }
    }
  }
  const full = new Set([...all.values()].map((name) => name.words.join(' ')));
  const names = [...all.values()];
  for (const [key, name] of shorts) if (name !== null && !full.has(key)) names.push(name);
  return byFirstWord(names);
}

function byFirstWord(names: readonly Name[]): NameIndex {
  const index = new Map<string, Name[]>();
  for (const name of names) {
    const first = name.words[0] ?? '';
    const known = index.get(first);
    if (known === undefined) index.set(first, [name]);
    else known.push(name);
  }
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length);
  return index;
}

const wordsOf = (text: string): readonly string[] =>
  tokens(clean(text))
    .filter((token) => token.kind !== 'sign')
    .map((token) => token.is);

/** "Canosa" for "Canosa di Puglia", "Minervino" for "Minervino Murge"; never less than five letters. */
function shortForms(words: readonly string[]): readonly (readonly string[])[] {
  const cut = words.findIndex(
    (word, at) => at > 0 && ['di', 'in', 'del', 'sul', 'della'].includes(word),
  );
  const short = cut > 0 ? words.slice(0, cut) : words.length === 2 ? words.slice(0, 1) : [];
  const forms = short.join('').length >= 5 && short.join(' ') !== 'santo' ? [short] : [];
  const saint = words[0] === 'san' || words[0] === 'santa' ? [['s', ...words.slice(1)]] : [];
  return [...forms, ...saint];
}

/** The municipalities that a list of tokens names, in order. Bare names must be capitalised and have five letters. */
export function mentions(list: readonly Token[], index: NameIndex): readonly Mention[] {
  const found: Mention[] = [];
  const words = list.map((token) => (token.is === '.' ? '' : token.is));
  // "Provincia di Barletta – Andria – Trani" is one place.
  let placeEnd = -1;
  for (let at = 0; at < list.length; at += 1) {
    const start = titleEnd(list, at);
    const titled = start > at;
    const hit = exactAt(list, start, index) ?? (titled ? slipAt(list, start, index) : null);
    if (hit === null) continue;
    const bare = !titled && !standsAlone(list, at, hit.end);
    const place = isPlace(words, at) || (!titled && at === placeEnd + 1 && words[placeEnd] === '-');
    if (place) placeEnd = hit.end;
    if (bare || place || compound(list, at, hit.end)) {
      at = hit.end - 1;
      continue;
    }
    found.push({ ...hit, at, titled });
    at = hit.end - 1;
  }
  return found;
}

/** "via Trani", "Tribunale di Trani". */
function isPlace(words: readonly string[], at: number): boolean {
  const before = words[at - 1] ?? '';
  const far = ['di', 'per', 'della', ''].includes(before) ? (words[at - 2] ?? '') : '';
  return NOT_A_MUNICIPALITY.has(before) || NOT_A_MUNICIPALITY.has(far);
}

/** Past "Comune di", "Città di", "Comune:", "C.ne di"; the same place when no title stands there. */
function titleEnd(list: readonly Token[], at: number): number {
  if (!TITLES.has(list[at]?.is ?? '')) return at;
  let next = at + 1;
  if (list[next]?.is === 'comunale') next += 1;
  while (['di', 'della', 'dell', 'de', 'd', ':', '-', '"'].includes(list[next]?.is ?? ''))
    next += 1;
  return next;
}

type Hit = Pick<Mention, 'municipality' | 'end' | 'exact'>;

function exactAt(list: readonly Token[], at: number, index: NameIndex): Hit | null {
  for (const name of index.get(list[at]?.is ?? '') ?? []) {
    const end = matchEnd(list, at, name.words);
    if (end !== null) return { municipality: name.municipality, end, exact: true };
  }
  return null;
}

function matchEnd(list: readonly Token[], at: number, words: readonly string[]): number | null {
  let next = at;
  for (const word of words) {
    if (list[next]?.is === '.' || list[next]?.is === '-') next += 1;
    if (list[next]?.is !== word) return null;
    next += 1;
  }
  return next;
}

const slips = new WeakMap<NameIndex, Map<string, Hit | null>>();
const LONGEST_NAME = 6;

/** A name with a slip of the keyboard, after a title: the one municipality that it can be. */
function slipAt(list: readonly Token[], at: number, index: NameIndex): Hit | null {
  if (list[at]?.kind !== 'word') return null;
  const words = list.slice(at, at + LONGEST_NAME);
  const key = words.map((token) => token.is).join(' ');
  let known = slips.get(index);
  if (known === undefined || known.size >= 1000) slips.set(index, (known = new Map()));
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = slipOf(words, index)));
  return found === null ? null : { ...found, end: at + found.end };
}

function slipOf(list: readonly Token[], index: NameIndex): Hit | null {
  const found = new Map<IstatCode, number>();
  for (const names of index.values()) {
    for (const { words, municipality } of names) {
      const meant = words.join(' ');
      if (meant.length < 5) continue;
      const slice = list.slice(0, words.length);
      const written = slice.map((token) => token.is).join(' ');
      if (slice.length === words.length && isSlipOf(written, meant)) {
        found.set(municipality, Math.max(words.length, found.get(municipality) ?? 0));
      }
    }
  }
  const [only, ...others] = [...found];
  if (only === undefined || others.length > 0) return null;
  return { municipality: only[0], end: only[1], exact: false };
}

function standsAlone(list: readonly Token[], at: number, end: number): boolean {
  const first = list[at];
  const letters = list.slice(at, end).reduce((sum, token) => sum + token.is.length, 0);
  return first !== undefined && /^\p{Lu}/u.test(first.raw) && letters >= 5;
}

/** "Barletta-Andria-Trani": a province, an area, not three municipalities. */
function compound(list: readonly Token[], at: number, end: number): boolean {
  const joined = (a: Token | undefined, b: Token | undefined): boolean =>
    a !== undefined && b !== undefined && a.to === b.from;
  const before = joined(list[at - 1], list[at]) && list[at - 1]?.is === '-';
  const after = joined(list[end - 1], list[end]) && list[end]?.is === '-';
  const isName = (token: Token | undefined): boolean => /^\p{Lu}/u.test(token?.raw ?? '');
  return (
    (before && joined(list[at - 2], list[at - 1]) && isName(list[at - 2])) ||
    (after && joined(list[end], list[end + 1]) && isName(list[end + 1]) && !isProse(list[end + 1]))
  );
}

/** Words of the letter's subject that people hang on to the name by a hyphen. */
const isProse = (token: Token | undefined): boolean =>
  /^(?:tras|dich|numero|comunic|consist|patrim|invio|trans)/.test(token?.is ?? '');
