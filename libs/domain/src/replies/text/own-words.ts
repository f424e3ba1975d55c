import { isDisclaimer } from './disclaimer.js';

/** What a writer wrote, apart from what the message carries of others. */
export interface OwnWords {
  /** Up to the closing salutation: what can state something. */
  readonly body: string;
  /** All own words, the signature and postscripts too: what can contradict. */
  readonly all: string;
  /** All own lines as written, disclaimers too: what must be known to the word. */
  readonly whole: string;
  /** Quoted and forwarded text. It only serves to find the letter that is answered. */
  readonly quoted: string;
  /** The quoted part is a forwarded message, not an answered one. */
  readonly forwards: boolean;
}

const QUOTED = /^\s{0,8}(?:>|\|\s|&gt;)/;
const FORWARDED =
  /^\W{0,40}(?:inizio\s+)?(?:messaggio\s+inoltrato|forwarded\s+message|begin\s+forwarded)/i;
const ORIGINAL =
  /^\W{0,40}(?:messaggio\s+originale|original\s+message|testo\s+originale|risposta\s+al\s+messaggio)\W{0,40}$/i;
const WROTE = /(?:ha|hai|hanno)\s+scritto\s*:?\s*$|\bwrote\s*:\s*$|\bscrive(?:va)?\s*:\s*$/i;
const WROTE_START = /^\s*\W?(?:il|in\s+data|on|lun|mar|mer|gio|ven|sab|dom|\d{1,2}[/.-]\d{1,2})\b/i;
const FROM = /^\s*\*?(?:da|from|mittente|de)\s*:\*?\s*\S/i;
const HEADER =
  /^\s*\*?(?:inviato|spedito|data|sent|date|a|to|per|destinatari[oi]?|oggetto|subject|cc|ccn|rispondi a|reply-to)\s*:/i;
/** The last line of every letter of ours. */
const LETTER_END = /riferimento da citare nelle risposte/i;
const CLOSING =
  /^\s*(?:(?:si\s+porgono|porgo|porgiamo|con\s+i\s+migliori|nel\s+porgere|molti|i\s+miei|con|rinnovando)\s+)?(?:(?:distint|cordial|deferent|migliori|ossequi)[a-z]*\s+)?(?:saluti|ossequi|distinti|cordialita|cordialità)(?!\p{L})[^\n]{0,40}$/iu;
const POSTSCRIPT = /^\s*(?:p\.?\s?s\.?|n\.?\s?b\.?|nota|post scriptum)\s*[:.\-–]/i;

/**
 * Takes quotations, forwarded messages and disclaimers out of a cleaned text. Quoting stops where lines without a
 * mark begin again; a block without marks goes to its end, or to the last line of a letter of ours.
 *
 * @param office first line of our letters: a letter pasted without any mark is cut there
 * @example ownWords('Zero alloggi.\n\nIl 14/02/2022, ufficio@pec.it ha scritto:\n> testo').body //=> 'Zero alloggi.'
 */
export function ownWords(text: string, office = ''): OwnWords {
  const lines = text.split('\n');
  const own: string[] = [];
  const quoted: string[] = [];
  let forwards = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (QUOTED.test(line)) {
      quoted.push(line.replace(/^[\s>|]+/, ''));
      continue;
    }
    const block = blockAt(lines, at) ?? letterAt(lines, at, office);
    if (block === null) {
      own.push(line);
      continue;
    }
    forwards ||= block.forwards;
    quoted.push(...own.splice(own.length - block.before));
    const end = block.marked ? at + 1 : endOfBlock(lines, at);
    quoted.push(...lines.slice(at, end));
    at = end - 1;
  }
  const kept = withoutDisclaimers(own);
  return {
    body: beforeClosing(kept).join('\n').trim(),
    all: kept.join('\n').trim(),
    whole: own.join('\n').trim(),
    quoted: quoted.join('\n'),
    forwards,
  };
}

interface Block {
  /** Lines before this one that belong to its heading. */
  readonly before: number;
  /** The quotation that follows is marked line by line. */
  readonly marked: boolean;
  readonly forwards: boolean;
}

function blockAt(lines: readonly string[], at: number): Block | null {
  const line = lines[at] ?? '';
  if (line.length > 400) return null;
  if (FORWARDED.test(line)) return { before: 0, marked: marked(lines, at), forwards: true };
  if (ORIGINAL.test(line)) return { before: 0, marked: marked(lines, at), forwards: false };
  if (FROM.test(line)) {
    const heads = lines.slice(at + 1, at + 7).filter((next) => HEADER.test(next)).length;
    return heads >= 2 ? { before: 0, marked: false, forwards: false } : null;
  }
  if (!WROTE.test(line)) return null;
  const before = [0, 1, 2].find((back) => WROTE_START.test(lines[at - back] ?? ''));
  if (before === undefined && !/[@<]/.test(line) && !marked(lines, at)) return null;
  return { before: before ?? 0, marked: marked(lines, at), forwards: false };
}

/** A letter of ours pasted as it is: our office alone on a line, an addressee and a subject below. */
function letterAt(lines: readonly string[], at: number, office: string): Block | null {
  const line = lines[at] ?? '';
  if (office === '' || line.length > 400 || line.trim().toLowerCase() !== office) return null;
  const next = lines.slice(at + 1, at + 16);
  const isLetter =
    next.some((one) => /^\s*(?:al|alla|ai)\s+(?:comun|citt)/i.test(one)) &&
    next.some((one) => /^\s*oggetto\s*:/i.test(one));
  return isLetter ? { before: 0, marked: false, forwards: false } : null;
}

function marked(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at + 1, at + 6).find((line) => line.trim() !== '');
  return next !== undefined && QUOTED.test(next);
}

/** One past the block's last line. */
function endOfBlock(lines: readonly string[], at: number): number {
  for (let line = at + 1; line < lines.length; line += 1) {
    if (LETTER_END.test((lines[line] ?? '').slice(0, 400))) return line + 1;
  }
  return lines.length;
}

function withoutDisclaimers(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let paragraph: string[] = [];
  const close = (): void => {
    if (!isDisclaimer(paragraph.join(' '))) kept.push(...paragraph, '');
    paragraph = [];
  };
  for (const line of lines) {
    if (line.trim() === '') close();
    else paragraph.push(line);
  }
  close();
  return kept;
}

/** Without the signature; a postscript is kept. */
function beforeClosing(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => line.length < 120 && (CLOSING.test(line) || isDashes(line)));
  if (at < 0) return lines;
  const after = lines.slice(at + 1);
  const postscript = after.findIndex((line) => POSTSCRIPT.test(line));
  return [...lines.slice(0, at), ...(postscript < 0 ? [] : after.slice(postscript))];
}

const isDashes = (line: string): boolean => line === '--' || line === '-- ';
