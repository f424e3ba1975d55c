import type { Token } from '../text/tokens.js';
import { word } from './claim.js';
import { IS, isDwelling, isEstate, qualifies } from './words.js';

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

/** The number of dwellings that a text states: the largest, since parts are counted beside the whole. Null for none. */
export function statedUnits(all: readonly number[]): number | null {
  return all.length === 0 ? null : Math.max(...all.slice(0, 1000));
}
