import { clean } from '../text/clean.js';
import { tokens } from '../text/tokens.js';
import type { SentText } from '../types.js';
import { GREETING_WORDS } from './sentences.js';

/** Shorter, a piece of our letter could say something of its own. */
const SHORTEST = 120;
/** "Il 14/02/2022 09:00, ufficio@pec.it ha scritto:" and nothing else. */
const HEADING_WORDS = new Set(
  'il giorno in data ha scritto alle ore lun mar mer gio ven sab dom lunedi martedi mercoledi giovedi venerdi sabato domenica gen gennaio feb febbraio mar marzo apr aprile mag maggio giu giugno lug luglio ago agosto set settembre ott ottobre nov novembre dic dicembre day @ number'.split(
    ' ',
  ),
);

/**
 * Whether cleaned quoted text is one unbroken piece of a letter of ours, after at most the line with which a programme opens a
 * quotation: nothing of anybody else stands in it.
 */
export function isOurLetter(quoted: string, sent: readonly SentText[]): boolean {
  const lines = quoted.split('\n').filter((line) => line.trim() !== '');
  const heading = lines.slice(0, 3).findIndex((line) => /ha scritto:\s*$/.test(line));
  const said = lines.slice(0, heading + 1).join(' ');
  const piece = squeezed(lines.slice(heading + 1).join(''));
  return (
    isHeading(said) &&
    piece.length >= SHORTEST &&
    sent.some(({ text }) => squeezed(clean(text)).includes(piece))
  );
}

const isHeading = (line: string): boolean =>
  tokens(line).every(
    ({ is, kind }) => kind === 'sign' || HEADING_WORDS.has(is) || GREETING_WORDS.has(is),
  );

/** Without blanks and marks of quotation, which programmes place as they like. */
const squeezed = (text: string): string => text.replace(/[\s>|]+/g, '');
