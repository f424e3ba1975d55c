import type { Sentence } from '../text/sentences.js';
import type { Token } from '../text/tokens.js';
import {
  DECLARES,
  IS,
  isDwelling,
  isEstate,
  isOtherClaim,
  NONE,
  OPENERS,
  OWNERS,
  OWNS,
  qualifies,
  ZERO,
} from './words.js';

/** `sure`: no dwelling owned, and nothing else can be meant. `likely`: a person reads it. */
export type Claim = 'sure' | 'likely';

/** Words of one claim reach no farther than this. */
const FAR = 24;

/**
 * Whether a sentence states that no dwelling is owned: "non possiede alloggi", "nessun alloggio ERP in proprietà",
 * "il numero è pari a 0", "patrimonio nullo", "privo di alloggi". Conditions, questions and denials of a zero state
 * nothing.
 *
 * @example statesZero(sentences('Il Comune non possiede alloggi ERP.')[0]) //=> 'sure'
 */
export function statesZero({ tokens, asks }: Sentence): Claim | null {
  if (asks || isConditional(tokens) || deniesZero(tokens)) return null;
  let best: Claim | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const claim =
      ownsNone(tokens, at) ??
      nobodyOwns(tokens, at) ??
      noDwelling(tokens, at) ??
      isNull(tokens, at);
    if (claim === 'sure') return 'sure';
    best ??= claim;
  }
  return best;
}

const CONDITIONS = new Set([
  'se',
  'qualora',
  'ove',
  'laddove',
  'purche',
  'caso',
  'ipotesi',
  'eventuale',
  'eventualmente',
  'quando',
]);

/** "se il Comune non possiede alloggi", "in caso di patrimonio nullo": a case, not a statement. */
export const isConditional = (list: readonly Token[]): boolean =>
  list.some((token) => CONDITIONS.has(token.is));

/** "non è nulla", "non risulta pari a zero", "patrimonio non nullo". */
export function deniesZero(list: readonly Token[]): boolean {
  return list.some((token, at) => {
    if (token.is !== 'non') return false;
    let next = at + 1;
    while (next < at + 4 && (IS.has(word(list, next)) || word(list, next) === 'affatto')) next += 1;
    if (word(list, next) === 'pari' && ['a', 'allo'].includes(word(list, next + 1))) next += 2;
    return ZERO.has(word(list, next)) || list[next]?.value === 0;
  });
}

const word = (list: readonly Token[], at: number): string => list[at]?.is ?? '';

/** "non possiede alloggi", "non è proprietario di alcun alloggio", "è privo di alloggi". */
function ownsNone(list: readonly Token[], at: number): Claim | null {
  let next = at + 1;
  if (word(list, at) === 'non') {
    while (['vi', 'ci', 'si', 'ne', 've', 'ce'].includes(word(list, next))) next += 1;
    if (!OWNS.has(word(list, next))) return null;
    next += 1;
    if (word(list, next) === 'piu') {
      // "non possiede più": it did, and the historical stock holds what was sold.
      const noun = nounFrom(list, next + 1);
      return noun === null ? null : 'likely';
    }
    if (word(list, next) === 'essere') next += 1;
    if (word(list, next) === 'in') next += OWNERS.has(word(list, next + 1)) ? 1 : 0;
    if (OWNERS.has(word(list, next))) next += 1;
  } else if (/^(?:priv[oai]|sprovvist[oai])$/.test(word(list, at))) {
    if (word(list, next) !== 'di') return null;
  } else if (/^(?:assenza|inesistenza|mancanza)$/.test(word(list, at))) {
    const declared = list.slice(Math.max(0, at - 6), at).some((one) => DECLARES.has(one.is));
    const noun = nounFrom(list, next);
    return noun === null ? null : weaker(tail(list, noun + 1), declared ? 'sure' : 'likely');
  } else {
    return null;
  }
  const noun = nounFrom(list, next);
  if (noun === null) return namedBefore(list, at, next) ? 'likely' : null;
  // "non dispone di alloggi" may mean that none is free.
  const disposes = list.slice(at, next).some((token) => token.is.startsWith('dispon'));
  const owned = list.some((token) => /^propri/.test(token.is));
  return weaker(tail(list, noun + 1), disposes && !owned ? 'likely' : 'sure');
}

/** "alloggi di proprietà non ve ne sono": what is denied stands before. */
function namedBefore(list: readonly Token[], at: number, end: number): boolean {
  const ne = list.slice(at, end).some((token) => token.is === 'ne');
  return ne && list.slice(Math.max(0, at - FAR), at).some(isDwelling);
}

