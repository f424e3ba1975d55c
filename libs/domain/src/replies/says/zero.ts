import type { Sentence } from '../text/sentences.js';
import type { Token } from '../text/tokens.js';
import type { Claim } from './claim.js';
import { FAR, head, isConditional, nounFrom, strongest, tail, weaker, word } from './claim.js';
import { ownsNone } from './owns-none.js';
import { DECLARES, IS, isDwelling, isEstate, NONE, OWNS, qualifies, ZERO } from './words.js';

/**
 * Whether a sentence states that no dwelling is owned: "non possiede alloggi", "nessun alloggio ERP in proprietà",
 * "il numero è pari a 0", "patrimonio nullo", "privo di alloggi". Conditions, questions and denials of a zero state
 * nothing.
 *
 * @example statesZero(sentences('Il Comune non possiede alloggi ERP.')[0]) //=> 'sure'
 */
export function statesZero({ tokens, asks }: Sentence): Claim | null {
  if (asks || isConditional(tokens) || deniesZero(tokens)) return null;
  return strongest(
    tokens.map(
      (_, at) =>
        ownsNone(tokens, at) ??
        nobodyOwns(tokens, at) ??
        noDwelling(tokens, at) ??
        isNull(tokens, at),
    ),
  );
}

/** "non è nulla", "non risulta pari a zero", "non ammonta a zero", "patrimonio non nullo". */
export function deniesZero(list: readonly Token[]): boolean {
  return list.some((token, at) => {
    if (token.is !== 'non') return false;
    let next = at + 1;
    while (next < at + 4 && (IS.has(word(list, next)) || word(list, next) === 'affatto')) next += 1;
    const to = word(list, next) === 'pari' ? next + 1 : next;
    if (['a', 'allo'].includes(word(list, to))) next = to + 1;
    return ZERO.has(word(list, next)) || list[next]?.value === 0;
  });
}

/** "nessuno dei Comuni possiede alloggi": a statement for several. */
function nobodyOwns(list: readonly Token[], at: number): Claim | null {
  if (!NONE.has(word(list, at))) return null;
  for (let next = at + 1; next < Math.min(list.length, at + 8); next += 1) {
    if (isDwelling(list[next])) return null;
    if (OWNS.has(word(list, next))) return nounFrom(list, next + 1) === null ? null : 'likely';
  }
  return null;
}

/** "nessun alloggio", "0 alloggi", "n. 0 (zero) unità": what governs it must not be another act. */
function noDwelling(list: readonly Token[], at: number): Claim | null {
  const token = list[at] as Token;
  if (!NONE.has(token.is) && token.value !== 0) return null;
  let next = at + 1;
  while (list[next]?.kind === 'sign' || list[next]?.value === 0) {
    if (word(list, next) === ',' || word(list, next) === ':') return null;
    next += 1;
  }
  const noun = nounFrom(list, next);
  if (noun === null || !isDwelling(list[noun])) return null;
  return weaker(tail(list, noun + 1), head(list, at - 1));
}

/** "il numero di alloggi è pari a 0", "Alloggi ERP in proprietà: zero", "consistenza nulla". */
function isNull(list: readonly Token[], at: number): Claim | null {
  if (!isZeroWord(list, at)) return null;
  let back = at - 1;
  let joined = false;
  while (JOINTS.has(word(list, back))) {
    joined ||= STRONG_JOINTS.has(word(list, back)) || IS.has(word(list, back));
    back -= 1;
  }
  const noun = nounBefore(list, back);
  if (noun === null) return null;
  const around = weaker(tail(list, at + 1), head(list, noun - 1));
  const declared = list.slice(Math.max(0, noun - 12), noun).some((one) => DECLARES.has(one.is));
  return weaker(around, joined || declared ? 'sure' : 'likely');
}

function isZeroWord(list: readonly Token[], at: number): boolean {
  const token = list[at] as Token;
  if (token.value === 0 || ZERO.has(token.is)) return true;
  const isLast = list.slice(at + 1).every((next) => next.kind === 'sign');
  return NONE.has(token.is) && isLast && word(list, at - 1) === ':';
}

const STRONG_JOINTS = new Set([':', '=', '-', 'pari', 'n', '(', '°', '_', '"']);
const JOINTS = new Set(
  [...STRONG_JOINTS, ...IS].concat('a ad di nr num uguale del tutto …'.split(' ')),
);

function nounBefore(list: readonly Token[], from: number): number | null {
  let found: number | null = null;
  for (let at = from; at >= Math.max(0, from - FAR); at -= 1) {
    const token = list[at] as Token;
    if (isDwelling(token) || isEstate(token) || token.is === 'numero') found = at;
    if (!qualifies(token) || token.is === ',') break;
  }
  return found;
}
