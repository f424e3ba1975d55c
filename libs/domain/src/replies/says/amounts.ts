import type { Token } from '../text/tokens.js';
import { word } from './claim.js';
import { IS, isDwelling, isEstate, OWNS, qualifies } from './words.js';

/** Words after which a number is an act's, not a count. */
const ACTS = new Set(
  'prot protocollo art artt articolo legge lr l dpr dlgs dl dgr dm dpcm delibera deliberazione determina determinazione nota comma pag paragrafo par tel telefono cap fax cell anno anni nell dgc dd regolamento ue cig cup all allegato settore area servizio ufficio sezione ripartizione capo titolo classe fascicolo punto lettera rep reg registro via piazza corso viale piano interno int scala foglio particella sub mappale civico ore entro giorni giorno gg'.split(
    ' ',
  ),
);
const TOTALS = new Set('totale totali complessivi complessivo complessivamente'.split(' '));

/**
 * Numbers of dwellings that a text counts, in order of writing, zeros too: "12 alloggi", "alloggi: 12", "n. 3 unità
 * immobiliari", "12 in totale". Numbers of acts, days, laws and telephones are none.
 *
 * @example amounts(tokens('alloggi: 0 occupati, 12 in totale')) //=> [0, 12]
 */
export function amounts(list: readonly Token[]): readonly number[] {
  const found: number[] = [];
  list.forEach((token, at) => {
    const { value } = token;
    if (value === undefined || !Number.isInteger(value)) return;
    if (countsNothing(list, at)) return;
    if (countsAfter(list, at) || countsBefore(list, at)) found.push(value);
  });
  return found;
}

/** An act's number, an item's ("1) alloggi") or a year. */
const countsNothing = (list: readonly Token[], at: number): boolean =>
  isActs(list, at) ||
  (at === 0 && word(list, 1) === ')') ||
  (isYear(list[at] as Token) && !isDwelling(list[at + 1]));

const isYear = (token: Token): boolean =>
  /^\d{4}$/.test(token.raw) && (token.value ?? 0) >= 1900 && (token.value ?? 0) <= 2100;

function isActs(list: readonly Token[], at: number): boolean {
  let back = at - 1;
  while (['n', 'nr', 'num', 'numero', '.', '°', ':', 'nn', '-'].includes(word(list, back)))
    back -= 1;
  return ACTS.has(word(list, back)) && !isDwelling(list[at + 1]);
}

/** "12 (dodici) alloggi", "12 unità immobiliari", "12 in totale". */
function countsAfter(list: readonly Token[], at: number): boolean {
  for (let next = at + 1; next <= at + 6; next += 1) {
    const token = list[next];
    if (token === undefined || token.is === ',') return false;
    if (isDwelling(token)) return true;
    if (TOTALS.has(token.is)) return true;
    if (token.value === undefined && !qualifies(token)) return false;
  }
  return false;
}

/** "alloggi ERP in proprietà: 12", "consistenza pari a 12", "possiede 12". */
function countsBefore(list: readonly Token[], at: number): boolean {
  let joined = false;
  for (let back = at - 1; back >= Math.max(0, at - 20); back -= 1) {
    const token = list[back] as Token;
    if (JOINTS.has(token.is) || IS.has(token.is)) joined = true;
    if (/^(?:posse|possie|detien|detene|dispon|annovera|gestisc)/.test(token.is)) return true;
    if (TOTALS.has(token.is)) return true;
    if (joined && (isDwelling(token) || isEstate(token))) return true;
    const open = qualifies(token) || JOINTS.has(token.is) || IS.has(token.is);
    if (!open && token.value === undefined) return false;
  }
  return false;
}

const JOINTS = new Set([':', '=', '-', 'pari', 'n', 'nr', 'num', '°', '(', '/', '|']);

/**
 * Whether a sentence has a number above zero that could be of dwellings: one that counts them, one that is owned ("ne
 * ha 12"), one in letters, a form's value, or any beside a word for dwellings that is no act's. Wide on purpose, for
 * what must not be overlooked.
 */
export function mayCount(list: readonly Token[]): boolean {
  const about = list.some((token) => isDwelling(token) || isEstate(token));
  return list.some((token, at) => {
    const { value } = token;
    if (value === undefined || value === 0 || countsNothing(list, at)) return false;
    if (countsAfter(list, at) || countsBefore(list, at) || isOwned(list, at)) return true;
    if (/^\D/.test(token.raw)) return true;
    return !isDated(list, at) && (about || (value < 10_000 && isFormsValue(list)));
  });
}

/** "ne restano 12", "abbiamo dodici": of dwellings that an earlier sentence names. */
const isOwned = (list: readonly Token[], at: number): boolean =>
  OWNS.has(word(list, at - 1)) ||
  list.slice(Math.max(0, at - 4), at).some((token) => token.is === 'ne');

/** "N. 12", "Quantità: 12": a form's value; a number without a word is the rest of a telephone's or a page's. */
const isFormsValue = (list: readonly Token[]): boolean =>
  list.some((token) => token.kind === 'word') &&
  list.every((token) => qualifies(token) || token.kind === 'number' || token.kind === 'sign');

const LEADS = new Set(['n', 'nr', '.', '°', ',']);

/** "n. 2211 del 14/02/2022", "28/12/2000 n. 445": an act's number, not "alloggi ERP 12 del 31/12/2021". */
function isDated(list: readonly Token[], at: number): boolean {
  const lead = list[at - 1];
  const before = LEADS.has(word(list, at - 1));
  if (!before && lead?.kind === 'word' && qualifies(lead)) return false;
  const after = ['del', 'in', 'dd', 'data', '-'].includes(word(list, at + 1));
  const near = (from: number, to: number): boolean =>
    list.slice(Math.max(0, from), to).some((token) => token.kind === 'day');
  return (after && near(at + 1, at + 5)) || (before && near(at - 4, at));
}

/** The number of dwellings that a text states: the largest, since parts are counted beside the whole. Null for none. */
export function statedUnits(all: readonly number[]): number | null {
  return all.length === 0 ? null : Math.max(...all.slice(0, 1000));
}