/** The dwelling or estate that these words qualify; null when another thing comes first. */
function nounFrom(list: readonly Token[], from: number): number | null {
  for (let at = from; at < Math.min(list.length, from + FAR); at += 1) {
    const token = list[at] as Token;
    if (isDwelling(token)) return at;
    if (isEstate(token) && (token.is !== 'proprieta' || ownsProperty(list, at))) return at;
    if (!qualifies(token)) return null;
  }
  return null;
}

/** "non ha proprietà ERP", not "non ha in proprietà alloggi". */
const ownsProperty = (list: readonly Token[], at: number): boolean =>
  !['in', 'di', 'della'].includes(word(list, at - 1)) && word(list, at + 1) !== 'di';

/** What follows a claim up to the end of its clause must not narrow it. */
function tail(list: readonly Token[], from: number): Claim | null {
  let claim: Claim = 'sure';
  for (let at = from; at < list.length; at += 1) {
    const token = list[at] as Token;
    if (token.is === ',' || token.is === ':' || JOINS.has(token.is)) return claim;
    if (isOtherClaim(token)) return null;
    if (!qualifies(token) && !saysOwned(list, at)) claim = 'likely';
  }
  return claim;
}

/** "nessun alloggio ERP è di proprietà del Comune". */
const saysOwned = (list: readonly Token[], at: number): boolean =>
  IS.has(word(list, at)) && list.slice(at, at + 8).some((token) => token.is === 'proprieta');

/** Words that open another clause of the same sentence. */
const JOINS = new Set(['pertanto', 'quindi', 'dunque', 'poiche', 'giacche', 'percio', 'come']);

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
  while (list[next] !== undefined && (list[next]?.kind === 'sign' || list[next]?.value === 0)) {
    if (word(list, next) === ',' || word(list, next) === ':') return null;
    next += 1;
  }
  const noun = nounFrom(list, next);
  if (noun === null || !isDwelling(list[noun])) return null;
  const after = tail(list, noun + 1);
  return after === null ? null : weaker(after, head(list, at - 1));
}

/** What stands before a claim in its clause. */
function head(list: readonly Token[], from: number): Claim | null {
  for (let at = from; at >= Math.max(0, from - FAR); at -= 1) {
    const token = list[at] as Token;
    if (isOtherClaim(token)) return null;
    if (token.is === ':' || token.is === ',' || token.is === 'che') return 'sure';
    if (DECLARES.has(token.is) || OPENERS.has(token.is)) continue;
    if (!qualifies(token) && !OWNS.has(token.is) && !IS.has(token.is) && token.is !== 'non') {
      return 'likely';
    }
  }
  return 'sure';
}

const weaker = (a: Claim | null, b: Claim | null): Claim | null =>
  a === null || b === null ? null : a === 'sure' && b === 'sure' ? 'sure' : 'likely';

/** "il numero di alloggi è pari a 0", "Alloggi ERP in proprietà: zero", "consistenza nulla". */
function isNull(list: readonly Token[], at: number): Claim | null {
  const token = list[at] as Token;
  const isLast = list.slice(at + 1).every((next) => next.kind === 'sign');
  const none = NONE.has(token.is) && isLast && word(list, at - 1) === ':';
  if (token.value !== 0 && !ZERO.has(token.is) && !none) return null;
  let back = at - 1;
  let joined = false;
  while (back >= 0 && JOINTS.has(word(list, back))) {
    joined ||= STRONG_JOINTS.has(word(list, back)) || IS.has(word(list, back));
    back -= 1;
  }
  const noun = nounBefore(list, back);
  if (noun === null) return null;
  const after = tail(list, at + 1);
  if (after === null) return null;
  const before = head(list, noun - 1);
  if (before === null) return null;
  const declared = list.slice(Math.max(0, noun - 12), noun).some((one) => DECLARES.has(one.is));
  return joined || declared ? weaker(after, before) : 'likely';
}

const STRONG_JOINTS = new Set([':', '=', '-', 'pari', 'n', '(', '°', '.', '_', '"']);
const JOINTS = new Set([
  ...STRONG_JOINTS,
  ...IS,
  'a',
  'ad',
  'di',
  'nr',
  'num',
  'uguale',
  'del',
  'tutto',
  '…',
]);

function nounBefore(list: readonly Token[], from: number): number | null {
  let found: number | null = null;
  for (let at = from; at >= Math.max(0, from - FAR); at -= 1) {
    const token = list[at] as Token;
    if (isDwelling(token) || isEstate(token) || token.is === 'numero') found = at;
    if (!qualifies(token)) break;
    if (token.is === ',' || token.is === ':') break;
  }
  return found;
}
